"""Words of the reviewers' page of the text model, in Finnish, Swedish and English."""


def _of(fi: str, sv: str, en: str) -> dict[str, str]:
    return {"fi": fi, "sv": sv, "en": en}


WORDS = {
    "title": _of("Avoimen palautteen luokittelu", "Klassificering av öppen respons", "Classification of open feedback"),
    "told": _of(
        "Luvut ovat teksteistä, joita arvioitu malli ei nähnyt. Sivulla ei ole asiakkaiden tekstejä. Omat esimerkit "
        "kirjoitetaan tiedostoon training/reviewers.jsonl; ohje on dokumentissa labelling_guidelines.md.",
        "Talen gäller texter som den bedömda modellen inte sett. Sidan har inga kundtexter. Egna exempel skrivs i "
        "filen training/reviewers.jsonl; anvisningen finns i labelling_guidelines.md.",
        "Figures are of texts that the judged model never saw. The page holds no customer's text. Own examples go into "
        "training/reviewers.jsonl; labelling_guidelines.md says how.",
    ),
    "version": _of("Mallin versio", "Modellens version", "Version of the model"),
    "figures": _of("Luvut kielittäin", "Tal per språk", "Figures by language"),
    "language": _of("Kieli", "Språk", "Language"),
    "texts": _of("Tekstejä", "Texter", "Texts"),
    "sentiment": _of("Sävy oikein", "Rätt ton", "Tone right"),
    "themes": _of("Teemat", "Teman", "Themes"),
    "theme": _of("Teema", "Tema", "Theme"),
    "definition": _of("Määritelmä", "Definition", "Definition"),
    "precision": _of("Tarkkuus", "Precision", "Precision"),
    "recall": _of("Saanti", "Täckning", "Recall"),
    "confused": _of("Useimmin sekaantuvat teemat", "Teman som oftast förväxlas", "Themes most often confused"),
    "true": _of("Oikea", "Rätt", "True"),
    "said": _of("Malli sanoi", "Modellen sade", "The model said"),
    "tones": _of("Tekstin sävy: oikea riveillä", "Textens ton: rätt på raderna", "Tone of the text: true in rows"),
    "positive": _of("myönteinen", "positiv", "positive"),
    "neutral": _of("neutraali", "neutral", "neutral"),
    "negative": _of("kielteinen", "negativ", "negative"),
    "mixed": _of("ristiriitainen", "blandad", "mixed"),
    "drift": _of("Teemojen osuudet muuttuneet", "Temanas andelar har ändrats", "Shares of themes that have moved"),
    "region": _of("Alue", "Område", "Region"),
    "before": _of("Aiemmin", "Tidigare", "Before"),
    "now": _of("Viimeisin kuukausi", "Senaste månad", "Last month"),
    "month": _of("Kuukausi", "Månad", "Month"),
    "no_drift": _of(
        "Ei muutoksia, joita sattuma ei selittäisi, tai kuukausia on liian vähän.",
        "Inga förändringar som slumpen inte skulle förklara, eller för få månader.",
        "No changes that chance would not explain, or too few months.",
    ),
    "candidates": _of(
        "Toistuvat ilmaisut, joita mikään teema ei kata",
        "Återkommande uttryck som inget tema täcker",
        "Recurring phrases that no theme covers",
    ),
    "phrase": _of("Ilmaisu", "Uttryck", "Phrase"),
    "quarter": _of("Neljännes", "Kvartal", "Quarter"),
    "feedback": _of("Palautteita", "Responser", "Feedback"),
    "no_candidates": _of("Ei vielä yhtään.", "Inga ännu.", "None yet."),
    "written": _of("Kirjoitettu", "Skriven", "Written"),
}
