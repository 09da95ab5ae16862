"""The daemon that Spark forks its Python workers from, with the verification run's analysers and model loaded.

Loading them takes seconds and hundreds of megabytes; loaded before the fork, every worker has them at once and shares
the memory. Named in spark.python.daemon.module.
"""

import os
import sys

from pyspark.daemon import manager


def _preload() -> None:
    # Spark reads the daemon's port from standard output: nothing else may be written there.
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        from spark_jobs.anonymise.verify import verify

        # One text a language builds every analyser; the invented names lead the model into the doubt it is kept for.
        verify([("fi", "Kiitos, hoitaja Aino Esimerkki oli ystävällinen."), ("sv", "Tack!"), ("en", "Thank you!")])
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


if __name__ == "__main__":
    _preload()
    manager()
