"""Service events: which may have one feedback only, by how their service is asked about (the survey's rhythm).

`lake_layout/reference/survey_rhythms.csv` says it by service class (of the cost centre), service form and contact
type; the first line that fits is taken. A *point* service has one feedback an event. An episode is asked once at its
end, or, where it lasts over a year, yearly: a second answer is only told of. In *ongoing* care many visits share one
event, and all their feedback counts.
"""

import pandas as pd

from expectations.contract import Contract
from lake_layout.reference import kept_while_in_force, latest, rows_of

RHYTHMS = {"event_of_point": "point", "event_of_episode": "episode_end", "event_of_year": "episode_yearly"}
"""Column of the rows that holds the service event's id where its service is of that rhythm."""
BY = ("service_class", "service_form", "contact_type")


@kept_while_in_force
def _rhythms() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((tuple(row[name] for name in BY), row["rhythm"]) for row in rows_of("survey_rhythms"))


def rhythm(service_class: str | None, service_form: str | None, contact_type: str | None) -> str:
    """How customers of such a service are asked: point, episode_end, episode_yearly or ongoing."""
    codes = (service_class, service_form, contact_type)
    return next(rhythm for wanted, rhythm in _rhythms() if all(w in ("*", c) for w, c in zip(wanted, codes)))


@kept_while_in_force
def _classes(region: str) -> dict[str, str]:
    return {row["cost_centre"]: row["service_class"] for row in latest("cost_centres") if row["region"] == region}


def _national(rows: pd.DataFrame, contract: Contract, field: str) -> pd.Series:
    codes = next((column.codes for column in contract.columns if column.field == field), None)
    if field not in rows:
        return pd.Series(None, index=rows.index, dtype=object)
    return rows[field].map(codes) if codes else rows[field]


def with_events(rows: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """The rows with the columns of `RHYTHMS`."""
    if "service_event_id" not in rows:
        return rows
    keys = pd.DataFrame(
        {
            "service_class": rows["cost_centre"].map(_classes(contract.region)),
            "service_form": _national(rows, contract, "service_form"),
            "contact_type": _national(rows, contract, "contact_type"),
        },
        dtype=object,
    ).fillna("")
    known = {key: rhythm(*key) for key in keys.drop_duplicates().itertuples(index=False, name=None)}
    rhythms = pd.Series([known[key] for key in zip(*(keys[name] for name in BY))], index=rows.index, dtype=object)
    events = rows["service_event_id"]
    return rows.assign(**{column: events.where(rhythms == kind, None) for column, kind in RHYTHMS.items()})
