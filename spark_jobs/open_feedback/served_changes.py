"""The serving file's series and alerts: labels beside the codes, and a last row that says what was judged."""

import pandas as pd

from lake_layout.gold import ALL
from lake_layout.reference import rows_of
from lake_layout.serving_open_feedback import SERVED_ALERTS, SERVED_SERIES
from spark_jobs.changing.points import TEXT_NEGATIVE
from spark_jobs.changing.structural import FEWEST_MONTHS
from spark_jobs.comparison.names import LANGUAGES, named, names

_CODES = {"region": "regions", "service_class": "service_classes"}
_TEXTS = {
    "fi": "Kielteisten palautteiden osuus (%)",
    "sv": "Andelen negativa responser (%)",
    "en": "Negative feedback (%)",
}
_SHARE = {
    "fi": "{} – osuus palautteista (%)",
    "sv": "{} – andel av responserna (%)",
    "en": "{} – share of feedback (%)",
}
_NEGATIVE = {"fi": "{} – kielteisiä (%)", "sv": "{} – negativa (%)", "en": "{} – negative (%)"}
_NONE = {
    "fi": "Ei muutoksia, joita sattuma ei selittäisi.",
    "sv": "Inga förändringar som slumpen inte skulle förklara.",
    "en": "No changes that chance would not explain.",
}
_JUDGED = {
    "fi": "Arvioitu {judged} kuukausisarjaa; {short} sarjaa on alle 24 kuukauden mittaisia, ja niistä näytetään vain "
    "kehityssuunta.",
    "sv": "{judged} månadsserier har bedömts; {short} serier är kortare än 24 månader och visar bara sin trend.",
    "en": "{judged} monthly series were judged; {short} series have less than 24 months and show their trend only.",
}


def called(measure: str, language: str) -> str:
    """What a measure is called."""
    if measure == TEXT_NEGATIVE:
        return _TEXTS[language]
    if not measure.startswith("theme_"):
        return names("measures", language)[measure]
    theme, _, negative = measure.removeprefix("theme_").partition("_")
    name = next(row[f"name_{language}"] for row in rows_of("codes/themes") if row["code"] == theme)
    return (_NEGATIVE if negative else _SHARE)[language].format(name)


def served_series(series: pd.DataFrame) -> pd.DataFrame:
    """Rows of SERVED_SERIES from gold's series."""
    labels = {
        f"measure_{language}": series["measure"].map({one: called(one, language) for one in series["measure"].unique()})
        for language in LANGUAGES
    }
    return named(series.assign(**labels), _CODES)[list(SERVED_SERIES.column_names)]


def served_alerts(alerts: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Rows of SERVED_ALERTS from gold's alerts, and the row that says how many series were judged."""
    each = series.drop_duplicates(["region", "service_class", "measure"])
    short = int((each["months"] < FEWEST_MONTHS).sum())
    words = {
        f"words_{language}": (_NONE[language] + " " if not len(alerts) else "")
        + _JUDGED[language].format(judged=len(each) - short, short=short)
        for language in LANGUAGES
    }
    closing = pd.DataFrame([{**words, "region": ALL, "service_class": ALL}])
    rows = pd.concat([alerts.sort_values("chance"), closing], ignore_index=True)
    rows["place"] = range(1, len(rows) + 1)
    return named(rows, _CODES)[list(SERVED_ALERTS.column_names)]
