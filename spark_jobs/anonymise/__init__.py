"""The verification run: no name, number or address survives in the open text."""
