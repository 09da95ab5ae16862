"""Alerts: which of thousands of series changed beyond chance, and the same in words.

The share of false alerts among all is held at FALSE_ALERTS by Benjamini and Hochberg's procedure over every series
that can be judged: Y. Benjamini, Y. Hochberg (1995), "Controlling the False Discovery Rate", Journal of the Royal
Statistical Society B 57, 289-300; computed by statsmodels.
"""

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from lake_layout.changing import ALERTS
from lake_layout.gold import ALL
from lake_layout.reference import rows_of
from lake_layout.serving import LOCALES
from spark_jobs.changing.points import TEXT_NEGATIVE
from spark_jobs.comparison.names import names

FALSE_ALERTS = 0.05

_WORDS = {
    "theme": {
        "fi": ("teemasta ”{what}” puhutaan enemmän", "teemasta ”{what}” puhutaan vähemmän"),
        "sv": ("temat ”{what}” nämns oftare", "temat ”{what}” nämns mer sällan"),
        "en": ("“{what}” is mentioned more often", "“{what}” is mentioned less often"),
    },
    "negative": {
        "fi": ("teemasta ”{what}” kirjoitetaan kielteisemmin", "teemasta ”{what}” kirjoitetaan vähemmän kielteisesti"),
        "sv": ("om temat ”{what}” skrivs mer negativt", "om temat ”{what}” skrivs mindre negativt"),
        "en": ("what is said of “{what}” is more negative", "what is said of “{what}” is less negative"),
    },
    "text": {
        "fi": ("avoin palaute on kielteisempää", "avoin palaute on vähemmän kielteistä"),
        "sv": ("den öppna responsen är mer negativ", "den öppna responsen är mindre negativ"),
        "en": ("open feedback is more negative", "open feedback is less negative"),
    },
    "figure": {
        "fi": ("{what} on noussut", "{what} on laskenut"),
        "sv": ("{what} har stigit", "{what} har sjunkit"),
        "en": ("{what} has risen", "{what} has fallen"),
    },
}
_NUMBERS = {
    "fi": "{value} (odotettu {low}–{high})",
    "sv": "{value} (väntat {low}–{high})",
    "en": "{value} (expected {low}–{high})",
}


def alerts(series: pd.DataFrame) -> pd.DataFrame:
    """Rows of ALERTS from all series' rows, the surest first: of the last month, and of series that reach it."""
    judged = series[(series["kind"] == "observed") & series["chance"].notna()]
    judged = judged[judged["period"] == judged["period"].max()]
    if not len(judged):
        return pd.DataFrame(columns=list(ALERTS.column_names))
    alarming, adjusted, *_ = multipletests(judged["chance"], alpha=FALSE_ALERTS, method="fdr_bh")
    found = judged.assign(adjusted=adjusted, direction=np.where(judged["surprise"] > 0, "up", "down"))[alarming]
    for language in LOCALES:
        told = [in_words(row, language) for row in found.to_dict("records")]
        found[f"words_{language}"] = pd.Series(told, index=found.index, dtype=object)
    return found.sort_values("chance")[list(ALERTS.column_names)]


def in_words(row: dict, language: str) -> str:
    """`Kymenlaakso, suun terveydenhuolto: teemasta ”Ruoka” puhutaan enemmän, 12 % (odotettu 3 %–8 %)`."""
    kind, what = said_of(row["measure"], language)
    change = _WORDS[kind][language][0 if row["direction"] == "up" else 1].format(what=what)
    figures = {name: _number(row[name], row["measure"], language) for name in ("value", "low", "high")}
    return f"{where(row, language)}: {change}, {_NUMBERS[language].format(**figures)}"


def where(row: dict, language: str) -> str:
    """The region, and the service class where one is chosen."""
    region = names("regions", language)[row["region"]]
    service = row["service_class"]
    return region if service == ALL else f"{region}, {names('service_classes', language).get(service, service).lower()}"


def said_of(measure: str, language: str) -> tuple[str, str]:
    """How changes of the measure are told, and what it is called."""
    if measure == TEXT_NEGATIVE:
        return "text", ""
    if measure.startswith("theme_"):
        theme, _, negative = measure.removeprefix("theme_").partition("_")
        return "negative" if negative else "theme", _theme(theme, language)
    return "figure", "NPS" if measure == "nps" else names("statements", language)[measure]


def _theme(theme: str, language: str) -> str:
    return next(row[f"name_{language}"] for row in rows_of("codes/themes") if row["code"] == theme)


def _number(value: float, measure: str, language: str) -> str:
    share = measure == TEXT_NEGATIVE or measure.startswith("theme_")
    text = f"{value:.0f} %" if share else f"{value:.0f}" if measure == "nps" else f"{value:.2f}"
    return text if language == "en" else text.replace(".", ",")
