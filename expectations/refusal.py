"""A delivery that can't be taken in at all, and why, in each language. Its receipt: refusal_receipt.py."""

from functools import lru_cache
from pathlib import Path

import yaml

from expectations.reasons import Language, Wording

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")


@lru_cache(maxsize=1)
def _cases() -> dict[str, dict[Language, Wording]]:
    entries = yaml.safe_load((Path(__file__).parent / "refusals.yaml").read_text(encoding="utf-8"))
    return {code: {language: Wording(**entry[language]) for language in LANGUAGES} for code, entry in entries.items()}


class Refused(ValueError):
    """A delivery that can't be taken in. `case` is one of refusals.yaml; `names` are files, roles and sources, made
    safe to show, never a file's content."""

    def __init__(self, case: str, **names: object):
        self.case, self.names = case, {name: str(value) for name, value in names.items()}
        super().__init__(self.wording("en").wrong)

    def wording(self, language: Language) -> Wording:
        """What is wrong and how to mend it."""
        said = _cases()[self.case][language]
        return Wording(wrong=said.wrong.format(**self.names), mend=said.mend.format(**self.names))
