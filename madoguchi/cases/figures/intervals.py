"""How far a share that was counted in a sample may be from the true one (Wilson's score interval)."""

from dataclasses import dataclass
from math import sqrt

# The 97.5th percentile of the standard normal distribution: both sides together leave 5 %.
Z = 1.959963984540054


@dataclass(frozen=True)
class Interval:
    """From where to where the true share lies, with 95 % confidence."""

    low: float
    high: float


def wilson(hits: int, tries: int) -> Interval:
    """`hits` of `tries`. It stays within 0 and 1, and says something sensible also where nothing was found at all."""
    if not 0 <= hits <= tries:
        raise ValueError(f"{hits} of {tries} is no share")
    if tries == 0:
        return Interval(0.0, 1.0)
    share, square = hits / tries, Z * Z
    middle = (share + square / (2 * tries)) / (1 + square / tries)
    half = Z / (1 + square / tries) * sqrt(share * (1 - share) / tries + square / (4 * tries * tries))
    return Interval(0.0 if hits == 0 else middle - half, 1.0 if hits == tries else middle + half)
