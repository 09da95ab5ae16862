"""The DAG that makes THL's packages of the agreed periods: a person triggers it, or a calendar outside."""

from airflow.sdk import DAG, Param, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.common import DEFAULTS, GOLD_POOL
from lake_layout.thl_packages import AGGREGATE, PACKAGES

RUNBOOK = """
## THL delivery: signed packages of the agreed periods

Trigger it with the **periods** that were agreed upon (2026-05, 2026-Q2, 2026), one a line, and the **package**; without
periods it takes all that the package was delivered of before, and makes a revision where anything has changed. Do that
after a withdrawal, for each package that THL receives.

| package | holds | needs |
|---|---|---|
| aggregate | the published results as they are: protected counts | a signing key (`ASPA_THL_SIGNING_KEY`) |
| row_level | feedback row by row from gold/pseudonymised: no text, days, ids or places, at least five rows alike | the key, and the legal basis named in `ASPA_THL_ROW_LEVEL_LEGAL_BASIS`; empty, as it is by default, it is off |

| task | what it does | when it fails |
|---|---|---|
| check | whether the package is on, the key there and every period settled; changes nothing | the message says what to set or to ask for; *not published yet*, *being withdrawn*: wait for that, then clear it |
| deliver | rewrites gold/pseudonymised (row_level), writes `lake/thl/PACKAGE/PERIOD/rN` where anything is new, enters it into the audit table `thl_deliveries` | *changed while it was read*, *is being written*: clear it |

Its result names the revisions, null where nothing has changed. A revision lists the deliveries that it adds, and those
of the one before that were corrected or withdrawn; it replaces all former ones. Sending the folder to THL, and hearing
that it arrived, is done outside. How to check one, and what it doesn't protect: docs/thl_delivery.md.
"""

with DAG(
    dag_id="thl_delivery",
    dag_display_name="THL delivery: signed packages",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    params={
        "package": Param(AGGREGATE.name, type="string", enum=list(PACKAGES), title="Package"),
        "periods": Param(
            [], type="array", items={"type": "string", "pattern": r"^20\d\d(-(0[1-9]|1[0-2])|-Q[1-4])?$"},
            title="Periods", description="2026-05, 2026-Q2 or 2026, one a line; none: all delivered before",
        ),
    },
    tags=["national"],
    doc_md=RUNBOOK,
) as dag:  # fmt: skip

    @task
    def check() -> list[str]:
        from spark_jobs.thl.agreed import NotDelivered, must_be_possible

        params = get_current_context()["params"]
        try:
            return list(must_be_possible(params["package"], params["periods"]))
        except NotDelivered as why:
            raise AirflowFailException(str(why)) from None

    @task(pool=GOLD_POOL)
    def deliver(periods: list[str]) -> dict[str, str | None]:
        from spark_jobs.thl.deliver import deliver as make_packages

        context = get_current_context()
        return make_packages(context["params"]["package"], periods, context["run_id"])

    deliver(check())
