"""Every text of the pages, in one place and per language; a column's own name comes from lake_layout.

A second language is a second table here; `text` fails on a key that a language lacks.
"""

from lake_layout.serving import LABEL_OF_ALL, LABEL_OF_COUNTRY

SMALLEST_SET = 10

FI = {
    "database": "Aspa: julkaistut tulokset",
    "dashboard.asiakaspalaute": "Asiakaspalaute",
    "dataset.results": "Julkaistut tulokset viipaleittain: alue, ajanjakso ja enintään kaksi muuta jaottelua",
    "dataset.statement_results": "Julkaistut väittämien tulokset viipaleittain",
    "dataset.words": "Palautteissa toistuvat sanat alueittain ja neljännesvuosittain",
    # columns made for the pages
    "column.month": "Kuukausi",
    "column.statement": "Väittämä",
    "column.with_n": "{of} (vastauksia)",
    "withheld": "ei julkaista",
    # figures
    "metric.nps": "NPS",
    "metric.respondents": "Vastaajia",
    "metric.nps_n": "NPS-vastauksia",
    "metric.mean": "Keskiarvo (1–5)",
    "metric.n": "Vastauksia",
    "metric.answers_1": "1 täysin eri mieltä",
    "metric.answers_2": "2",
    "metric.answers_3": "3",
    "metric.answers_4": "4",
    "metric.answers_5": "5 täysin samaa mieltä",
    "metric.feedback": "Palautteita, joissa sana esiintyy",
    # charts
    "chart.nps_period": "NPS ajanjaksolla",
    "chart.nps_period.subtitle": "suositteluindeksi, asteikko −100…100",
    "chart.respondents_period": "Vastaajia ajanjaksolla",
    "chart.respondents_period.subtitle": "palautetta antanutta asiakasta",
    "chart.nps_latest": "NPS, uusin kk",
    "chart.respondents_latest": "Vastaajia, uusin kk",
    "chart.latest.change": "edelliskuusta",
    "chart.nps_by_month": "NPS kuukausittain",
    "chart.nps_by_region_month": "NPS alueittain ja kuukausittain",
    "chart.statement_means": "Väittämien keskiarvot (asteikko 1–5)",
    "chart.statement_shares": "Väittämien vastausten jakauma",
    "chart.nps_by_service_class": "NPS palveluluokittain",
    "chart.service_class_table": "Tulokset palveluluokittain",
    "chart.nps_by_contact_type": "NPS yhteystavoittain",
    "chart.nps_by_professional_group": "NPS ammattiryhmittäin",
    "chart.nps_by_age_group": "NPS ikäryhmittäin",
    "chart.words": "Suomenkielisissä palautteissa toistuvat sanat (neljännesvuosittain)",
    "chart.words.description": "Sanat julkaistaan neljännesvuosittain: kun ajanjaksoksi on valittu kuukausi tai vuosi, "
    "sanoja ei näytetä. Jaottelut eivät rajaa sanoja.",
    "chart.respondents_by_region_month": "Vastaajia alueittain ja kuukausittain",
    "chart.breakdown.description": "Näyttää yhden luokan riviä kohden; oman jaottelunsa suodatin ei rajaa kuviota. "
    "Muista jaotteluista voi valita samalla yhden.",
    "chart.trend.description": "Näyttää kaikki kuukaudet; ajanjakson suodatin ei rajaa kuviota.",
    # sections
    "section.now": "Tilanne nyt",
    "section.trend": "Kehitys",
    "section.statements": "Seitsemän kansallista väittämää",
    "section.services": "Palvelut",
    "section.encounters": "Yhteystavat ja ammattiryhmät",
    "section.respondents": "Vastaajat",
    "section.text": "Avoin palaute",
    "intro": f"""
# Asiakaspalaute sosiaali- ja terveydenhuollossa

Hyvinvointialueiden yhteinen näkymä asiakkaiden kokemuksiin: **suositteluindeksi (NPS)**, seitsemän kansallista
väittämää ja palautteissa toistuvat sanat. Valitse alue ja ajanjakso sekä enintään kaksi jaottelua kerrallaan.

**Tietosuoja.** Tulos näytetään vain, kun vastauksia on vähintään {SMALLEST_SET}. Pienempi joukko jää tyhjäksi, samoin
yhdistelmä, jota ei julkaista. **Palveluluokat** ovat toistaiseksi havainnollistavia: ne vaihtuvat viralliseen
luokitukseen, kun se on ladattu.
""".strip(),
    # filters
    "filter.region.default": LABEL_OF_COUNTRY,
    "filter.dimension.default": LABEL_OF_ALL,
}

LOCALES = {"fi": FI}


def text(key: str, locale: str = "fi") -> str:
    """The text of a key."""
    return LOCALES[locale][key]
