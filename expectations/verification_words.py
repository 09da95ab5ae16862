"""Words of the verification run's receipt and page, in Finnish, Swedish and English."""

TYPES = {
    "NIMI": {"fi": "Nimi", "sv": "Namn", "en": "Name"},
    "HETU": {"fi": "Henkilötunnus", "sv": "Personbeteckning", "en": "Identity code"},
    "SAHKOPOSTI": {"fi": "Sähköpostiosoite", "sv": "E-postadress", "en": "E-mail address"},
    "PUHELIN": {"fi": "Puhelinnumero", "sv": "Telefonnummer", "en": "Phone number"},
    "OSOITE": {"fi": "Osoite", "sv": "Adress", "en": "Address"},
    "SIJAINTI": {"fi": "Sijainti", "sv": "Position", "en": "Position"},
    "IP": {"fi": "Verkko-osoite", "sv": "Nätadress", "en": "Network address"},
    "REKISTERI": {"fi": "Rekisteritunnus", "sv": "Registernummer", "en": "Licence plate"},
    "NUMERO": {"fi": "Muu numero", "sv": "Annat nummer", "en": "Other number"},
}

WORDS = {
    "fi": {
        "title": "Varmistusajon kuittaus", "page": "Tekstien varmistusajo",
        "found": "Tunnisteita jäi {0} tekstiin sadasta", "clean": "Yhdessäkään tekstissä ei ollut tunnisteita",
        "told": "Alusta poisti tunnisteet ennen tallennusta. Luku kertoo, kuinka monessa alueen anonymisoimana "
        "toimittamassa tekstissä oli vielä jokin muu tunniste kuin pelkkä numero. Kuittauksessa on vain lukumääriä.",
        "delivery": "Toimitus", "texts": "Tekstejä", "missed": "Tunniste jäänyt", "changed": "Muutettuja tekstejä",
        "withheld": "Pidätettyjä tekstejä", "history": "Lähteen aiemmin", "language": "Kieli", "type": "Tyyppi",
        "removals": "Poistoja", "per_text": "Tekstiä kohden", "per_words": "Tuhatta sanaa kohden",
        "drift": "Osuus poikkeaa aiemmasta enemmän kuin sattuma selittää.", "none": "–",
        "probes": "Koetekstit: kuinka moni keksitty tunniste löytyi", "recall": "Löytyi", "limit": "Raja",
        "alarm": "alle rajan", "fi": "suomi", "sv": "ruotsi", "en": "englanti", "und": "muu", "region": "Alue",
        "no_texts": "Toimituksessa ei ollut tekstejä", "drifted": "Poikkeaa", "written": "Kirjoitettu",
    },
    "sv": {
        "title": "Kvitto på verifieringskörningen", "page": "Verifieringskörning av texterna",
        "found": "{0} texter av hundra hade kvar identifierare", "clean": "Ingen text hade identifierare",
        "told": "Plattformen tog bort identifierarna före lagringen. Talet visar i hur många texter, som området "
        "levererat som anonymiserade, det ännu fanns en annan identifierare än ett blott nummer. Bara antal visas.",
        "delivery": "Leverans", "texts": "Texter", "missed": "Identifierare kvar", "changed": "Ändrade texter",
        "withheld": "Undanhållna texter", "history": "Källan tidigare", "language": "Språk", "type": "Typ",
        "removals": "Borttagna", "per_text": "Per text", "per_words": "Per tusen ord",
        "drift": "Andelen avviker från tidigare mer än slumpen förklarar.", "none": "–",
        "probes": "Provtexter: hur många påhittade identifierare som hittades", "recall": "Hittades", "limit": "Gräns",
        "alarm": "under gränsen", "fi": "finska", "sv": "svenska", "en": "engelska", "und": "annat",
        "region": "Område", "no_texts": "Leveransen hade inga texter", "drifted": "Avviker", "written": "Skriven",
    },
    "en": {
        "title": "Receipt of the verification run", "page": "Verification run of the texts",
        "found": "{0} texts in a hundred still held an identifier", "clean": "No text held an identifier",
        "told": "The platform removed the identifiers before storing. The figure says how many of the texts that the "
        "region delivered as anonymised still held an identifier other than a bare number. Counts only.",
        "delivery": "Delivery", "texts": "Texts", "missed": "Identifier left", "changed": "Changed texts",
        "withheld": "Withheld texts", "history": "Source before", "language": "Language", "type": "Type",
        "removals": "Removals", "per_text": "Per text", "per_words": "Per thousand words",
        "drift": "The share differs from earlier ones by more than chance explains.", "none": "–",
        "probes": "Probes: how many made-up identifiers were found", "recall": "Found", "limit": "Limit",
        "alarm": "below the limit", "fi": "Finnish", "sv": "Swedish", "en": "English", "und": "other",
        "region": "Region", "no_texts": "The delivery had no texts", "drifted": "Differs", "written": "Written",
    },
}  # fmt: skip


def trilingual(name: str) -> tuple[str, str, str]:
    """A word in Finnish, Swedish and English."""
    return WORDS["fi"][name], WORDS["sv"][name], WORDS["en"][name]
