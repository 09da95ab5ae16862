"""The DAG by which a delivery is taken back: an operator asks, sees what would go, a person approves."""

from datetime import timedelta

from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk import DAG, Param, TaskGroup, TriggerRule, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.approval import RecordedApproval
from dags.common import DEFAULTS, GOLD_POOL, region_pool
from expectations.catalogue import regions
from lake_layout.settings import settings

RUNBOOK = f"""
## Withdraw a delivery: gone from every layer, and proved

For data that should not have come, or must not stay. Trigger it with the **delivery_id** (from the ledger, the receipt
or Data Docs) and the **reason**. The reason is kept for years and goes to the region: name no person and no value.
To mend a delivery, withdraw nothing: the region delivers the month again.

| task | what it does | when it fails |
|---|---|---|
| preview | counts the rows that would go and the cells of gold that would change; changes nothing | *no delivery*, *withdrawn already*: mistyped; *is being checked*: trigger it again when its run has ended |
| approve | waits up to {settings().withdrawal_hours:.0f} h (`ASPA_WITHDRAWAL_HOURS`) for a person: *Required actions* of the run. Reject, or no answer: nothing is withdrawn | - |
| choose, withdraw | the task of the delivery's region, which holds its pool, deletes the rows from landing, quarantine, bronze and silver, old versions too | clear it: it goes on where it was |
| republish | computes the touched periods anew, writes a new serving file, deletes the old ones; takes the rows out of gold/pseudonymised and destroys THL's packages that hold them | clear it; until it has run the pages still show the old figures |
| prove | opens every file written since the delivery came and looks for its rows, ids and texts; then tells the region by a receipt | *is not gone*: the message names files; find how it got there, delete it, clear the task. Keep the log: it is an incident |
| record_refusal | enters into the ledger that the withdrawal was refused or got no answer | clear it |

THL must be told: when this has ended, trigger `thl_delivery` once a package, without periods: the next revision of what
THL has received lists the delivery as withdrawn.

Withdrawing takes the place of nothing: what the delivery had replaced does not come back. Other deliveries of the month
that lie rejected in quarantine stay there; withdraw them too if the same data came with them.
"""

SUBJECT = "Withdraw {{ params.delivery_id }}?"
BODY = """{{ ti.xcom_pull(task_ids='preview') }}

Asked for by {{ dag_run.triggering_user_name or 'the platform' }}: {{ params.reason }}"""


with DAG(
    dag_id="withdraw_delivery",
    dag_display_name="Withdraw a delivery",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    params={
        "delivery_id": Param(
            type="string", pattern=r"^[0-9A-Z]{2,3}_[a-z0-9-]+_\d{4}-(0[1-9]|1[0-2])_[1-9]\d*$",
            title="Delivery", description="REGION_SOURCE_YYYY-MM_SEQUENCE",
        ),
        "reason": Param(
            type="string", minLength=5, maxLength=200, pattern=r"^[^@]*$",
            title="Reason", description="Why; no person, no value of the data: it is kept and sent to the region",
        ),
    },
    tags=["national"],
    doc_md=RUNBOOK,
) as dag:  # fmt: skip

    @task
    def preview() -> str:
        from lake_layout import ledger
        from spark_jobs.withdraw.preview import NotWithdrawable
        from spark_jobs.withdraw.preview import preview as count

        context = get_current_context()
        params, run = context["params"], context["dag_run"]
        try:
            seen = count(params["delivery_id"])
        except NotWithdrawable as why:
            raise AirflowFailException(str(why)) from None
        who = run.triggering_user_name or "platform"
        ledger.tell(
            params["delivery_id"], "withdrawal_asked", run.run_id, who, params["reason"], sum(seen.rows.values())
        )
        return seen.markdown

    approve = RecordedApproval(
        task_id="approve",
        subject=SUBJECT,
        body=BODY,
        defaults=ApprovalOperator.REJECT,  # no answer is no
        response_timeout=timedelta(hours=settings().withdrawal_hours),
    )

    @task.branch
    def choose() -> str:
        from lake_layout.delivery import DeliveryId

        return f"withdraw.{region_pool(DeliveryId.parse(get_current_context()['params']['delivery_id']).region)}"

    @task
    def withdraw() -> None:
        from lake_layout import ledger
        from spark_jobs.withdraw.remove import remove

        context = get_current_context()
        params, run = context["params"], context["run_id"]
        who = context["ti"].xcom_pull(task_ids="approve", key="answered_by")
        ledger.tell(params["delivery_id"], "withdrawal_approved", run, who, params["reason"])
        remove(params["delivery_id"], run, who, params["reason"])

    @task(pool=GOLD_POOL, trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
    def republish() -> list[str]:
        from spark_jobs.withdraw.republish import republish as rebuild

        context = get_current_context()
        return list(rebuild(context["params"]["delivery_id"], context["run_id"]))

    @task
    def prove() -> int:
        from spark_jobs.withdraw.conclude import conclude
        from spark_jobs.withdraw.prove import Found

        context = get_current_context()
        try:
            return conclude(context["params"]["delivery_id"], context["run_id"], context["params"]["reason"])
        except Found as found:
            raise AirflowFailException(str(found)) from None

    @task(trigger_rule=TriggerRule.ALL_SKIPPED)
    def record_refusal() -> None:
        from spark_jobs.withdraw.conclude import refuse

        context = get_current_context()
        answered_by = context["ti"].xcom_pull(task_ids="approve", key="answered_by")
        refuse(context["params"]["delivery_id"], context["run_id"], answered_by)

    with TaskGroup("withdraw") as withdrawn:
        # A task's pool is fixed when the DAG is read, so each region has its own, of which one runs.
        for _region in regions():
            withdraw.override(task_id=region_pool(_region), pool=region_pool(_region))()

    preview() >> approve >> choose() >> withdrawn >> republish() >> prove()
    withdrawn >> record_refusal()
