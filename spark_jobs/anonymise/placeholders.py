"""The placeholders that stand where something was removed: the only list of them.

A placeholder names the type of what stood there, so that text analysis still reads a sentence.
"""

from typing import Final

NAME: Final = "NIMI"
IDENTITY_CODE: Final = "HETU"
EMAIL: Final = "SAHKOPOSTI"
PHONE: Final = "PUHELIN"
ADDRESS: Final = "OSOITE"
POSITION: Final = "SIJAINTI"
IP: Final = "IP"
PLATE: Final = "REKISTERI"
NUMBER: Final = "NUMERO"

TYPES: Final = (NAME, IDENTITY_CODE, EMAIL, PHONE, ADDRESS, POSITION, IP, PLATE, NUMBER)


def placeholder(kind: str) -> str:
    """What replaces a removed span of this type, such as ``<NIMI>``."""
    return f"<{kind}>"


PLACEHOLDERS: Final = tuple(placeholder(kind) for kind in TYPES)
