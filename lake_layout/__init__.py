"""What the lake holds: every table of every layer, its schema, keys, retention and readers.

This package is the bottom of the house: it imports nothing of the project, neither Spark nor Airflow, so that
the gate, the jobs, the dashboards and a supplier's dry run all read the same descriptions.
"""
