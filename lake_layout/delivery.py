"""What a delivery is called: region, source, period (the month of the answers) and sequence."""

import re
from dataclasses import dataclass

_SHAPE = re.compile(
    r"(?P<region>[0-9A-Z]{2,3})_(?P<source>[a-z0-9-]+)_(?P<period>20[0-9]{2}-(?:0[1-9]|1[0-2]))_(?P<sequence>[1-9][0-9]*)"
)


@dataclass(frozen=True, order=True)
class DeliveryId:
    """Identity of a delivery; its text form names folders, runs and rows: `18_roidu_2026-01_1`."""

    region: str
    source: str
    period: str
    sequence: int

    def __str__(self) -> str:
        return f"{self.region}_{self.source}_{self.period}_{self.sequence}"

    @property
    def slot(self) -> tuple[str, str, str]:
        """Region, source and period: what at most one delivery is in force of."""
        return self.region, self.source, self.period

    @classmethod
    def parse(cls, text: str) -> "DeliveryId":
        """Read the text form; ValueError names the shape that is wanted, not what came."""
        match = _SHAPE.fullmatch(text)
        if match is None:
            raise ValueError("a delivery id has the shape REGION_SOURCE_YYYY-MM_SEQUENCE")
        return cls(match["region"], match["source"], match["period"], int(match["sequence"]))
