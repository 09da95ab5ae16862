"""A contract proposed from a sample file: what it seems to be, each guess marked, for a person to mend."""
