"""File names that are safe to keep: on any file system, in any log, and for the eye."""

import re

LONGEST_NAME = 200
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_PLAIN = re.compile(r"\w[\w .()+-]*")


def is_plain_name(name: object) -> bool:
    """Whether a name is a file's own: no way to another folder, no device or stream of Windows, no character that
    hides or turns round what is read."""
    return (
        isinstance(name, str)
        and _PLAIN.fullmatch(name) is not None
        and len(name.encode()) <= LONGEST_NAME
        and name == name.rstrip(" .")
        and not _RESERVED.fullmatch(name)
    )


def shown(name: str) -> str:
    """A name that came from outside, as a log or receipt may show it: other signs than plain ones as `?`."""
    return re.sub(r"[^\w .()+-]", "?", name)[:LONGEST_NAME]
