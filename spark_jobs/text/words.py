"""Words of a text: a Spark NLP pipeline of sentences, tokens, stop words and dictionary forms."""

import tempfile
from pathlib import Path

from pyspark.ml import Pipeline
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from sparknlp.annotator import Lemmatizer, Normalizer, SentenceDetector, StopWordsCleaner, Tokenizer
from sparknlp.base import DocumentAssembler, Finisher

from spark_jobs.text.dictionary import write_dictionary
from spark_jobs.text.stop_words import stop_words

SHORTEST_WORD = 3
_PLACEHOLDER = r"<[A-ZÅÄÖ_]+>"
_NOT_A_LETTER = r"[^\p{L}-]+"


def without_placeholders(texts: DataFrame) -> DataFrame:
    """The texts without the verification run's placeholders, which are nobody's words."""
    return texts.withColumn("text", F.regexp_replace("text", _PLACEHOLDER, " "))


def _vocabulary(texts: DataFrame) -> list[str]:
    """Every distinct word of the texts, split as coarsely as the dictionary needs it."""
    words = F.explode(F.split(F.lower("text"), _NOT_A_LETTER)).alias("word")
    return [row["word"] for row in texts.select(words).distinct().collect() if row["word"]]


def _pipeline(language: str, dictionary: Path) -> Pipeline:
    document = DocumentAssembler().setInputCol("text").setOutputCol("document")
    sentence = SentenceDetector().setInputCols(["document"]).setOutputCol("sentence")
    token = Tokenizer().setInputCols(["sentence"]).setOutputCol("token")
    normal = (
        Normalizer()
        .setInputCols(["token"])
        .setOutputCol("normal")
        .setLowercase(True)
        .setCleanupPatterns([_NOT_A_LETTER])
    )
    telling = StopWordsCleaner().setInputCols(["normal"]).setOutputCol("telling").setStopWords(stop_words(language))
    lemma = Lemmatizer().setInputCols(["telling"]).setOutputCol("lemma").setDictionary(str(dictionary), "->", " ")
    finish = Finisher().setInputCols(["telling", "lemma"]).setOutputCols(["words", "lemmas"]).setOutputAsArray(True)
    return Pipeline(stages=[document, sentence, token, normal, telling, lemma, finish])


def words_of(texts: DataFrame, language: str) -> DataFrame:
    """One row a text and distinct word: the columns of `texts` but text, and word (lower case) and lemma.

    `texts` holds a column `text` without nulls, all in one language.
    """
    texts = without_placeholders(texts)
    with tempfile.TemporaryDirectory() as folder:
        dictionary = Path(folder) / "lemmas.txt"
        write_dictionary(_vocabulary(texts), language, dictionary)
        # Fitting reads the dictionary, so the file may go before the texts are transformed.
        model = _pipeline(language, dictionary).fit(texts)
    pairs = F.explode(F.arrays_zip("words", "lemmas")).alias("pair")
    return (
        model.transform(texts)
        .select(*(name for name in texts.columns if name != "text"), pairs)
        .select("*", F.col("pair.words").alias("word"), F.col("pair.lemmas").alias("lemma"))
        .drop("pair")
        .where(F.length("word") >= SHORTEST_WORD)
        .dropDuplicates(["feedback_id", "word"])
    )
