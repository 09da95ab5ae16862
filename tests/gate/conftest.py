"""A small contract and a way to write deliveries of it as a supplier would."""

import pytest

from expectations.contract import Contract, ContractColumn, Dialect
from expectations.judge import Judgement, judge
from expectations.reading.read import read_file

HEADER = "Id;Kustannuspaikka;Paikka;Yhteystapa;Vastattu;NPS;Palaute"


def small_contract() -> Contract:
    """A source with seven columns; at most a fifth of the rows may be at fault."""
    columns = (
        ContractColumn(field="source_row_id", physical_name="Id", required=True),
        ContractColumn(field="cost_centre", physical_name="Kustannuspaikka", required=True),
        ContractColumn(field="place", physical_name="Paikka", required=True),
        ContractColumn(field="contact_type", physical_name="Yhteystapa", codes={"Käynti": "R10", "Etä": "R52"}),
        ContractColumn(field="answered_at", physical_name="Vastattu", required=True, date_format="%d.%m.%Y"),
        ContractColumn(field="nps", physical_name="NPS"),
        ContractColumn(field="open_text", physical_name="Palaute"),
    )
    return Contract(
        id="test", name="Koe", version="1.0.0", region="18", source="koe", dialect=Dialect(), columns=columns,
        quarantined_share_most=0.2, contact="mailto:koe@example.fi",
    )  # fmt: skip


@pytest.fixture
def contract() -> Contract:
    """The small contract."""
    return small_contract()


@pytest.fixture
def delivery():
    """Ten sound rows, of which a test replaces some: `delivery({3: "..."})` puts a line in place of data row 3."""

    def write(replaced: dict[int, str] | None = None, rows: int = 10, header: str = HEADER) -> bytes:
        lines = [header]
        for number in range(1, rows + 1):
            sound = f"{number};181007;18-2001;Käynti;{number:02}.01.2026;9;Hyvä"
            lines.append((replaced or {}).get(number, sound))
        return ("\n".join(lines) + "\n").encode()

    return write


@pytest.fixture
def judged(contract):
    """Judge bytes as a delivery of January 2026."""

    def run(data: bytes, of: Contract = contract) -> Judgement:
        return judge(read_file(data, of), of, "2026-01")

    return run
