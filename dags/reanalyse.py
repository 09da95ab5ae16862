"""The national DAG that labels anew what another version of the text model labelled; a person triggers it."""

from airflow.sdk import DAG, get_current_context, task

from dags.common import DEFAULTS, GOLD_POOL

RUNBOOK = """
## Reanalyse: a new text model labels everything anew

Trigger it after `make train` has made a new model (docs/model_card.md). Publishing waits meanwhile: both hold gold's
pool. Labels of the current version are left alone, so that a run that was cut off goes on where it was.

| task | what it does | when it fails |
|---|---|---|
| label | themes and sentiment of every text in force that another version labelled | clear it: it goes on |
| rebuild | gold of the months concerned | clear it |
| show | a new serving file for the pages | clear it |
"""

with DAG(
    dag_id="reanalyse",
    dag_display_name="Reanalyse: a new text model",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    tags=["national"],
    doc_md=RUNBOOK,
) as dag:

    @task.short_circuit(pool=GOLD_POOL)
    def label() -> list[str]:
        from spark_jobs.analyse import reanalyse

        return list(reanalyse(get_current_context()["run_id"]))

    @task(pool=GOLD_POOL)
    def rebuild(months: list[str]) -> int:
        from spark_jobs.aggregate import rebuild as rebuild_gold

        return rebuild_gold(get_current_context()["run_id"], tuple(months))

    @task(pool=GOLD_POOL)
    def show() -> str:
        from spark_jobs.serve import write_serving

        return write_serving(get_current_context()["run_id"])

    rebuild(label()) >> show()
