"""Words of the reviewers' pages: Finnish leads, Swedish and English stand beside."""

from markupsafe import Markup, escape

WORDS: dict[str, tuple[str, str, str]] = {
    # heads
    "title": ("Toimitusten tilannekuva", "Lägesbild av leveranserna", "Deliveries at a glance"),
    "region": ("Alue", "Område", "Region"),
    "latest": ("Viimeksi saapuneet", "Senast inkomna", "Latest arrivals"),
    "delivery": ("Toimitus", "Leverans", "Delivery"),
    "outcome": ("Tulos", "Resultat", "Outcome"),
    "status": ("Tila", "Status", "Status"),
    "came": ("Saapui", "Inkom", "Came"),
    "due": ("Määräpäivä", "Frist", "Due"),
    "findings": ("Löydökset", "Fynd", "Findings"),
    "reason": ("Syykoodi", "Orsakskod", "Reason code"),
    "column": ("Sarake", "Kolumn", "Column"),
    "rows": ("Rivejä", "Rader", "Rows"),
    "mend": ("Näin korjataan", "Så rättas det", "How to mend it"),
    "pages": ("Sivut", "Sidor", "Pages"),
    "story": ("Toimituksen vaiheet", "Leveransens historia", "What befell it"),
    "runs": ("Tarkistusajot", "Kontrollkörningar", "Runs of the gate"),
    "others": ("Saman kuukauden toimitukset", "Leveranser för samma månad", "Deliveries of the same month"),
    "results": ("Kaikki tarkistustulokset", "Alla kontrollresultat", "All validation results"),
    "verification": ("Varmistusajo", "Verifieringskörning", "Verification run"),
    "text_model": ("Avoimen palautteen luokittelu", "Klassificering av öppen respons", "The text model"),
    "classification": ("Luokittelu", "Klassificering", "Classification"),
    "reharmonised": ("Luokiteltiin uudelleen", "Klassificerades på nytt", "Classified anew"),
    "back": ("Tilannekuvaan", "Till lägesbilden", "To the picture"),
    "receipt": ("Kuittaus", "Kvitto", "Receipt"),
    "withdrawal": ("Kuittaus poistosta", "Kvitto på återtagandet", "Receipt of withdrawal"),
    "details": ("Tarkistussivut", "Kontrollsidor", "Validation pages"),
    "who": ("Kuka", "Vem", "Who"),
    "why": ("Miksi", "Varför", "Why"),
    "when": ("Milloin", "När", "When"),
    "what": ("Mitä", "Vad", "What"),
    "none": ("Ei löydöksiä", "Inga fynd", "No findings"),
    "received": ("Vastaanotettu", "Mottagen", "Received"),
    "no_sources": ("ei vielä toimituksia", "inga leveranser ännu", "no deliveries yet"),
    "legend": ("Merkit", "Tecken", "Marks"),
    "written": ("Päivitetty", "Uppdaterad", "Brought up to date"),
    # figures
    "rows_received": ("Rivejä", "Rader", "Rows"),
    "accepted_rows": ("Hyväksytty", "Godkända", "Accepted"),
    "quarantined": ("Odottaa korjausta", "Väntar på rättelse", "Waiting for correction"),
    "rejected_rows": ("Hylätty", "Avvisade", "Rejected"),
    "duplicates": ("Samoja pois", "Dubbletter bort", "Duplicates dropped"),
    "in_quarantine": ("Karanteenissa nyt", "I karantän nu", "In quarantine now"),
    "in_force": ("Voimassa", "I kraft", "In force"),
    "feedback": ("Palautteita voimassa", "Responser i kraft", "Feedback in force"),
    # a month's state
    "in_time": ("Ajoissa", "I tid", "In time"),
    "partly": ("Ajoissa, rivejä odottaa korjausta", "I tid, rader väntar på rättelse", "In time, some rows wait"),
    "late": ("Myöhässä saapunut", "Försenad", "Came late"),
    "expected": ("Odotetaan, määräpäivä edessä", "Väntas, fristen löper", "Expected, not yet due"),
    "awaiting": ("Hylätty, korjausta odotetaan", "Avvisad, rättelse väntas", "Rejected, correction awaited"),
    "under_way": ("Käsittelyssä", "Under behandling", "Under way"),
    "missing": ("Puuttuu, määräpäivä ohi", "Saknas, fristen har gått ut", "Missing, past its deadline"),
    "withdrawn": ("Peruttu", "Återtagen", "Withdrawn"),
    "waiting": ("Odottaa korjausta", "Väntar på rättelse", "Correction awaited"),
    # outcomes and statuses
    "accepted": ("Hyväksytty", "Godkänd", "Accepted"),
    "rejected": ("Hylätty", "Avvisad", "Rejected"),
    "accepted_with_quarantine": ("Osittain hyväksytty", "Delvis godkänd", "Partly accepted"),
    "checked": ("Tarkistettu", "Kontrollerad", "Checked"),
    "loaded": ("Ladattu", "Laddad", "Loaded"),
    "refined": ("Harmonisoitu", "Harmoniserad", "Refined"),
    "published": ("Julkaistu", "Publicerad", "Published"),
    "replaced": ("Korvattu", "Ersatt", "Replaced"),
    "unchecked": ("Ei vielä tarkistettu", "Inte kontrollerad ännu", "Not checked yet"),
    # events
    "counted_in_gold": ("Laskettu tuloksiin", "Räknad i resultaten", "Counted in the results"),
    "packed_for_thl": ("Pakattu THL:lle", "Packad för THL", "Packed for THL"),
    "came_again": ("Sama tiedosto tuli uudelleen", "Samma fil kom igen", "The same file came again"),
    "quarantine_left": ("Rivit poistuivat karanteenista", "Raderna lämnade karantänen", "Rows left quarantine"),
    "bronze_left": ("Rivit poistettiin tallennuskerroksesta", "Raderna togs ur lagringslagret", "Rows left bronze"),
    "withdrawal_asked": ("Perumista pyydettiin", "Återtagande begärdes", "Withdrawal asked for"),
    "withdrawal_approved": ("Peruminen hyväksyttiin", "Återtagandet godkändes", "Withdrawal approved"),
    "withdrawal_refused": ("Perumista ei hyväksytty", "Återtagandet avslogs", "Withdrawal refused"),
    "withdrawal_expired": ("Perumispyyntö vanheni", "Begäran om återtagande förföll", "Withdrawal request expired"),
    "withdrawal_proved": ("Poisto todennettiin", "Raderingen verifierades", "Removal proved"),
    # parts of a validation
    "file": ("tiedosto", "fil", "file"),
    "header": ("otsikkorivi", "rubrikrad", "header"),
    "lines": ("rivit", "rader", "lines"),
    "verdict": ("päätös", "beslut", "verdict"),
    "columns": ("sarakkeet", "kolumner", "columns"),
}  # fmt: skip

MARKS = {
    "in_time": "✓", "partly": "✓", "late": "◷", "awaiting": "✕", "under_way": "…", "expected": "·", "missing": "!",
    "withdrawn": "⌫",
}  # fmt: skip
"""What a month shows beside its colour, so that it can be read without seeing colours."""


def bilingual(name: str) -> Markup:
    """A word in Finnish with Swedish and English small beside it; an unknown one as it is."""
    if name not in WORDS:
        return escape(name)
    finnish, swedish, english = WORDS[name]
    return Markup('{} <small><span lang="sv">{}</span> · <span lang="en">{}</span></small>').format(
        finnish, swedish, english
    )
