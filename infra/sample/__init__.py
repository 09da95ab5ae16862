"""Invented deliveries of any size, region and month, seeded: for the demo, the tests and the benchmarks."""
