"""Denominators: how many were invited and how many service events there were, from delivery to response rate."""
