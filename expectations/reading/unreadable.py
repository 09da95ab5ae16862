"""Why a file can't be read as agreed: what came instead, in words that a receipt has in each language."""

from typing import Literal

Came = Literal[
    "text",
    "damaged",
    "too_large",
    "several_files",
    "joined_files",
    "hidden_rows",
    "encrypted",
    "unsafe_name",
    "packed_twice",
    "json_document",
]
"""What a receipt can tell of a file that can't be read; names of formats (zip, pdf ...) come beside these.

`hidden_rows`: rows on a further or hidden sheet. `joined_files`: files written one behind the other. `json_document`:
one document where a record a line was agreed.
"""


class UnreadableFile(ValueError):
    """The bytes are not what the contract's format and compression say; never holds any of them."""

    def __init__(self, came: Came | None = None):
        super().__init__(came or "not what was agreed")
        self.came = came
