"""The package's README in Finnish, Swedish and English: what it is, what has changed, what is not protected."""

from collections.abc import Mapping, Sized
from pathlib import Path

import jinja2

from lake_layout.disclosure import (
    FEWEST_ALIKE,
    FEWEST_DIFFERENT_ANSWERS,
    FEWEST_REGIONS,
    FEWEST_RESPONDENTS,
    NOISE_BOUND,
)
from spark_jobs.thl.revision import Revision

LOCALES = ("fi", "sv", "en")
_TITLES = {
    "aggregate": {"fi": "julkaistut tulokset", "sv": "publicerade resultat", "en": "published results"},
    "row_level": {"fi": "pseudonymisoidut rivit", "sv": "pseudonymiserade rader", "en": "pseudonymised rows"},
}
_CONTENTS = {
    "results": {
        "fi": "vastaajat ja vastausten jakaumat (NPS, väittämät) alueittain ja jaotteluittain",
        "sv": "svarande och svarens fördelning (NPS, påståenden) enligt område och indelning",
        "en": "respondents and answers (NPS, statements) by region and breakdown",
    },
    "denominators": {
        "fi": "kutsut ja palvelutapahtumat alueilta, jotka kertovat ne",
        "sv": "inbjudningar och servicehändelser från områden som uppger dem",
        "en": "invitations and service events of regions that tell them",
    },
    "words": {
        "fi": "avoimen palautteen toistuvat sanat (neljännesvuosittain)",
        "sv": "återkommande ord i öppen respons (kvartalsvis)",
        "en": "recurring words of open feedback (by quarter)",
    },
    "themes": {
        "fi": "avoin palaute teemoittain ja sävyittäin",
        "sv": "öppen respons enligt tema och ton",
        "en": "open feedback by theme and sentiment",
    },
    "feedback": {
        "fi": "rivi palautetta kohti: alue, kuukausi, luokat ja vastaukset",
        "sv": "en rad per respons: område, månad, klasser och svar",
        "en": "a row a feedback: region, month, classes and answers",
    },
}
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "readmes"),
    undefined=jinja2.StrictUndefined,
    trim_blocks=False,
    keep_trailing_newline=True,
    autoescape=False,
)


def readmes(revision: Revision, tables: Mapping[str, Sized], key_fingerprint: str) -> dict[str, bytes]:
    """The files, by name."""
    told = {
        "title": _TITLES[revision.package.name],
        "period": revision.period,
        "number": revision.number,
        "made_on": f"{revision.made_at:%Y-%m-%d}",
        "legal_basis": revision.legal_basis,
        "changes": revision.changes,
        "tables": {name: len(rows) for name, rows in tables.items()},
        "contents": _CONTENTS,
        "of_rows": revision.package.of_rows,
        "coarsened": revision.rows_coarsened,
        "left_out": revision.rows_left_out,
        "k": FEWEST_ALIKE,
        "l": FEWEST_DIFFERENT_ANSWERS,
        "respondents": FEWEST_RESPONDENTS,
        "regions": FEWEST_REGIONS,
        "bound": NOISE_BOUND,
        "fingerprint": key_fingerprint,
    }
    names = [f"README.{locale}.md" for locale in LOCALES]
    return {name: _TEMPLATES.get_template(name).render(told).encode() for name in names}
