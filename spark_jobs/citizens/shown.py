"""How a language writes what the pages show: numbers, intervals and periods."""

from dataclasses import dataclass

from spark_jobs.citizens.texts import texts

MINUS, NARROW = "−", "\u202f"


@dataclass(frozen=True)
class Shown:
    """Writes in one language."""

    locale: str

    def number(self, value: str, digits: int = 0) -> str:
        """`-3.46` as `−3,5` in Finnish and Swedish."""
        text = f"{round(float(value), digits) + 0.0:,.{digits}f}".replace("-", MINUS).replace(",", NARROW)
        return text if self.locale == "en" else text.replace(".", ",")

    def interval(self, row: dict[str, str], digits: int = 0) -> str:
        if not row["low"] or not row["high"]:
            return ""
        return f"{self.number(row['low'], digits)} … {self.number(row['high'], digits)}"

    def period(self, period: str) -> str:
        """`2026-Q2` in words."""
        year, _, quarter = period.partition("-Q")
        said = texts(self.locale)
        return said["quarter"].format(number=quarter, year=year) if quarter else said["year"].format(year=year)

    def dimension(self, name: str) -> str:
        said = texts(self.locale)
        return said.get(f"dimension_{name}", said.get(name, name))

    def bar(self, value: str, lowest: float, highest: float) -> tuple[float, float]:
        """Where a value's bar begins and how long it is, on an axis of 100; from zero where zero is on the axis."""
        zero = max(lowest, min(0.0, highest))
        scale = 100 / (highest - lowest)
        begin, end = sorted(((zero - lowest) * scale, (float(value) - lowest) * scale))
        return round(begin, 1), round(max(end - begin, 0.5), 1)
