"""Airflow's scheduler with the tasks' libraries imported: LocalExecutor forks every task from it.

Great Expectations takes 5 to 10 seconds to import, Spark's client one more; imported here, a task has them for free.
"""

import sys

from airflow.__main__ import main

import expectations.docs_site
import expectations.gate
import expectations.validation  # noqa: F401
import spark_jobs.aggregate
import spark_jobs.load
import spark_jobs.refine
import spark_jobs.serve  # noqa: F401

if __name__ == "__main__":
    sys.argv = ["airflow", "scheduler"]
    main()
