"""Classification: service class and professional group, from versioned reference data."""
