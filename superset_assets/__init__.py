"""What people see: datasets, charts and dashboards of Superset as code, derived from the lake's tables.

`bundle` builds the archive that Superset imports (pyyaml and lake_layout are all it needs); `provision` sends it.
"""
