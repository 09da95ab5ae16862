"""Benchmarks: each compares with a peer that runs on the same data in the same run, or says where the time goes."""
