"""Where files lie in the lake outside its tables: landing, quarantine, outbox, serving, Data Docs.

Folders of the lake are `UPath`s: a local folder and an object-store prefix are used alike.
"""

from upath import UPath

from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings


def lake() -> UPath:
    return UPath(settings().lake)


def inbox(region: str) -> UPath:
    """Where a region's files arrive."""
    return lake() / "landing" / region / "inbox"


def landed(delivery: DeliveryId) -> UPath:
    """A delivery's files as delivered, until bronze or quarantine has them."""
    return lake() / "landing" / delivery.region / "received" / str(delivery)


def staged(delivery: DeliveryId) -> UPath:
    """Accepted rows between check and load, as Parquet of text; part of landing."""
    return lake() / "landing" / delivery.region / "staged" / f"{delivery}.parquet"


def quarantined(delivery: DeliveryId) -> UPath:
    """A rejected delivery's files, or the quarantined rows of an accepted one."""
    return lake() / "quarantine" / delivery.region / str(delivery)


def withdrawing(delivery: DeliveryId) -> UPath:
    """Keyed fingerprints of a delivery that is being withdrawn, until its absence is proved; part of landing."""
    return lake() / "landing" / delivery.region / "withdrawing" / f"{delivery}.json"


def outbox(region: str) -> UPath:
    """Where a region finds its receipts."""
    return lake() / "outbox" / region


def salt(region: str, source: str) -> UPath:
    """The secret that makes a source's ids; it lives beside bronze and is destroyed with it."""
    return lake() / "bronze" / region / "salts" / f"{source}.key"


def row_keys(region: str) -> UPath:
    """Keyed hashes of the ids that bronze holds, a file a delivery: how a row that comes twice is known again."""
    return lake() / "bronze" / region / "row_keys"


def reference() -> UPath:
    """Reference data: their Delta table, and the copy of what is in force for readers without Spark."""
    return lake() / "reference"


def serving() -> UPath:
    return lake() / "serving"


def citizens() -> UPath:
    """The citizens' site and its open data: files that any web server can serve."""
    return lake() / "citizens"


def thl(package: str | None = None, period: str | None = None, revision: int | None = None) -> UPath:
    """Where THL's packages lie: all of them, those of a kind, of a period, or one revision."""
    parts = (package, period, f"r{revision}" if revision else None)
    return (lake() / "thl").joinpath(*(part for part in parts if part))


def data_docs() -> UPath:
    """The site of validation results that reviewers read."""
    return lake() / "data_docs"


def validations() -> UPath:
    """Great Expectations' stores: suites and validation results, counts only."""
    return lake() / "audit" / "validations"
