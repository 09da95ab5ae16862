"""Airflow's scheduler with the tasks' libraries imported: LocalExecutor forks every task from it.

Great Expectations takes 5 to 10 seconds to import, Spark's client one more; imported here, a task has them for free.
"""

import sys

import expectations.docs_site  # noqa: F401
import expectations.gate  # noqa: F401
import expectations.validation  # noqa: F401
import spark_jobs.aggregate  # noqa: F401
import spark_jobs.load  # noqa: F401
import spark_jobs.refine  # noqa: F401
import spark_jobs.serve  # noqa: F401
from airflow.__main__ import main

if __name__ == "__main__":
    sys.argv = ["airflow", "scheduler"]
    main()
