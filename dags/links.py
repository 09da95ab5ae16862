"""Links that a task shows in Airflow, so that nobody has to look for what it left."""

from typing import Any

from airflow.sdk import BaseOperatorLink

from lake_layout.settings import settings


def receipt_address(delivery_id: str) -> str:
    """Where the receipt of a delivery is read; Excel and JSON lie beside the page."""
    return f"{settings().data_docs_url.rstrip('/')}/receipts/{delivery_id}.html"


class ReceiptLink(BaseOperatorLink):
    """From the check of a delivery to its receipt; there too where the check turned the delivery away."""

    name = "Receipt"

    def get_link(self, operator: Any, *, ti_key: Any) -> str:
        """Asked by the worker when the task ends, with the running task instance."""
        delivery_id = ti_key.xcom_pull(task_ids="receive")
        return receipt_address(delivery_id) if delivery_id else ""
