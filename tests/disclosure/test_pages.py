"""What a data-protection officer reads are the parameters in force."""

import re

import pytest

from lake_layout import disclosure
from lake_layout.settings import PROJECT

ROWS = (
    disclosure.FEWEST_RESPONDENTS,
    f"{disclosure.NOISE_BOUND} ({{}} {disclosure.NOISE_VARIANCE:g})",
    None,
    disclosure.FEWEST_REGIONS,
    disclosure.FEWEST_LEFT,
    disclosure.FEWEST_CHANGED,
)


@pytest.mark.parametrize("page, variance", [("disclosure_control.md", "variance"), ("tietosuoja.md", "varianssi")])
def test_the_pages_tell_the_parameters_in_force(page, variance):
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    told = [line.split("|")[2].strip() for line in text.splitlines() if re.match(r"\| [A-ZÄÖ]", line)]
    assert len(told) == len(ROWS)
    for value, wanted in zip(told, ROWS):
        assert wanted is None or value == str(wanted).format(variance)
