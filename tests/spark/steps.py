"""What the DAGs' tasks do, in their order, for tests that play deliveries without Airflow."""

from pathlib import Path

from expectations.catalogue import contract_of
from infra.sample.deliver import make_delivery, put
from infra.sample.feedback import PLANTED_SHARE
from lake_layout import folders


def arrive(region, source, period, rows, faults=(), suffix="", planted_share=PLANTED_SHARE):
    """Bring a delivery as far as silver, as the region's DAG does; its id."""
    from expectations.gate import check, quarantine
    from spark_jobs.load import load
    from spark_jobs.receive import receive
    from spark_jobs.refine import refine

    contract = contract_of(region, source)
    made = make_delivery(contract, period, rows, faults, 2026, suffix, planted_share)
    put(made, contract, period, Path(str(folders.inbox(region))))
    delivery_id = receive(region)
    if delivery_id and check(delivery_id) == "rejected":
        quarantine(delivery_id)
    elif delivery_id:
        load(delivery_id)
        refine(delivery_id)
    return delivery_id


def publish(run):
    from spark_jobs.aggregate import aggregate
    from spark_jobs.analyse import analyse
    from spark_jobs.pending import unpublished
    from spark_jobs.serve import serve

    deliveries = unpublished()
    analyse(run, deliveries)
    aggregate(run, deliveries)
    serve(run, deliveries)


def withdraw(delivery_id, run="test", planted=()):
    """What the DAG's tasks do after the approval."""
    from spark_jobs.withdraw.prove import prove
    from spark_jobs.withdraw.remove import remove
    from spark_jobs.withdraw.republish import republish

    remove(delivery_id, run, "Testaaja", "wrong extraction")
    republish(delivery_id, run)
    return prove(delivery_id, run, planted)
