"""Words and phrases of a text: a Spark NLP pipeline of sentences, tokens, stop words, dictionary forms and phrases."""

import tempfile
from pathlib import Path

from pyspark.ml import Pipeline
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from sparknlp.annotator import Lemmatizer, NGramGenerator, RegexTokenizer, SentenceDetector, StopWordsCleaner
from sparknlp.base import DocumentAssembler, Finisher

from spark_jobs.text.dictionary import write_dictionary
from spark_jobs.text.person_names import names_among
from spark_jobs.text.stop_words import NEGATORS, stop_words

SHORTEST_WORD = 3
LONGEST_PHRASE = 3
_PLACEHOLDER = r"<[A-ZÅÄÖ_]+>"
_NOT_A_LETTER = r"[^\p{L}-]+"
_PARTS_PHRASES = ["[.?!,;:()…]", "\n"]


def without_placeholders(texts: DataFrame) -> DataFrame:
    """The texts with a comma for each of the verification run's placeholders, which are nobody's words."""
    return texts.withColumn("text", F.regexp_replace("text", _PLACEHOLDER, ", "))


def _vocabulary(texts: DataFrame) -> list[str]:
    """Every distinct word of the texts, split as coarsely as the dictionary needs it."""
    words = F.explode(F.split(F.lower("text"), _NOT_A_LETTER)).alias("word")
    return [row["word"] for row in texts.select(words).distinct().collect() if row["word"]]


def _pipeline(silent: list[str], dictionary: Path) -> Pipeline:
    document = DocumentAssembler().setInputCol("text").setOutputCol("document")
    # What a mark parts is no phrase; the detector's own rules for abbreviations and lists cost most of the time.
    sentence = (
        SentenceDetector()
        .setInputCols(["document"])
        .setOutputCol("sentence")
        .setCustomBounds(_PARTS_PHRASES)
        .setUseCustomBoundsOnly(True)
    )
    token = (
        RegexTokenizer()
        .setInputCols(["sentence"])
        .setOutputCol("token")
        .setPattern(_NOT_A_LETTER)
        .setToLowercase(True)
        .setMinLength(1)
    )
    telling = StopWordsCleaner().setInputCols(["token"]).setOutputCol("telling").setStopWords(silent)
    lemma = Lemmatizer().setInputCols(["telling"]).setOutputCol("lemma").setDictionary(str(dictionary), "->", " ")
    phrases = [
        NGramGenerator()
        .setInputCols(["token"])
        .setOutputCol(f"phrase_{number}")
        .setN(number)
        .setEnableCumulative(False)
        for number in range(2, LONGEST_PHRASE + 1)
    ]
    kept = {"telling": "words", "lemma": "lemmas", **{one.getOutputCol(): one.getOutputCol() for one in phrases}}
    finish = Finisher().setInputCols(list(kept)).setOutputCols(list(kept.values())).setOutputAsArray(True)
    return Pipeline(stages=[document, sentence, token, telling, lemma, *phrases, finish])


def _tells(silent: list[str], names: list[str], language: str) -> Column:
    """Whether a phrase tells something: no silent word at either end but a negation before, and no name."""
    first, last = F.substring_index("word", " ", 1), F.substring_index("word", " ", -1)
    middle = F.substring_index(F.substring_index("word", " ", 2), " ", -1)
    tells = (~first.isin(silent) | first.isin(list(NEGATORS[language]))) & ~last.isin(silent)
    return tells & ~middle.isin(names) & (F.length(first) >= 2) & (F.length(last) >= SHORTEST_WORD)


def words_of(texts: DataFrame, language: str) -> DataFrame:
    """A row a text and distinct word or phrase: the columns of `texts` but text, and word (lower case) and lemma.

    A phrase holds a space; names of persons are no words. `texts` holds a column `text` without nulls, in one language.
    """
    texts = without_placeholders(texts)
    with tempfile.TemporaryDirectory() as folder:
        dictionary = Path(folder) / "lemmas.txt"
        vocabulary = _vocabulary(texts)
        names = names_among(vocabulary, language)
        silent = [*stop_words(language), *names]
        write_dictionary(vocabulary, language, dictionary)
        # Fitting reads the dictionary, so the file may go before the texts are transformed.
        model = _pipeline(silent, dictionary).fit(texts)
    kept = [name for name in texts.columns if name != "text"]
    found = model.transform(texts)
    words = F.transform(F.arrays_zip("words", "lemmas"), lambda one: _found(one["words"], one["lemmas"]))
    phrases = F.array_union(*(f"phrase_{number}" for number in range(2, LONGEST_PHRASE + 1)))
    # In one go: as two frames put together the texts would go through the pipeline twice.
    both = F.concat(F.array_distinct(words), F.transform(phrases, lambda one: _found(one, one)))
    rows = found.select(*kept, F.inline(both))
    is_phrase = F.col("word").contains(" ")
    tells = F.when(is_phrase, _tells(silent, names, language)).otherwise(F.length("word") >= SHORTEST_WORD)
    return rows.where(tells)


def _found(word: Column, lemma: Column) -> Column:
    return F.struct(word.alias("word"), lemma.alias("lemma"))
