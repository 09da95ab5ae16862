"""The daily DAG that destroys what has lain its time, and counts what is late."""

from airflow.sdk import DAG, CronTriggerTimetable, Param, get_current_context, task

from dags.common import DEFAULTS, GOLD_POOL, region_pool
from expectations.catalogue import regions

RUNBOOK = """
## Retention: what has lain its time is destroyed

Runs every night. Trigger it by hand with **dry_run** to see what would go: the counts stand in each task's result and
in the audit table `retentions`, and nothing is destroyed.

| what | when it goes | setting |
|---|---|---|
| quarantined rows, rejected and refused files, what a run left in landing | so many days after they came | `ASPA_QUARANTINE_DAYS` (180) |
| bronze, and a source's salt with its last row | so many months after the delivery came | `ASPA_BRONZE_MONTHS` (13) |
| old versions of silver and gold | a day after a newer one replaced them | - |
| serving files | all but the newest two | - |
| THL's packages | so many days after a newer revision took their place | `ASPA_THL_SUPERSEDED_DAYS` (30) |
| gold/pseudonymised and THL's row-level packages | when no legal basis is named any more | `ASPA_THL_ROW_LEVEL_LEGAL_BASIS` |
| validation results, receipts, the ledger | stay: they hold counts only | - |

Without its salt a source's ids are as good as random: its next delivery gets a new salt, and rows of it that come again
get new ids.

| task | what it does | when it fails |
|---|---|---|
| region_… | one region's quarantine, landing, bronze, salts; holds the region's pool | clear it: it goes on where it was |
| country | old versions of gold, serving files; holds gold's pool | clear it |
| late | which periods of which sources are due, late or missing (audit table `timeliness`) | clear it |
| show | the reviewers' pages, as of today | clear it |
"""

with DAG(
    dag_id="retention",
    dag_display_name="Retention: destroy what is too old",
    schedule=CronTriggerTimetable("15 2 * * *", timezone="Europe/Helsinki"),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    params={"dry_run": Param(False, type="boolean", title="Dry run", description="Count only, destroy nothing")},
    tags=["national"],
    doc_md=RUNBOOK,
) as dag:

    @task
    def expire(region: str) -> dict[str, int]:
        from spark_jobs.retention import expire_region

        context = get_current_context()
        return expire_region(region, context["run_id"], context["params"]["dry_run"])

    @task(pool=GOLD_POOL)
    def country() -> dict[str, int]:
        from spark_jobs.retention import expire_country

        context = get_current_context()
        return expire_country(context["run_id"], regions(), context["params"]["dry_run"])

    @task
    def late() -> int:
        from expectations.timeliness import refresh

        return refresh()

    @task
    def show() -> None:
        from expectations.reviewers import write_reviewers_pages
        from spark_jobs.serve_audit import write_audit_files

        write_reviewers_pages()
        write_audit_files()

    of_regions = [expire.override(task_id=f"region_{r}", pool=region_pool(r))(r) for r in regions()]
    [*of_regions, country(), late()] >> show()
