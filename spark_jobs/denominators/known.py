"""What contracts and coverage tell of regions: questionnaire, rule by which those asked are picked, response rate."""

from collections.abc import Iterable

import pandas as pd

from expectations.catalogue import all_contracts
from lake_layout.gold import ALL
from spark_jobs.comparison.regions import Known

SEVERAL, OPEN = "several", "open"


def extraction_rules() -> dict[str, str]:
    """Each region's rule, of its sources that invite and have told one; `several` where they differ."""
    return _told((one.region, one.extraction_rule) for one in all_contracts() if one.extraction_rule != OPEN)


def questionnaires() -> dict[str, str]:
    """Each region's questionnaire, of its sources that have told one; `several` where they differ."""
    return _told((one.region, one.questionnaire) for one in all_contracts())


def _told(codes: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    told: dict[str, set[str]] = {}
    for region, code in codes:
        if code is not None:
            told.setdefault(region, set()).add(code)
    return {region: found.pop() if len(found) == 1 else SEVERAL for region, found in told.items()}


def known_of(coverage: pd.DataFrame) -> Known:
    """For the comparison of regions: of all age groups together."""
    rated = coverage[(coverage["age_group"] == ALL) & coverage["response_rate"].notna()]
    rates = zip(rated["period"], rated["region"], rated["service_class"], rated["response_rate"])
    return Known(
        questionnaires=questionnaires(),
        extraction_rules=extraction_rules(),
        response_rates={(period, region, code): float(rate) for period, region, code, rate in rates},
    )
