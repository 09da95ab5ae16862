"""Column names as people write them: made comparable, known as contact details, told apart from values."""

import re
import unicodedata

from lake_layout.reference import kept_while_in_force, rows_of

_SAFE = re.compile(r"[^\W\d]{1,40}")


def plain(name: str) -> str:
    """Letters and digits in lower case, without accents and separators: `Vastaus-PVM`, `vastauspvm` are the same."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in folded if sign.isalnum())


def words(name: str) -> tuple[str, ...]:
    """The words of a name, parted by separators or by capitals: `asiakasEmail`, `asiakas_email` have two."""
    parted = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", name)
    return tuple(plain(word) for word in re.split(r"[\W_]+", parted) if word)


def shown(name: str, position: int) -> str:
    """The delivered name where it is plainly a name, else the column's number: what stands in a header may be a value
    that slipped there."""
    return name if _SAFE.fullmatch(name) else f"#{position}"


@kept_while_in_force
def _contact_words() -> tuple[tuple[str, str], ...]:
    return tuple((row["word"], row["match"]) for row in rows_of("contact_words"))


def names_contact_details(name: str) -> bool:
    """Whether a column of this name holds names, identity codes, addresses or the like."""
    whole, parts = plain(name), words(name)
    return any(
        whole == word if match == "whole" else word in parts if match == "word" else word in whole
        for word, match in _contact_words()
    )
