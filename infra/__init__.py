"""What the platform runs on: local services, the cluster, the demo's data."""
