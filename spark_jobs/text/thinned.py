"""The encoder's thinned layers, as `thin` chose them and the repository keeps them."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from spark_jobs.text.rounding import in_seven_bits

FILE = Path(__file__).parent / "model" / "thinned.npz"


def digest() -> str:
    """Tells one choice of neurons from another."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]


class Thinned(NamedTuple):
    """A layer's inner neurons that are kept, and the matrix (kept x width) and bias that make up for the others."""

    kept: np.ndarray
    outer: np.ndarray
    bias: np.ndarray


def save(layers: list[Thinned]) -> None:
    """Write them, the matrices rounded as the graph rounds them; equal layers give equal bytes."""
    parts = {}
    for number, layer in enumerate(layers):
        rounded, scale = in_seven_bits(layer.outer)
        own = {"kept": layer.kept.astype(np.int16), "outer": rounded, "scale": scale, "bias": layer.bias}
        parts |= {f"{name}_{number}": values for name, values in own.items()}
    np.savez_compressed(FILE, **parts)


def thinned_layers() -> list[Thinned]:
    """The layers from the first on."""
    with np.load(FILE) as file:
        numbers = range(sum(name.startswith("kept_") for name in file.files))
        return [
            Thinned(file[f"kept_{n}"], file[f"outer_{n}"].astype(np.float32) * file[f"scale_{n}"], file[f"bias_{n}"])
            for n in numbers
        ]
