"""Words of the reviewers' page of classification: Finnish leads, Swedish and English stand beside."""

from markupsafe import Markup

WORDS: dict[str, tuple[str, str, str]] = {
    "page": ("Luokittelu", "Klassificering", "Classification"),
    "told": (
        "Mistä kunkin palautteen palveluluokka tuli: kustannuspaikasta, säännöstä tai ei mistään. Vain lukumääriä.",
        "Varifrån varje respons fick sin serviceklass: kostnadsstället, en regel eller ingenstans. Endast antal.",
        "Where each feedback's service class came from: its cost centre, a rule, or nowhere. Counts only.",
    ),
    "shares": (
        "Osuudet alueittain ja kuukausittain",
        "Andelar per område och månad",
        "Shares by region and month",
    ),
    "region": ("Alue", "Område", "Region"),
    "feedback": ("Palautteita", "Responser", "Feedback"),
    "cost_centre": ("Kustannuspaikasta", "Från kostnadsstället", "From the cost centre"),
    "rule": ("Säännöstä", "Genom en regel", "By a rule"),
    "unclassified": ("Luokittelematta", "Oklassificerade", "Unclassified"),
    "rules": ("Säännöt", "Regler", "Rules"),
    "number": ("Sääntö", "Regel", "Rule"),
    "version": ("Versio", "Version", "Version"),
    "asks": ("Ehdot", "Villkor", "Asks for"),
    "class": ("Palveluluokka", "Serviceklass", "Service class"),
    "validity": ("Voimassa", "I kraft", "In force"),
    "decided": ("Ratkaisi", "Avgjorde", "Decided"),
    "never_fires": ("ei ratkaissut yhtään", "avgjorde inte en enda", "never fired"),
    "never_decides": (
        "ei voi ratkaista: aiempi sääntö kattaa sen",
        "kan inte avgöra: en tidigare regel täcker den",
        "can never decide: an earlier rule covers it",
    ),
    "overlaps": (
        "Päällekkäiset säännöt, joiden luokka on eri",
        "Överlappande regler med olika klass",
        "Rules that overlap and lead to different classes",
    ),
    "overlaps_told": (
        "Molemmat voivat toteutua samasta palautteesta; ensimmäinen ratkaisee.",
        "Båda kan gälla samma respons; den första avgör.",
        "Both can hold for one feedback; the first decides.",
    ),
    "first": ("Ratkaisee", "Avgör", "Decides"),
    "second": ("Jää syrjään", "Blir utan verkan", "Is forestalled"),
    "none": ("Ei yhtään", "Inga", "None"),
    "unmapped": (
        "Kustannuspaikat ilman palveluluokkaa",
        "Kostnadsställen utan serviceklass",
        "Cost centres without a service class",
    ),
    "cost_centres": ("Kustannuspaikat", "Kostnadsställen", "Cost centres"),
    "crosswalk": ("SOTE-luokitus", "SOTE-klassificeringen", "SOTE classes"),
    "crosswalk_hidden": (
        "Piilossa raporteilta: palveluluokkia ilman virallista SOTE-luokkaa",
        "Dold i rapporterna: serviceklasser utan officiell SOTE-klass",
        "Hidden in reports: service classes without an official SOTE class",
    ),
    "crosswalk_shown": ("Täydellinen: käytössä", "Fullständig: i bruk", "Complete: in use"),
    "conflicts": (
        "Alueiden omat lisätiedot, jotka ovat ristiriidassa kansallisen kanssa",
        "Områdens egna uppgifter som strider mot de nationella",
        "Regions' own attributes that contradict the national master",
    ),
    "placeholders": (
        "Havainnollistavat koodistot, jotka odottavat virallista",
        "Illustrativa kodlistor som väntar på den officiella",
        "Illustrative placeholders that wait for the official list",
    ),
    "written": ("Päivitetty", "Uppdaterad", "Brought up to date"),
    "more": ("lisää", "till", "more"),
}


def both(name: str) -> Markup:
    """A word in Finnish with Swedish and English small beside it."""
    finnish, swedish, english = WORDS[name]
    return Markup('{} <small><span lang="sv">{}</span> · <span lang="en">{}</span></small>').format(
        finnish, swedish, english
    )
