"""The embedded default: every service on this machine, started, health-checked and stopped by make."""
