"""Indicators: need, access and cost of regions and services, loaded from files, to stand beside experience."""
