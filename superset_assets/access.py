"""Who sees what: a role for each region's users, for national users, reviewers and operators; nothing by default.

A role holds the few permissions that looking at pages needs, the datasets it may ask, and nothing else: no SQL Lab, no
drilling, samples, raw rows, explore or sharing of one's own. Rows are decided by row-level security on every dataset: a
rule `1 = 0` for everybody, from which only the roles below are exempt, and for a region's role the region's own rows
and the country's. What may be asked at all is infra/superset/asked.py's.
"""

from dataclasses import dataclass

from superset_assets.dashboards import Dashboard
from superset_assets.datasets import Dataset
from superset_assets.pages import DATASETS, PAGES

OURS = "Aspa "
"""Begins the names of our roles and rules: what begins so and isn't here any more is removed."""
ADMINISTRATORS = "Admin"

#: What every reader of pages may do, as Superset names it: (permission, on what).
READING = (
    ("can_read", "Dashboard"),
    ("can_read", "Chart"),
    ("can_dashboard", "Superset"),
    ("can_csv", "Superset"),
    ("can_language_pack", "Superset"),
    ("can_time_range", "Api"),
    ("can_read", "DashboardFilterStateRestApi"),
    ("can_write", "DashboardFilterStateRestApi"),
    ("can_read", "CurrentUserRestApi"),
    ("can_read", "Theme"),
    ("menu_access", "Dashboards"),
)


@dataclass(frozen=True)
class Role:
    """One role; `kind` is what pages name in their readers, `region` the only one whose rows it sees."""

    name: str
    kind: str
    region: str | None = None

    @property
    def pages(self) -> tuple[Dashboard, ...]:
        return tuple(page for page in PAGES if self.kind in page.readers)

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """Those of its pages: charts and filters alike."""
        return tuple({chart.dataset.key: chart.dataset for p in self.pages for chart in p.charts.values()}.values())


def roles(regions: tuple[str, ...]) -> tuple[Role, ...]:
    """Every role of ours, for these regions."""
    of_regions = tuple(Role(f"{OURS}region {region}", "county", region) for region in regions)
    others = tuple(Role(f"{OURS}{kind}", kind) for kind in ("national", "reviewer", "operator"))
    return (*of_regions, *others)


@dataclass(frozen=True)
class Rule:
    """A rule of row-level security; of BASE the named roles are exempt, a REGULAR one binds them."""

    name: str
    base: bool
    clause: str
    roles: tuple[str, ...]
    datasets: tuple[Dataset, ...]
    group: str | None = None


def rules(every: tuple[Role, ...]) -> tuple[Rule, ...]:
    """Every rule, over all datasets in all languages."""
    files = sorted({dataset.file for dataset in DATASETS})
    closed = []
    for file in files:
        held = tuple(dataset for dataset in DATASETS if dataset.file == file)
        exempt = tuple(role.name for role in every if any(dataset.file == file for dataset in role.datasets))
        closed.append(Rule(f"{OURS}nothing of {file}", True, "1 = 0", (*exempt, ADMINISTRATORS), held))
    own = [
        Rule(role.name, False, f"region IN ('{role.region}', '*')", (role.name,), DATASETS, group="region")
        for role in every
        if role.region
    ]
    return (*closed, *own)
