"""Fixtures of all tests; the small demo is started only where a test asks for it."""

pytest_plugins = ["tests.demo"]
