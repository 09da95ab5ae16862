"""Finnish verbs of what people do, by base form: Voikko finds them in any finite form ('opetti', spoken 'määräs')."""

from functools import lru_cache

from spark_jobs.anonymise.knowledge import forms
from spark_jobs.anonymise.morphology import acts

# What people do and things don't.
_ACTS = forms(
    "auttaa hoitaa kertoa sanoa soittaa kuunnella neuvoa selittää vastata huomata osata jaksaa luvata ohjata katsoa "
    "jutella rauhoittaa rauhoitella pistää puhdistaa nukuttaa leikata lohduttaa tsempata pahoitella kysyä kysellä "
    "hieroa opastaa ymmärtää muistaa opettaa määrätä kirjoittaa kirjata tutkia haastatella mitata rokottaa ommella "
    "kipsata paikata pestä kylvettää pukea syöttää kuljettaa taluttaa halata itkeä nauraa laulaa piirtää puhua huutaa "
    "tiuskia kiroilla valehdella unohtaa ehtiä yrittää haluta suostua kieltäytyä ehdottaa suositella varata perua "
    "tilata lähettää järjestää hoputtaa rohkaista kuntouttaa jumpata jumppauttaa arvioida diagnosoida epäillä päättää "
    "allekirjoittaa moittia haukkua nimitellä vähätellä syyttää uskoa tiedustella ilmoittaa varoittaa pyytää kohdata "
    "vastaanottaa siivota tulkata asentaa kantaa keittää leipoa vierailla nukkua valvoa istua tervehtiä esitellä "
    "esittäytyä kätellä perehtyä paneutua keskittyä keskeyttää lukea luulla tietää tuntea kehua kiittää vitsailla "
    "höpöttää touhuta hääriä työskennellä hermostua suuttua tuijottaa harjoitella opiskella kirota etsiä menehtyä "
    "synnyttää syntyä kuolla kaatua sairastua loukkaantua asua toivottaa ottaa tarkistaa palvella hymyillä hakea "
    "laittaa ansaita viitsiä katsella käskeä komentaa neuvotella keskustella kuitata hyväksyä vaatia kumartua kävellä "
    "juosta ajaa ajella tiskata ruokkia passittaa kotiuttaa tähystää röntgenata testata punnita kiirehtiä "
    "rapsuttaa silittää taputtaa hoivata kammata huokaista"
)
# … and what towns and offices do as well: 'Vantaa lupasi', 'Kotka hoiti'.
_OF_OFFICES = forms(
    "hoitaa auttaa kertoa sanoa luvata vastata päättää järjestää ilmoittaa vaatia tilata lähettää suositella ehdottaa "
    "uskoa tietää ymmärtää osata haluta hyväksyä suostua opettaa varoittaa kieltäytyä muistaa unohtaa jaksaa määrätä "
    "yrittää kirjata puhua selittää ottaa tarkistaa palvella huomata neuvoa ohjata opastaa kysyä perua kuulla tuntea "
    "kirjoittaa siirtää hakea laittaa ansaita kiittää arvioida testata pyytää moittia syyttää herätä kuolla asua"
)
_SPOKEN = forms("sano kattoo katto kerto autto anto laitto soitti kuuntelee tykkää tykkäs moikkas heitti puhu huus")


@lru_cache(maxsize=20_000)
def is_act(form: str, negated: bool = False) -> bool:
    """Whether a Finnish form is a person's act: finite ('opettaa', spoken 'määräs'), or what follows 'ei' and 'on'."""
    if form in _SPOKEN:
        return True
    if negated:
        return bool((acts(form, finite=False) | acts(form + "t", finite=False)) & _ACTS)
    return bool(acts(form) & _ACTS) or form.endswith(("s", "o", "u", "y")) and bool(acts(form + "i") & _ACTS)


@lru_cache(maxsize=20_000)
def is_personal_act(form: str) -> bool:
    """Whether a finite form is of what no town or office does: 'kuunteli', not 'lupasi'."""
    return bool((acts(form) or acts(form + "i")) & (_ACTS - _OF_OFFICES))
