"""When things run, and in what order; what they do stands in spark_jobs and expectations."""
