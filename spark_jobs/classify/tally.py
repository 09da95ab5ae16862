"""How silver's feedback got their service class, counted for the audit layer."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

NO_RULE = "-"


def classifications(feedback: DataFrame) -> list[dict]:
    """Rows of audit.CLASSIFICATIONS of silver's rows."""
    counted = (
        feedback.groupBy("delivery_id", "service_class", "service_class_basis", "service_class_rule")
        .agg(F.count("*").alias("feedback"))
        .collect()
    )
    return [
        {
            "delivery_id": row["delivery_id"],
            "service_class": row["service_class"],
            "basis": row["service_class_basis"],
            "rule": row["service_class_rule"] or NO_RULE,
            "feedback": int(row["feedback"]),
        }
        for row in counted
    ]
