"""Matrices rounded to seven bits, so that no processor's 8-bit instructions overflow and all give the same sums."""

import numpy as np

_LARGEST = 63


def in_seven_bits(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A matrix rounded, and the scale of each of its columns."""
    scale = np.abs(values).max(axis=0) / _LARGEST
    scale[scale == 0] = 1
    return np.clip(np.rint(values / scale), -_LARGEST, _LARGEST).astype(np.int8), scale.astype(np.float32)
