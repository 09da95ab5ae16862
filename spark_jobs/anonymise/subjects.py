"""What makes the first word of a sentence a person there: the act, the trait or the place of work that follows it.

'Lumi pisti taitavasti', 'Rauha oli kiltti', 'Rose at the front desk' speak of people; 'Lumi tukki pihan', 'Rauha oli
poissa' and 'Rose hips' needn't. Finnish verbs are asked of Voikko, in any finite form, so the lists hold base forms.
"""

import re
from itertools import dropwhile, pairwise, takewhile

from spark_jobs.anonymise import context
from spark_jobs.anonymise.acts import is_act, is_personal_act
from spark_jobs.anonymise.finnish import resembles
from spark_jobs.anonymise.knowledge import Known, Name, forms
from spark_jobs.anonymise.lexicon import given_names
from spark_jobs.anonymise.morphology import cases
from spark_jobs.anonymise.rule import BLANK
from spark_jobs.anonymise.surroundings import is_acronym, is_title
from spark_jobs.anonymise.words import Word

_AUXILIARIES = forms("ei eikä eivät on oli olisi ole ollut ovat olivat")
_PRAISE = re.compile(
    r"(?:ihan[ai]|paras|parhai|loistava|mahtava|mukava|upea|huippu|kiva|ihmeelli|kultai|kulta|rautai|superi?|"
    r"ammatti|mainio|tylsä|kamala|kauhea|outo|kylmä|lämmin|nopea|tarkka|rauhalli|iloi|rohkea|hyvä|väsyn)\w*"
)
# … of which one praises or blames these as well.
_PRAISED = forms(
    "aamu aatto aava aine ansa halla helle helmi into jano kate kuura lahja lana lumi maila maja marja meri minttu "
    "onni pilvi pyry rauha ruusu saaga sade salli sampo satu suvi säde taika taito tapa tarmo taru tina tori tuisku "
    "tuuli tähti usva veli vesa viima vilja visa raita toivo ilo lempi hoito palvelu"
)
_YOU = forms("olet oot olit ootte olette olitte te sinä sä teet osaat pelastit kiitos autoit hoidit you du är du")
_ADVERBS = forms(
    "tosi todella erittäin aina aivan ihan niin myös hyvin meidän minun mun vain vaan kyllä kuin siellä joku eräs "
    "ainoa heti taas vielä aika melko vähän liian jo itse mielestäni"
)
_PEOPLE = forms("mies nainen ihminen tyyppi ammattilainen poika tyttö kaveri sankari enkeli aarre tyttö rouva herra")
# What patients get: 'Taika sai kipsin'.
_CARE = re.compile(
    "kips|rokot|lääkk|lähet|diagnoos|hoi[td]o|apua|avun|ajan|piikin|resepti|todistu|tarran|tietää|kohtau"
)
_BETWEEN = forms("se vasta kyllä myös aina vain vaan itse taas sitten")  # 'Rauha se vasta osaa'
_CLAUSES = forms("kun että koska jos mutta vaikka jotta joka jonka jota eikä kuin niin")
_TRAITS = re.compile(
    r"(?:ystävälli|kärsivälli|ammattitaitoi|ammattilai|töykeä|tyly|ylimieli|epäystävälli|epäkohtelia|kohtelia|reipas|"
    r"reippa|empaatti|taitava|ymmärtäväi|välinpitämät|asiantunteva|kiltti|kilti|ihmi|tyyppi|avulia|epäasialli|"
    r"hätäi|sydämelli|aarre|enkeli|sairas|raskaana|kuollut|kuollu|syntynyt|"
    r"poika|poikani|tytär|tyttö|äiti|isä|vaimo|mies|nainen|mummo|pappa|likka|jätkä|kaveri|sankari|huumorinta)"
    r"\w*|\w*vuotias|töissä|vuorossa|lomalla|paikalla|vastassa|poissa"
)
_PERSON_ACTS = {
    "sv": context.PERSON_VERBS
    | forms(
        "hämtade bytte ordnade skickade skrev tittade talade pratade skällde skrek log skrattade sydde opererade "
        "föddes dog avled ramlade insjuknade vaccinerade skötte masserade tvättade duschade matade klädde undersökte "
        "bad lovade glömde tackade sjöng kokade jobbade arbetade jobbar arbetar bemötte lugnade tröstar undervisade "
        "mätte letade hittade gick satt väntade brydde bryr"
    ),
    "en": context.PERSON_VERBS
    | forms(
        "died fell found wrote forgot knew understood sat held sang cooked works worked cares refused promised "
        "apologised apologized drove lifted washed fed dressed cut sewed ignored shouted yelled asked thought felt"
    ),
}
_COPULAS = {"sv": forms("är var"), "en": forms("is was")}
_MODIFIERS = forms("so very really always extremely incredibly just also så väldigt mycket alltid jätte otroligt")
_PERSONAL = re.compile(
    r"(?:kind|rude|friendly|gentle|helpful|patient|polite|professional|caring|attentive|compassionate|impatient|"
    r"arrogant|empathetic|knowledgeable|skilled|competent|snäll|vänlig|otrevlig|tålmodig|hjälpsam|duktig|proffsig|"
    r"omtänksam|oartig|oförskämd|kunnig|lyhörd)$"
)
_ARTICLES = forms("a an the my our en ett min vår")
_WORK = re.compile(
    r"(?:desk|front|reception\w*|lab\w*|ward|kitchen|phone|home|emergency|radiology|x|physio\w*|dental|maternity|"
    r"pharmacy|night|duty|avdelning\w*|mottagning\w*|akuten|växeln|kassan|köket|röntgen|rådgivning\w*|"
    r"hemvård\w*|poliklinik\w*|hälso\w*|tandvård\w*|boendet|dialysen|ambulans\w*)$"
)
_AT = forms("at from in on på från i vid")
_THEM = forms("me my us our him her his them everything the a an back everyone with and every all")
_PRONOUNS = {
    "fi": re.compile(r"hän(?:et|tä|elle|en|estä|eltä|ellä|essä|een)?$"),
    "sv": forms("hon honom henne hennes"),
    "en": forms("she her he him his"),
}


def is_given(word: Word, readings: Known) -> bool:
    """Listed as a given name, or a form that only the dictionary's compounds make a word of: 'Dragana'."""
    return word.lower in given_names() or readings.given and readings.compound


def can_be_subject(words: list[Word], readings: Known, index: int, capital: bool) -> bool:
    """A form that can name the person of whom the sentence tells: a base form, a slip or a name that no list holds."""
    if readings.inside or is_title(words[index].lower, "fi"):
        return False
    if readings.common and readings.name is not Name.USUALLY:
        return capital and words[index].lower in given_names() and is_private_act(words, index)
    if not capital:
        return readings.nominative and readings.given and readings.name is Name.MAYBE and not readings.town
    if readings.unknown:
        return not is_acronym(words[index]) and resembles(words[index].lower) != "word"
    if readings.town:
        return readings.nominative and (readings.given or readings.family) and is_private_act(words, index)
    return readings.landscape or readings.nominative and (readings.given or readings.family)


def is_person_subject(words: list[Word], index: int, language: str) -> bool:
    """Whether the sentence that the word at the index begins tells of it what only a person is or does."""
    if language == "fi" and (_is_addressed(words, index) or _is_of_an_age(words, index)):
        return True
    rest = [word.lower for word in _sentence(words, index)]
    if not rest:
        return False
    if language == "fi":
        rest = list(dropwhile(lambda form: form in _BETWEEN, rest)) or rest
        if rest[0] in context.HERE and len(rest) > 1:
            return _does(rest[1:]) or bool(context.INSTITUTION.match(rest[1]) or context.WORKPLACE.match(rest[1]))
        if rest[0] == "sai" and len(rest) > 1 and _CARE.match(rest[1]):
            return True
        return _does(rest) or _is_of_work(rest) or _is_so(rest, words[index].lower)
    if language not in _COPULAS:
        return False
    if rest[0] in _PERSON_ACTS[language] - context.COPULAS or _with_object(rest, language):
        return True
    if rest[0] in ("har", "hade") and len(rest) > 1:  # 'har jobbat', 'hade hjälpt'
        return bool({rest[1][:-1] + "de", rest[1][:-1] + "te"} & _PERSON_ACTS["sv"])
    if rest[0] in _COPULAS[language]:
        rest = [form for form in rest[1:5] if form not in _MODIFIERS]
        if len(rest) > 1 and rest[0] in _ARTICLES and is_title(rest[1], language):
            return True
        return bool(rest) and bool(_PERSONAL.match(rest[0]) or rest[0] in _AT and _is_at_work(rest))
    return rest[0] in _AT and _is_at_work(rest)


def _is_addressed(words: list[Word], index: int) -> bool:
    """'Lempi, olet kullanarvoinen'."""
    following = words[index + 1] if index + 1 < len(words) else None
    return following is not None and following.gap == ", " and following.lower in _YOU


def _is_of_an_age(words: list[Word], index: int) -> bool:
    """'Sisu on kolmivuotias ja': the age has been taken out before the names are read."""
    near = words[index + 1 : index + 3]
    return len(near) == 2 and near[0].lower in ("on", "oli", "täytti", "täyttää") and BLANK in near[1].gap


def is_private_act(words: list[Word], index: int) -> bool:
    """'Aura mittasi paineet': what no town does follows a form that is one as well."""
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or following.gap != " ":
        return False
    return is_personal_act(following.lower)


def is_called_he_or_she(words: list[Word], index: int, language: str) -> bool:
    """'Katjuska jäi mieleen, hän osasi': a pronoun of persons follows, though not at once."""
    pronouns = _PRONOUNS.get(language)
    near = [word.lower for word in words[index + 2 : index + 13]]
    if pronouns is None:
        return False
    if language == "fi":
        return any(pronouns.match(form) for form in near)
    return any(form in pronouns for form in near)


def _sentence(words: list[Word], index: int) -> list[Word]:
    """The up to six words that follow in the sentence."""
    following = []
    for word in words[index + 1 : index + 7]:
        if word.initial or word.gap not in (" ", "  ") and following == []:
            break
        following.append(word)
    return following


def _does(rest: list[str]) -> bool:
    if rest[0] in _AUXILIARIES:
        behind = [form for form in rest[1:4] if form not in _ADVERBS and form not in _AUXILIARIES]
        return bool(behind) and is_act(behind[0], negated=True)
    return is_act(rest[0])


def _is_of_work(rest: list[str]) -> bool:
    """'Satu hammashoitolasta', 'Lumi osastolla hoiti'."""
    if not (context.INSTITUTION.match(rest[0]) or context.WORKPLACE.match(rest[0])):
        return False
    where = cases(rest[0])
    if where & {"sisaeronto", "ulkoeronto"}:
        return True
    return bool(where & {"sisaolento", "ulkoolento"}) and len(rest) > 1 and (_does(rest[1:]) or _is_so(rest[1:], ""))


def _is_so(rest: list[str], form: str) -> bool:
    """'oli tosi ystävällinen', 'on hoitajana', 'ei ollut paikalla'."""
    if rest[0] not in _AUXILIARIES:
        return False
    behind = [form for form in rest[1:] if form not in _ADVERBS and form not in _AUXILIARIES]
    if not behind:
        return False
    if _TRAITS.fullmatch(behind[0]) or _PRAISE.fullmatch(behind[0]) and form not in _PRAISED:
        return True
    clause = takewhile(lambda form: form not in _CLAUSES, _without_next_clause(behind))
    return any(
        (context.TITLE_FI.match(form) or form in _PEOPLE) and cases(form) & {"nimento", "olento"} for form in clause
    )


def _without_next_clause(forms_: list[str]) -> list[str]:
    """'on hiljaisin ja taitavin hoitaja' is one clause; 'oli mukana ja hoitaja auttoi' is two."""
    for place, (form, following) in enumerate(pairwise(forms_)):
        if form == "ja" and context.TITLE_FI.match(following):
            return forms_[:place]
    return forms_


def _with_object(rest: list[str], language: str) -> bool:
    """'Hope changed my bandages': a past tense with whom or what it did."""
    return language == "en" and rest[0].endswith("ed") and len(rest[0]) > 4 and len(rest) > 1 and rest[1] in _THEM


def _is_at_work(rest: list[str]) -> bool:
    return any(_WORK.match(form) or context.INSTITUTION.match(form) for form in rest[1:4])
