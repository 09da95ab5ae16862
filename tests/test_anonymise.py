"""The verification run, told as tables: text in → text out. Every person is invented; identity codes have individual
numbers 900–999, which no living person has."""

import json
import subprocess
import sys
import time

import pytest

from spark_jobs.anonymise import verify as verification
from spark_jobs.anonymise.residue import residue
from spark_jobs.anonymise.verify import Removal, Verified, verify


def table(text: str) -> list[tuple[str, str]]:
    """Rows 'in → out' of a table, as pairs."""
    return [tuple(cell.strip() for cell in row.split("→")) for row in text.strip().splitlines()]


def cleaned(text: str, language: str | None) -> str | None:
    [result] = verify([(language, text)])
    return result.text


SHAPES = """
Tunnus 131052-908T kirjattiin väärin              → Tunnus <HETU> kirjattiin väärin
tunnus 131052-908t                                → tunnus <HETU>
tunnus 131052 – 908 T                             → tunnus <HETU>
tunnus 010203A908X ja 010203y908x                 → tunnus <HETU> ja <HETU>
tunnus131052-908Theti                             → tunnus<HETU>heti
tunnus I3I052-9O8T                                → tunnus <HETU>
tunnus 131052-XXXX                                → tunnus <HETU>
Vastatkaa liisa.mallikas@example.com kiitos       → Vastatkaa <SAHKOPOSTI> kiitos
osoite liisa.mallikas(at)example.com              → osoite <SAHKOPOSTI>
osoite liisa piste mallikas at gmail piste com    → osoite <SAHKOPOSTI>
Soittakaa 040 123 4567 iltapäivällä               → Soittakaa <PUHELIN> iltapäivällä
Soittakaa +358 40 1234567 iltapäivällä            → Soittakaa <PUHELIN> iltapäivällä
Soittakaa (09) 310 12345 iltapäivällä             → Soittakaa <PUHELIN> iltapäivällä
Asun osoitteessa Kuusikuja 12 B 34, 00100 Helsinki → Asun osoitteessa <OSOITE>
asun kuusikujalla 5 yksin                         → asun <OSOITE> yksin
Laskut: PL 123, 00101 Helsinki                    → Laskut: <OSOITE>
Paikka oli 60.16990, 24.93840 kartalla            → Paikka oli <SIJAINTI> kartalla
Paikka oli 60°10'15"N 24°56'15"E kartalla         → Paikka oli <SIJAINTI> kartalla
Kone oli 192.168.1.15 verkossa                    → Kone oli <IP> verkossa
Kone oli 2001:db8::ff00:42:8329 verkossa          → Kone oli <IP> verkossa
Auto ABC-123 jäi pihalle                          → Auto <REKISTERI> jäi pihalle
Käynti 12.3.2024 klo 12:30 viivästyi              → Käynti <NUMERO> viivästyi
Käynti 12. maaliskuuta 2024 viivästyi             → Käynti <NUMERO> viivästyi
Odotin 45 minuuttia ja maksoin 35,50 € siitä      → Odotin <NUMERO> minuuttia ja maksoin <NUMERO> siitä
Olen kahdeksankymmentäviisivuotias asiakas        → Olen <NUMERO> asiakas
Odotin kaksi tuntia                               → Odotin kaksi tuntia
Käynti kolmas huhtikuuta viivästyi                → Käynti <NUMERO> viivästyi
Soita nolla nelijä nolla yks kaks kol nel viis    → Soita <NUMERO>
Soita null vier null eins zwei drei               → Soita <NUMERO>
Synnyin XIII.X.MCMLII, osasto IV oli siisti       → Synnyin <NUMERO>, osasto IV oli siisti
tunnus 131<b>052</b>-908T                         → tunnus <HETU>
osoite liisa.mallikas miuku example piste com     → osoite <SAHKOPOSTI>
osoite mallikas ät example.com, liisam gmail.com  → osoite <SAHKOPOSTI>, <SAHKOPOSTI>
Soita 040-viisi viisi viisi 1234                  → Soita <NUMERO>
Olen syntynyt viisikymmentäkaksi, lapsi on kolmivuotias → Olen syntynyt <NUMERO>, lapsi on <NUMERO>
insta: liisa_m                                    → insta: <NIMI>
Auto A B C - 1 2 3 ja ABC~123                     → Auto <REKISTERI> ja <REKISTERI>
Kuusikujalla on liukasta                          → <OSOITE> on liukasta
"""


@pytest.mark.parametrize(("text", "expected"), table(SHAPES))
def test_shapes_go_whatever_their_value(text, expected):
    assert cleaned(text, "fi") == expected


FINNISH_NAMES = """
Hoitaja Mallikas oli ihana                        → Hoitaja <NIMI> oli ihana
hoitaja katja korhonen oli kiva                   → hoitaja <NIMI> oli kiva
Kiitos Katjallekin ja Virtasille                  → Kiitos <NIMI> ja <NIMI>
Satu auttoi paljon                                → <NIMI> auttoi paljon
Sade oli kova kun tulin                           → Sade oli kova kun tulin
Lääkäri Lahti ja tohtori Salo kuuntelivat         → Lääkäri <NIMI> ja tohtori <NIMI> kuuntelivat
Kiitokset Abdirahmanille ja Fatumalle             → Kiitokset <NIMI> ja <NIMI>
Sain apua hilkalta ja neuvot matilta              → Sain apua <NIMI> ja neuvot <NIMI>
terkkuja otsolle ja kaikille                      → terkkuja <NIMI> ja kaikille
asiaani hoiti satu kunnolla                       → asiaani hoiti <NIMI> kunnolla
Hoitajina olivat anna ja Birgitta                 → Hoitajina olivat <NIMI> ja <NIMI>
Sairaanhoitaja anna oli huippu                    → Sairaanhoitaja <NIMI> oli huippu
Lapsemme otso pelkäsi ja kävin hilkan luona       → Lapsemme <NIMI> pelkäsi ja kävin <NIMI> luona
En anna anteeksi, hoitaja toimi väärin            → En anna anteeksi, hoitaja toimi väärin
KIITOS HOITAJA VIRTASELLE                         → KIITOS HOITAJA <NIMI>
M. Virtanen ja Liisa von Essen tulivat            → <NIMI> ja <NIMI> tulivat
hoitajaLiisa kävi                                 → hoitaja<NIMI> kävi
Anna-Liisa Mäkinen-Virta hoiti                    → <NIMI> hoiti
Lääkäri Koski oli jäykkä. Koskelle palautetta     → Lääkäri <NIMI> oli jäykkä. <NIMI> palautetta
tohtori saarinen tiuski, saarisen pitäis lopettaa → tohtori <NIMI> tiuski, <NIMI> pitäis lopettaa
Sain ajan Ala-Kokolta ja Kivimaan Tertulta        → Sain ajan <NIMI> ja <NIMI>
Ilman Helmeä olisi huono, helmi ihmiseksi         → Ilman <NIMI> olisi huono, helmi ihmiseksi
Kiitos, KOrhoNen!                                 → Kiitos, <NIMI>!
Kiitos, mäkiNen!                                  → Kiitos, <NIMI>!
Hoitaja Vir<b>ta</b>nen ja V_i_r_t_a oli          → Hoitaja <NIMI> ja <NIMI> oli
"""
# A word that is a name too, by what its sentence says of it: an act, a trait, a trade, a place of work, a pronoun.
WORDS_THAT_ARE_NAMES = """
Lumi pisti taitavasti                             → <NIMI> pisti taitavasti
Lumi peitti pihan                                 → Lumi peitti pihan
Kevät tuli, Toivo oli ystävällinen                → Kevät tuli, <NIMI> oli ystävällinen
Toivo heräsi uudesta lääkkeestä                   → Toivo heräsi uudesta lääkkeestä
Sade synnytysosastolta jäi mieleen                → <NIMI> synnytysosastolta jäi mieleen
Aamu on taitava hoitaja                           → <NIMI> on taitava hoitaja
Onni, olet korvaamaton                            → <NIMI>, olet korvaamaton
Helmi jäi mieleen, hän jaksoi kuunnella           → <NIMI> jäi mieleen, hän jaksoi kuunnella
Taitava pari: Säde ei kiirehtinyt                 → Taitava pari: <NIMI> ei kiirehtinyt
Viima ja pakkanen kävivät sisään                  → Viima ja pakkanen kävivät sisään
hyvä että onni huomasi kuumeen                    → hyvä että <NIMI> huomasi kuumeen
se sampo siellä leikkurissa oli hyvä              → se <NIMI> siellä leikkurissa oli hyvä
tätini, oili nimeltään, odotti                    → tätini, <NIMI> nimeltään, odotti
kardiologi selkälä ei kuunnellut                  → kardiologi <NIMI> ei kuunnellut
"""
DISGUISED = """
Hoitaja S***i tiuski                              → Hoitaja <NIMI> tiuski
Tohtori K:nen ja nenilloV                         → Tohtori <NIMI> ja <NIMI>
Kiitos Kat-ri ja Mar ket ta                       → Kiitos <NIMI> ja <NIMI>
Lääkäri A.L. ja hoitaja J-P Virtanen              → Lääkäri <NIMI>. ja hoitaja <NIMI>
"""
THINGS_STAY = """
Wilmassa ei näy viestiä                           → Wilmassa ei näy viestiä
Maisa jumittui, kun yritin kirjautua              → Maisa jumittui, kun yritin kirjautua
Maisa auttoi äitiä                                → <NIMI> auttoi äitiä
Kaupin kampus ja Onni-koti ovat kaukana           → Kaupin kampus ja Onni-koti ovat kaukana
Sain pantopratsolia, Lixianaan ei vaihdettu       → Sain pantopratsolia, Lixianaan ei vaihdettu
"""
PLACES_STAY = """
Meilahden sairaalassa oli hyvä                    → Meilahden sairaalassa oli hyvä
Käyn Kokkolassa ja Salossa                        → Käyn Kokkolassa ja Salossa
Auroran sairaalassa Aurora oli paras              → Auroran sairaalassa <NIMI> oli paras
HUS:n päivystys ja Omaolo toimivat                → HUS:n päivystys ja Omaolo toimivat
Sain Buranaa ja lähetteen Taysiin                 → Sain Buranaa ja lähetteen Taysiin
Maisan viestit katosivat, valitan Aviin           → Maisan viestit katosivat, valitan Aviin
Jorvin päivystyksessä kipu kesti vielä illallakin → Jorvin päivystyksessä kipu kesti vielä illallakin
"""


FINNISH = (FINNISH_NAMES, WORDS_THAT_ARE_NAMES, DISGUISED, THINGS_STAY, PLACES_STAY)


@pytest.mark.parametrize(("text", "expected"), table("".join(part.lstrip() for part in FINNISH)))
def test_finnish_names_go_and_places_stay(text, expected):
    assert cleaned(text, "fi") == expected


OTHER_NAMES = """
Fru Andersson var snäll, tack till Åsa            → Fru <NIMI> var snäll, tack till <NIMI>
Doktor Lindströms team på hälsocentralen i Vasa   → Doktor <NIMI> team på hälsocentralen i Vasa
Nurse Mary helped me in March                     → Nurse <NIMI> helped me in March
Dr Johnson was great at Meilahti hospital         → Dr <NIMI> was great at Meilahti hospital
Hope cleaned the wound and May called me back     → <NIMI> cleaned the wound and May called me back
Hope to see more staff in Ward C next year        → Hope to see more staff in Ward C next year
Rose at the front desk was rude to me             → <NIMI> at the front desk was rude to me
Dag hjälpte mig dag och natt på avdelningen       → <NIMI> hjälpte mig dag och natt på avdelningen
"""


@pytest.mark.parametrize(("text", "expected"), table(OTHER_NAMES))
def test_the_language_is_detected_where_it_is_not_given(text, expected):
    assert cleaned(text, None) == expected


def test_offsets_are_those_of_the_input():
    text = "Soita &#48;40\u200b 123 4567 tai Liisalle"
    [result] = verify([("fi", text)])
    assert [(text[removal.start : removal.end], removal.type) for removal in result.removed] == [
        ("&#48;40\u200b 123 4567", "PUHELIN"),
        ("Liisalle", "NIMI"),
    ]


def test_results_keep_the_order_and_identical_texts_are_one():
    items = [("fi", "Kiitos Liisalle"), ("sv", "Tack till Åsa"), ("fi", "Kiitos Liisalle")]
    first, second, third = verify(items)
    assert (first.text, second.text) == ("Kiitos <NIMI>", "Tack till <NIMI>")
    assert third is first


def test_a_text_that_fails_is_withheld_and_the_others_go_on(monkeypatch):
    shapes_in = verification.analyzer().nlp_engine.process_batch.__globals__["shapes_in"]

    def failing(text):
        if "kaatuu" in text:
            raise RuntimeError(text)
        return shapes_in(text)

    monkeypatch.setitem(verification.analyzer().nlp_engine.process_batch.__globals__, "shapes_in", failing)
    assert verify([("fi", "Tämä kaatuu"), ("fi", "Tämä menee")]) == [
        Verified(None, (), "fi", "failed"),
        Verified("Tämä menee", (), "fi", None),
    ]


def test_a_file_pasted_as_characters_is_withheld_at_once():
    """No text has thousands of characters without a space, and patterns would take minutes on it."""
    [result] = verify([("fi", "a." * 30_000 + "@")])
    assert (result.text, result.withheld) == (None, verification.FAILED)


def test_what_the_second_scan_finds_withholds_the_text(monkeypatch):
    monkeypatch.setattr(verification, "residue", lambda text, language, shielded: "name")
    assert verify([("fi", "Kiitos Liisalle")]) == [Verified(None, (Removal(7, 15, "NIMI"),), "fi", "residue")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kiitos <NIMI>", None),
        ("huone ٣", "digit"),
        ("a&#64;b", "address"),
        ("Kiitos Korhonen", "name"),
        ("Kiitos Jaana-hoitaja", "name"),
        ("Jaana-järjestelmä kaatui", None),
        ("&#53;", "digit"),
    ],
)
def test_the_second_scan_is_independent(text, found):
    assert residue(text, "fi") == found


def test_command_line_streams_json_lines_and_names_malformed_ones_by_number():
    lines = '{"id": 1, "lang": "fi", "text": "Kiitos Liisalle"}\nSalainen Liisa\n{"id": 2, "text": null}\n'
    done = subprocess.run(
        [sys.executable, "-m", "spark_jobs.anonymise"],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": 1, "text": "Kiitos <NIMI>", "removed": [{"start": 7, "end": 15, "type": "NIMI"}]},
        {"id": 2, "text": None, "removed": []},
    ]
    assert (done.returncode, done.stderr) == (1, "line 2, column 1: not JSON\n")


def test_the_command_answers_what_has_come_before_it_asks_for_more():
    """A program may write one line, read the answer and go on."""
    from spark_jobs.anonymise.__main__ import arrived, run

    class Pipe:
        chunks = [b'{"id": 1, "text": "Kiitos Liisalle"}\n{"id": 2, "te', b'xt": "Hyv\xc3\xa4"}', b""]

        def read1(self, size):
            told.append("asks")
            return self.chunks.pop(0)

    told: list[str] = []
    assert run(arrived(Pipe()), lambda line: told.append(json.loads(line)["text"]), told.append) == 0
    assert told == ["asks", "Kiitos <NIMI>", "asks", "asks", "Hyvä"]


@pytest.mark.parametrize(
    ("part", "broken", "told"),
    [
        ("spark_jobs.anonymise.morphology.libvoikko.Voikko", lambda language: 1 / 0, "ZeroDivisionError"),
        ("spark_jobs.anonymise.model.find_spec", lambda name: None, "spacy_fi_experimental_web_md"),
    ],
)
def test_an_installation_that_lacks_a_part_reads_nothing(monkeypatch, capsys, part, broken, told):
    """Without Voikko or the model no text goes through with fewer rules: the command ends with 2, a task fails."""
    from spark_jobs.anonymise import engine, finnish, morphology
    from spark_jobs.anonymise.__main__ import main

    caches = (engine.analyzer, morphology.voikko, finnish.finnish)
    monkeypatch.setattr(part, broken)
    monkeypatch.setattr(sys, "argv", ["anonymise"])
    for cache in caches:
        cache.cache_clear()
    try:
        assert main() == 2
        assert told in capsys.readouterr().err
        with pytest.raises((ZeroDivisionError, ModuleNotFoundError)):
            verify([("fi", "Kiitos Liisalle")])
    finally:
        for cache in caches:
            cache.cache_clear()


def test_a_regions_lists_let_its_units_stand_and_make_its_staff_go(monkeypatch):
    """Entries are base forms and match inflected words; what is denied goes even in lower case."""
    from spark_jobs.anonymise import engine, regional

    lists = {"regions/99_allow.txt": {"Auringon Sofia", "Villa Taimi"}, "regions/99_deny.txt": {"lystikäs"}}
    monkeypatch.setattr(regional.reference, "read_if_there", lambda name: frozenset(lists.get(name, ())))
    text = "Auringon Sofiassa ja Villa Taimessa hoiti lystikkään tiimi, Sofia ja lystikäs"
    for cache in (regional.regional, engine.analyzer):
        cache.cache_clear()
    try:
        assert [one.text for one in verify([("fi", text)], "99")] == [
            "Auringon Sofiassa ja Villa Taimessa hoiti <NIMI> tiimi, <NIMI> ja <NIMI>"
        ]
        assert "Sofiassa" not in cleaned(text, "fi")
    finally:
        for cache in (regional.regional, engine.analyzer):
            cache.cache_clear()


@pytest.mark.parametrize(
    "row", ["yksi" * 400, "kuu kaa " * 1000, "viis" * 400, "a_" * 900 + " at b", "a.b_" * 400 + "\n@"]
)
def test_long_rows_of_the_same_take_no_time(row):
    """Number words and addresses in rows: a pattern that could read a row in two ways would take for ever."""
    start = time.perf_counter()
    verify([("fi", row)])
    assert time.perf_counter() - start < 5
