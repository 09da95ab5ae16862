"""Protect: which result sets may be published. Pure transforms over counts.

A result set is one question's answers in one slice. Policy (pilots' final report, 2025): result sets under ten
respondents are not shown. A country figure needs three regions of ten, lest country minus own be one neighbour.
"""

from functools import reduce
from operator import add

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.gold import ALL, CATEGORIES, DIMENSION_NAMES

FEWEST_RESPONDENTS = 10
FEWEST_REGIONS = 3

QUESTIONS = {"respondents": ("respondents",), **{question: tuple(c) for question, c in CATEGORIES.items()}}
KEYS = ("period_kind", "period", "region", *DIMENSION_NAMES)


def size(question: str) -> Column:
    """Answers to a question: the sum of its categories."""
    return reduce(add, (F.col(category) for category in QUESTIONS[question]))


def country_slices(regions: DataFrame) -> DataFrame:
    """The country's slices from the regions', and for each question how many regions have ten answers (`_regions`)."""
    keys = [name for name in KEYS if name != "region"]
    counts = [
        F.sum(category).cast("int").alias(category) for categories in QUESTIONS.values() for category in categories
    ]
    enough = [
        F.count(F.when(size(question) >= FEWEST_RESPONDENTS, 1)).alias(f"{question}_regions") for question in QUESTIONS
    ]
    hidden = [F.when(size(question).between(1, FEWEST_RESPONDENTS - 1), size(question)) for question in QUESTIONS]
    hidden_regions = [F.count(few).alias(f"{question}_hidden_regions") for question, few in zip(QUESTIONS, hidden)]
    hidden_answers = [
        F.coalesce(F.sum(few), F.lit(0)).alias(f"{question}_hidden") for question, few in zip(QUESTIONS, hidden)
    ]
    counted = regions.groupBy(*keys).agg(*counts, *enough, *hidden_regions, *hidden_answers)
    return counted.withColumn("region", F.lit(ALL))


def _may_show(question: str, of_country: bool) -> Column:
    enough = size(question) >= FEWEST_RESPONDENTS
    if not of_country:
        return enough
    # Country minus the regions shown is what the withheld ones have together: it may tell none of them.
    hidden, hidden_regions = F.col(f"{question}_hidden"), F.col(f"{question}_hidden_regions")
    covered = (hidden == 0) | ((hidden >= FEWEST_RESPONDENTS) & (hidden_regions >= 2))
    return enough & (F.col(f"{question}_regions") >= FEWEST_REGIONS) & covered


def _withhold(slices: DataFrame, of_country: bool) -> DataFrame:
    shown = [
        F.when(_may_show(question, of_country), F.col(category)).alias(category)
        for question, categories in QUESTIONS.items()
        for category in categories
    ]
    answered = [(size(question) > 0).alias(f"{question}_answered") for question in QUESTIONS]
    return slices.select(*KEYS, *shown, *answered)


def protect(regions: DataFrame) -> DataFrame:
    """Region and country slices with every withheld question null, and `<question>_answered` besides.

    A slice whose respondents are withheld is left out of what is published: see `published`.
    """
    return _withhold(regions, of_country=False).unionByName(_withhold(country_slices(regions), of_country=True))


def published(protected: DataFrame) -> DataFrame:
    """The rows that go to gold: slices of which at least the respondents may be told."""
    return protected.where(F.col("respondents").isNotNull()).drop(*(f"{question}_answered" for question in QUESTIONS))


def tally(protected: DataFrame) -> DataFrame:
    """Result sets published and withheld, by period: period, cells_published, cells_withheld."""
    shown = [F.col(categories[0]).isNotNull().cast("int") for categories in QUESTIONS.values()]
    asked = [F.col(f"{question}_answered").cast("int") for question in QUESTIONS]
    told = F.sum(reduce(add, shown))
    return protected.groupBy("period").agg(
        told.cast("int").alias("cells_published"),
        (F.sum(reduce(add, asked)) - told).cast("int").alias("cells_withheld"),
    )
