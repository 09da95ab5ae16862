"""The national DAG that publishes: any region's settled delivery starts it, one run at a time takes all there is."""

from functools import reduce
from operator import or_

from airflow.sdk import DAG, AssetOrTimeSchedule, CronTriggerTimetable, get_current_context, task

from dags.common import DEFAULTS, GOLD_POOL, settled
from expectations.catalogue import regions

RUNBOOK = """
## Publish: from silver to the dashboards

Starts by itself when a delivery of any region is settled, and may be triggered by hand. It takes every delivery that
the ledger marks unpublished, and skips while others are under way (`ASPA_PUBLISH_PATIENCE_MINUTES`).

| task | what it does | when it fails |
|---|---|---|
| gather | which deliveries are unpublished; skips where none is, or others are under way | - |
| analyse | words, themes and sentiment of the new texts (Spark NLP and the text model) | clear it |
| aggregate | gold for the touched periods, protected; checks that silver, ledger and gold count the same | *disagree*: do not publish; find the delivery that the message names |
| serve | a new serving file for Superset; marks the deliveries published | clear it |
"""

with DAG(
    dag_id="publish",
    dag_display_name="Publish: silver to dashboards",
    # By the clock too: a run that ends without telling an asset must not hold the others' results back.
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("37 * * * *", timezone="Europe/Helsinki"),
        assets=reduce(or_, [settled(region) for region in regions()]),
    ),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    tags=["national"],
    doc_md=RUNBOOK,
) as dag:

    @task.short_circuit
    def gather() -> list[str]:
        from spark_jobs.pending import settled, unpublished

        return list(unpublished()) if settled() else []

    @task(pool=GOLD_POOL)
    def analyse(deliveries: list[str]) -> int:
        from spark_jobs.analyse import analyse as analyse_texts

        return analyse_texts(get_current_context()["run_id"], deliveries)

    @task(pool=GOLD_POOL)
    def aggregate(deliveries: list[str]) -> int:
        from spark_jobs.aggregate import aggregate as aggregate_gold

        return aggregate_gold(get_current_context()["run_id"], deliveries)

    @task(pool=GOLD_POOL)
    def serve(deliveries: list[str]) -> str | None:
        from spark_jobs.serve import serve as serve_gold

        return serve_gold(get_current_context()["run_id"], deliveries)

    gathered = gather()
    analyse(gathered) >> aggregate(gathered) >> serve(gathered)
