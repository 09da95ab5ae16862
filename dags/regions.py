"""A DAG per region, made from its contract files; a run is one delivery."""

from airflow.sdk import DAG, Asset, AssetWatcher, TriggerRule, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from dags.arrivals import InboxTrigger
from dags.common import DEFAULTS, region_pool, settled
from dags.links import ReceiptLink, receipt_address
from expectations.catalogue import all_contracts, regions
from expectations.contract import Contract
from lake_layout.reference import labels

RUNBOOK = """
## {name}: from landing to silver

**A run is one delivery.** It starts by itself when a file and its manifest lie whole in `landing/{region}/inbox`;
triggered by hand it takes the oldest delivery waiting there.

| task | what it does | when it fails |
|---|---|---|
| receive | takes the delivery from the inbox, enters it into the ledger | *Refused*: manifest, checksum or source is wrong; the files lie in `quarantine/{region}/refused`; ask the supplier for a new delivery |
| check | judges the file against its contract, writes receipt and Data Docs | *Rejected*: read the receipt (the task's link *Receipt*, or `outbox/{region}`); the supplier corrects and delivers again; nothing to do here |
| quarantine | keeps a rejected delivery's files apart | runs only after a rejection |
| load | accepted rows to bronze | a server was away: clear the task; *replaced* or *withdrawn*: a newer delivery of the month is in, or a person took this one back; nothing to do |
| refine | harmonises, classifies, verifies texts, to silver | clear the task; it leaves the same rows however often it runs |

Sources: {sources}
"""


def _runbook(region: str, own: list[Contract]) -> str:
    sources = ", ".join(f"`{contract.source}` ({contract.name})" for contract in own)
    return RUNBOOK.format(region=region, name=labels("regions")[region], sources=sources)


def region_dag(region: str) -> DAG:
    """The DAG of one region."""
    own = [contract for contract in all_contracts() if contract.region == region]
    inbox = Asset(
        name=f"inbox_{region}",
        uri=f"aspa://inbox/{region}",
        group="deliveries",
        watchers=[AssetWatcher(name=f"inbox_{region}", trigger=InboxTrigger(region))],
    )
    with DAG(
        dag_id=f"region_{region}",
        dag_display_name=f"{region} {labels('regions')[region]}",
        schedule=[inbox],
        catchup=False,
        max_active_runs=1,
        default_args=DEFAULTS,
        tags=["region", region],
        doc_md=_runbook(region, own),
    ) as dag:

        @task
        def receive() -> str:
            from expectations.refusal import Refused
            from spark_jobs.receive import receive as receive_next

            try:
                delivery_id = receive_next(region)
            except Refused as refusal:
                raise AirflowFailException(f"Refused: {refusal}") from None
            if delivery_id is None:
                raise AirflowSkipException("nothing new waits in the inbox")
            return delivery_id

        @task
        def check(delivery_id: str) -> None:
            from expectations.gate import check as check_delivery

            if check_delivery(delivery_id) == "rejected":
                raise AirflowFailException(
                    f"Rejected: see {receipt_address(delivery_id)}, also in outbox/{region} as HTML, Excel and JSON"
                )

        @task(trigger_rule=TriggerRule.ALL_FAILED, outlets=[settled(region)], pool=region_pool(region))
        def quarantine() -> None:
            from expectations.gate import quarantine as keep_apart
            from lake_layout import ledger
            from spark_jobs.serve_audit import write_audit_files

            delivery_id = get_current_context()["ti"].xcom_pull(task_ids="receive")
            if delivery_id is None or ledger.delivery(delivery_id)["outcome"] != "rejected":
                raise AirflowSkipException("no delivery was rejected")
            keep_apart(delivery_id)
            write_audit_files()

        @task(pool=region_pool(region))
        def load(delivery_id: str) -> int:
            from lake_layout import story
            from spark_jobs.load import load as load_delivery

            try:
                return load_delivery(delivery_id)
            except story.Superseded as newer:
                raise AirflowFailException(str(newer)) from None

        @task(pool=region_pool(region), outlets=[settled(region)])
        def refine(delivery_id: str) -> int:
            from lake_layout import story
            from spark_jobs.refine import refine as refine_delivery

            try:
                return refine_delivery(delivery_id)
            except story.Superseded as newer:
                raise AirflowFailException(str(newer)) from None

        received = receive()
        checked = check(received)
        checked.operator.operator_extra_links = (ReceiptLink(),)
        checked >> quarantine()
        checked >> load(received) >> refine(received)
    return dag


for _region in regions():
    globals()[f"region_{_region}"] = region_dag(_region)
