"""The DAG by which new reference data come into force: read, validated, shown, approved, applied to silver."""

from datetime import timedelta

from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk import DAG, Param, TaskGroup, TriggerRule, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.approval import RecordedApproval
from dags.common import DEFAULTS, GOLD_POOL, REFERENCE_POOL, region_pool, settled
from expectations.catalogue import regions
from lake_layout.reference.sets import OFFICIAL, PLACEHOLDER
from lake_layout.settings import settings

RUNBOOK = f"""
## Reference data: a new version of code sets, rules or cost centres

Put the files into `lake/reference/inbox` (CSV, JSON, xls or xlsx: the code server's export, or the columns that
`lake_layout/reference` ships), or name `code_server` in place of a file. Trigger with

- **sets**: one line a set, `service_classes=aura.csv` or `specialties=code_server`. Sets that belong together (classes,
  the rules and the cost centres that lead to them) are loaded together.
- **version**, **reason**, **status**: as the ledger and every row will tell them.
- **takes_effect**: first day on which it counts. Feedback of services before keeps the codes of its day. Empty: for all
  days; so an official list takes a placeholder's place.

| task | what it does | when it fails |
|---|---|---|
| propose | reads, validates, shows what is added, changed and ended, and which deliveries are classified otherwise; changes nothing | the message names file, line and column: mend the file, trigger again. *no answer*, *answered 503*: the code server is away: clear it later |
| approve | waits up to {settings().approval_hours:.0f} h (`ASPA_APPROVAL_HOURS`) for a person: *Required actions* of the run. Reject, or no answer: nothing changes | - |
| load | puts the rows in force, for Spark and for the gate | clear it |
| choose, reharmonise | in each region that it touches, under its pool, rewrites the feedback and sampling bases that are classified otherwise and marks their deliveries unpublished; `publish` follows by itself | clear it: it goes on where it was |
| relabel | a new serving file with the new names, and the reviewers' pages | clear it |
| record_refusal | forgets the proposal | clear it |

`python -m spark_jobs.reference list` shows what is in force and what is a placeholder still; `… load` does the same as
this DAG from a terminal. Every load stands in the audit table `reference_versions`, what befell a delivery in `events`.
"""

SUBJECT = "Reference data {{ params.version }}: put in force?"
BODY = """{{ ti.xcom_pull(task_ids='propose') }}

Asked for by {{ dag_run.triggering_user_name or 'the platform' }}: {{ params.reason }}"""

with DAG(
    dag_id="reference_data",
    dag_display_name="Reference data: new versions",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    params={
        "sets": Param(
            type="array", items={"type": "string", "pattern": r"^[a-z_]+=[^/\\]+$"}, minItems=1,
            title="Sets", description="SET=FILE of lake/reference/inbox, or SET=code_server; one a line",
        ),
        "version": Param(type="string", pattern=r"^[^:]{1,40}$", title="Version", description="What it is called"),
        "takes_effect": Param(
            "", type="string", pattern=r"^(\d{4}-\d{2}-\d{2})?$", title="Takes effect",
            description="First day, YYYY-MM-DD; empty: for all days",
        ),
        "status": Param(OFFICIAL, type="string", enum=[OFFICIAL, PLACEHOLDER], title="Status"),
        "reason": Param(type="string", minLength=5, maxLength=200, title="Reason", description="Kept in the ledger"),
    },
    tags=["national"],
    doc_md=RUNBOOK,
) as dag:  # fmt: skip

    @task
    def propose() -> str:
        from lake_layout import folders
        from spark_jobs.reference.code_server import CodeServerError
        from spark_jobs.reference.preview import markdown
        from spark_jobs.reference.propose import propose as work_out
        from spark_jobs.reference.request import read_request
        from spark_jobs.reference.tabular import Unreadable
        from spark_jobs.reference.validate import Invalid
        from spark_jobs.session import session

        context = get_current_context()
        params, run = context["params"], context["run_id"]
        told = params["version"], params["takes_effect"], params["status"]
        try:
            incoming = read_request(params["sets"], folders.reference() / "inbox", plain_names=True)
            return markdown(work_out(session(), incoming, run, *told))
        except (Invalid, Unreadable, CodeServerError) as why:
            raise AirflowFailException(str(why)) from None

    approve = RecordedApproval(
        task_id="approve",
        subject=SUBJECT,
        body=BODY,
        defaults=ApprovalOperator.REJECT,  # no answer is no
        response_timeout=timedelta(hours=settings().approval_hours),
    )

    @task(pool=REFERENCE_POOL)
    def load() -> list[str]:
        from spark_jobs.reference.load import load as put_in_force

        context = get_current_context()
        who = context["ti"].xcom_pull(task_ids="approve", key="answered_by") or "platform"
        return list(put_in_force(context["run_id"], who, context["params"]["reason"]).regions)

    @task.branch
    def choose(touched: list[str]) -> list[str]:
        return [f"reharmonise.{region_pool(region)}" for region in touched if region in regions()] or ["relabel"]

    @task
    def reharmonise(region: str) -> int:
        from spark_jobs.reference.load import reason
        from spark_jobs.reference.propose import kept
        from spark_jobs.reference.reharmonise import reharmonise as classify_anew

        context = get_current_context()
        who = context["ti"].xcom_pull(task_ids="approve", key="answered_by") or "platform"
        proposal = kept(context["run_id"])
        counts = classify_anew(region, context["run_id"], who, reason(proposal), proposal.takes_effect)
        return sum(counts.values())

    @task(pool=GOLD_POOL, trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
    def relabel() -> str | None:
        from expectations.reviewers import write_reviewers_pages
        from spark_jobs.classify.page import write_classification_page
        from spark_jobs.reference.propose import forget
        from spark_jobs.serve import relabel as write_labels

        run = get_current_context()["run_id"]
        name = write_labels(run)
        write_classification_page()
        write_reviewers_pages()
        forget(run)
        return name

    @task(trigger_rule=TriggerRule.ALL_SKIPPED)
    def record_refusal() -> None:
        from spark_jobs.reference.propose import forget

        forget(get_current_context()["run_id"])

    with TaskGroup("reharmonise") as reharmonised:
        # A task's pool is fixed when the DAG is read, so each region has its own, of which the touched ones run.
        for _region in regions():
            reharmonise.override(
                task_id=region_pool(_region), pool=region_pool(_region), outlets=[settled(_region)]
            )(_region)  # fmt: skip

    loaded, relabelled = load(), relabel()
    chosen = choose(loaded)
    propose() >> approve >> loaded
    chosen >> reharmonised >> relabelled
    chosen >> relabelled
    loaded >> record_refusal()
