"""The one list of reason codes: what can be wrong with a delivery, said in Finnish, Swedish and English."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

Severity = Literal["reject", "quarantine", "warning"]
Language = Literal["fi", "sv", "en"]


class Wording(BaseModel):
    """What is wrong, and how the supplier mends it."""

    model_config = ConfigDict(frozen=True)

    wrong: str
    mend: str


class Reason(BaseModel):
    """A reason code; `reject` turns the whole delivery away, `quarantine` keeps the row apart, `warning` only tells."""

    model_config = ConfigDict(frozen=True)

    code: str
    severity: Severity
    fi: Wording
    sv: Wording
    en: Wording

    def wording(self, language: Language) -> Wording:
        return getattr(self, language)


@lru_cache(maxsize=1)
def reasons() -> dict[str, Reason]:
    """All reasons by code, as the file beside this module lists them."""
    entries = yaml.safe_load((Path(__file__).parent / "reasons.yaml").read_text(encoding="utf-8"))
    return {code: Reason(code=code, **entry) for code, entry in entries.items()}
