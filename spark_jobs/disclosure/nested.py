"""A slice within another one: its counts are never more than the wider slice's, and never all but one or two of it.

By chance the noise may take a set above a wider one that has just a few feedback more. Whoever knows the bound would
then know the rest: it can't be any less. With the narrower count held down to the wider one's, every rest may be
anything from none to twice the bound, and a reader finds no part that exceeds its whole.
"""

from collections.abc import Iterable
from functools import reduce
from operator import add

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from lake_layout.gold import ALL


def beside_wider(
    slices: DataFrame, keys: Iterable[str], dimensions: Iterable[str], counts: Iterable[str], sizes: Iterable[str]
) -> DataFrame:
    """The slices with `_most_<count>`, the least count of all wider slices, and `_left_<size>`, the fewest (but any)
    that the slice leaves of a wider one's true size; null where there is none.

    Wider is a slice of the same period and region that has `*` in one or more of the narrower one's dimensions.
    """
    keys, dimensions, counts, sizes = tuple(keys), tuple(dimensions), tuple(counts), tuple(sizes)
    others = [name for name in keys if name not in dimensions]
    # The dimensions that a slice breaks down by, as the bits of a number; a wider one has some of them.
    bits = reduce(add, (F.when(F.col(name) != ALL, 2**i).otherwise(0) for i, name in enumerate(dimensions)))
    wider = F.explode(F.filter(F.sequence(F.lit(0), bits - 1), lambda some: some.bitwiseAND(bits) == some))
    narrow = slices.where(bits > 0).select(*keys, *(F.col(name).alias(f"_own_{name}") for name in sizes),
                                           wider.alias("_wider"))  # fmt: skip
    place = [
        F.when(F.col("_wider").bitwiseAND(F.lit(2**i)) > 0, F.col(name)).otherwise(F.lit(ALL)).alias(f"_at_{name}")
        for i, name in enumerate(dimensions)
    ]
    whole = slices.select(*others, *(F.col(name).alias(f"_at_{name}") for name in dimensions), *counts, *sizes)
    joined = narrow.select("*", *place).join(whole, [*others, *(f"_at_{name}" for name in dimensions)])
    left = {name: F.col(name) - F.col(f"_own_{name}") for name in sizes}
    beside = joined.groupBy(*keys).agg(
        *(F.min(name).alias(f"_most_{name}") for name in counts),
        *(F.min(F.when(rest > 0, rest)).alias(f"_left_{name}") for name, rest in left.items()),
    )
    return slices.join(beside, list(keys), "left")
