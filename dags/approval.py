"""Approval by a person, who is recorded."""

from typing import Any

from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk import Context


class RecordedApproval(ApprovalOperator):
    """An approval that tells who answered, whatever the answer: where it is no, Airflow drops the task's result."""

    def execute_complete(self, context: Context, event: dict[str, Any]) -> Any:
        context["ti"].xcom_push(key="answered_by", value=(event.get("responded_by_user") or {}).get("name"))
        return super().execute_complete(context, event)
