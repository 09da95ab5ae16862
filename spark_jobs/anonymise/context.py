"""Words that tell what their neighbours are: titles before a name, institutions after one, verbs of a person."""

import re

from spark_jobs.anonymise.knowledge import forms

# A title in any inflected form, alone or as a compound's last part ('sairaanhoitajan', 'avdelningsläkare').
TITLE_FI = re.compile(
    r".*(?:hoitaja|lääkäri|tohtori|kätilö|terapeuti|terapeutti|psykologi|ohjaaja|kirurgi|professori|sihteeri|työntekijä|johtaja|esimies|"
    r"opiskelija|harjoittelija|avustaja|emäntä|vahtimestari|farmaseutti|hieroja|kuljettaja|lähihoit|sairaanhoit|ylihoit|erikoislääk|"
    r"terkkari|terkkä|lekuri|fyssari|hoitsu|sossu|ologi|iatri|opedi|tulkki|siivooja|virkailija|laborantti|rovasti|"
    r"hammaslääk|lastenlääk|assari|fysioterap|toimintaterap|suuhygienist|päällikkö|päällikö|vastaava|vanhus|potilas|asiakas|kummitäti)"
    r"(?:n|a|ä|t|lle|lla|llä|lta|ltä|ksi|na|nä|mme|ni|nsa|nsä|si|ta|tä|ssa|stä|sta|a|in|ille|illa|ilta)?$"
)
TITLE_FI_WORDS = forms(
    "rouva rouvan rouvalle rouvaa herra herran herralle herraa neiti neidin täti tädin setä sedän mummo mummon "
    "vaari ukki mummi äitini isäni vaimoni mieheni poikani tyttäreni tyttäremme poikamme lapseni siskoni veljeni "
    "nimeltä nimeltään nimi nimeni nimensä nimessä puolisoni anoppini avomieheni avovaimoni kollega pastori "
    "diakoni dos dosentti lääk lääkärini hoitajani dr tri tohtori prof yl el oyl th sh lh kiitos-"
)
TITLE_SV = re.compile(
    r".*(?:läkare|läkaren|sköterska|sköterskan|skötare|skötaren|barnmorska|barnmorskan|doktor|doktorn|kirurg|kirurgen|psykolog|psykologen|"
    r"terapeut|terapeuten|vårdare|vårdaren|tandläkare|hygienist|hygienisten|syster|professor|professorn|vårdarinna|handledare|"
    r"biträde|sekreterare|chef|chefen|rådgivare|kurator|kuratorn|studerande|praktikant|ledare|ledaren)$"
)
TITLE_SV_WORDS = forms(
    "fru herr fröken dr doktor prof heter hette namnet namn namnen syster dottern sonen maken makan frun mannen "
    "mamma pappa"
)
TITLE_EN = re.compile(
    r"(?:dr|doctor|nurse|nurses|mr|mrs|ms|miss|mx|prof|professor|physio|physiotherapist|midwife|therapist|psychologist|surgeon|sister|receptionist|consultant|dentist|called|named|name|sir|madam|lady|psychiatrist|student|assistant|gp|counsellor|caretaker|driver|hygienist|paramedic|radiographer|"
    r"carer|caregiver|interpreter|cleaner|worker|porter|optician|husband|wife|son|daughter|brother|mother|father|mum|mom|"
    r"dad|grandma|grandmother|grandfather|grandpa|aunt|uncle|neighbour|neighbor|friend|partner|anaesthetist)$"
)

INSTITUTION = re.compile(
    r"(?!henkilö).*(?:sairaala|terveysasema|terveyskesku|terveysasem|hyvinvointikesku|hyvinvointialue|päiväko|palvelukesku|palveluko|palvelutalo|hoivako|hoitoko|vanhainko|"
    r"klinik|poliklinik|osasto|koulu|kirjasto|kirkko|kirko|kunta|kunna|kunnan|kaupun|seurakun|apteek|apteekki|asema|ensihoi|päivysty[sk]|neuvola|laborator|"
    r"hammashoit|kampus|alue|yliopisto|opisto|keskus|keskuk|keskukse|toimipiste|maakun|pitäjä|kylä|saari|järvi|lääkäriasema|säätiö|liikelaito|kuntayhtymä|"
    r"sjukhus|hälsocentral|hälsostation|hälsovård|vårdcentral|vårdhem|serviceh|servicehus|daghem|skola|klinik|hvc|hvs|hc|labb|labbe|akut|jour|mottagning|avdelning|region|kommun|stad|centrum|bibliotek|enhet|enheten|"
    r"hospital|clinic|centre|center|school|ward|station|health|region|council|university|college|library|pharmacy|unit|campus|city|county|area)[a-zåäö]{0,6}$"
)
# Where people work in feedback, beside the institutions.
WORKPLACE = re.compile(
    r"(?:koti(?:hoi|palvelu|sairaal)|vastaano|ajanvarau|puhelinpalvelu|röntgen|kuvantami|labra|toimenpi|synnyty|ensi(?:apu|avu)|"
    r".*pol[ie]|akuut|leikkaus|herääm|teho|kuntoutu|sosiaali|lastensuojelu|keittiö|tiski|luuku|kansli|neuvon|info|asumis|"
    r"palvelu|vuodeosast|saattohoi|yövuoro|vastaanot)\w*$"
)
# A place that is called after a person or a farm: 'Kaupin kampus'.
SITE = re.compile(
    r"(?:sairaal|kampu|terveysase|terveyskesku|hyvinvointikesku|palvelutalo|hoivako|sjukhus|hospital)\w*$"
)
SERVICE = re.compile(
    "(?:app|appi|appe|sovellu|portaali|portal|viesti|chat|palvelu|järjestelmä|tunnus|tunnuks|kirjautumi|meddelande|message)"
    "[a-zåäö]{0,8}$"
)
# Words that tell that a text speaks of a digital service.
DIGITAL = re.compile(
    r"(?:kirjautu|sovellu|appi|tunnistautu|sähköi|järjestelmä|verkko|netti|nettis|portaal|digi|salasan|käyttö|"
    r"app|apps|login|log|logged|logging|password|portal|online|system|website|use|using|click|logga|lösenord|"
    r"webb|tjänst|påminnel|ilmoituks|viesti)\w*$"
)
CALLED = forms("nimeltä nimeltään niminen nimisen nimiseltä nimiselle heter hette")
# 'Wilhelmina-hemmet', 'Onni-koti': a house that is called after somebody.
HOUSE = re.compile(r"-(?:hemmet|huset|gården|ko[td]i|ko[td]in|kodissa|kotiin|talo|talon|talossa|klinikka|sali)$")
HERE = forms("siellä sieltä täällä täältä teillä teiltä")
POINTING = forms("se tää tämä toi tuo joku eräs yks yksi")
FEASTS = forms("christmas year's easter midsummer")
AND = forms("ja sekä och samt and")
IS = forms("on oli olisi taisi är var is was")
NAME_WORDS = forms("nimi nimeni nimensä namn namnet name")
SURE_PARTICLES = forms("von van af ibn bin bint zu")
WITH_PERSON = forms(
    "luo luona luota luokse kanssa puheilla puheille vastaanotolle vastaanotolla vastaanotolta vastaanotto "
    "vastaanottoa juttusille juttusilla ansiosta ansiota potilas potilaana potilaalle ammattitaito ammattitaitoa "
    "förtjänst insats patient bemötande"
)
FAMILY = re.compile(
    r"(?:hymy|hymyn|käde|käsi|otte|asente|asenne|huumor|läsnäolo|rauhallisuu|nauru|vitsi|perhe|perhee|ryhmä|tiimi|kommentti|käytös|käytökse|suku|suvu|pariskun|lapse|familj|family)[a-zåäö]{0,6}$"
)
SIGNATURES = forms(
    "t tv terv terveisin yt yst ystävällisin ystävällisesti kunnioittavasti kunnioittaen kiittäen nimimerkki nimim "
    "allekirjoittanut mvh hälsningar hälsn hälsar vänligen regards sincerely cheers"
)
THANKS = forms("kiitos kiitokset kiitän kiitoksia tack tackar thanks thank till")
# A relative with a possessive ('lapsemme', 'äidilleni') or one that stands before a name as it is ('mummo').
KIN = re.compile(
    r"(?:lapse|lasta|tyttär|tyttöm|tyttön|tytär|poik|poja|äiti|äidi|isä|vaimo|miehe|puoliso|sisko|sisar|velje|"
    r"mummo|mummi|vaari|ukki|isoäi|isoisä|anoppi|anopi|appe|serkku|täti|tädi|setä|sedä|eno|kumppani|kaveri|ystävä|naapuri|"
    r"vanhempi|esikoise|kuopukse|kummi)\w{0,6}(?:ni|mme|nsa|nsä)(?:kin)?$"
)
KIN_SV = forms("bror broder far mor son sonen dotter svärmor svärfar farmor mormor farfar morfar faster moster farbror")
NEGATIONS = forms("en et ei emme ette eivät älä älkää enkä etkä eikä not inte")
# What people get from and send to people: 'sain apua sarilta', 'terveisiä otsolle'.
PASSED = forms(
    "apua avun apu tukea tuen neuvoja neuvon neuvot neuvoa ohjeet ohjeita ohjeen ohjausta opastusta tietoa tiedon "
    "tiedot vastauksen vastausta vastaus soiton puhelun viestin viestiä viestit terveisiä terveiset terveisemme "
    "terkkuja terkut kiitos kiitokset kiitoksia kiitokseni kiitoksemme kiitosta kiitän halaus halauksia halauksen "
    "haleja ruusuja ruusu ruusun kukkia pisteet pisteitä pointsit palautetta palaute palautteen hymyn hymyä kehuja "
    "kehut soitin soitan soitimme puhuin puhuimme kerroin kerroimme annoin annoimme sanoin sanoimme kysyin kysyimme "
    "pyysin pyysimme sain saimme varasin laitoin lähetin luotin valitin ilmoitin jutellaan juttelin tilasin "
    "kuuluu kuuluvat kuului menee terveisin vastaanoton palvelua palvelun kohtelua hoidon hoitoa reseptin lähetteen"
)
# Verbs of speaking to people, in any form: 'soittelin sarille'.
ADDRESSING = forms(
    "soittaa soitella puhua jutella kertoa sanoa kysyä kysellä valittaa viestiä viestitellä kirjoittaa kiittää mainita "
    "huomauttaa selittää ilmoittaa toivottaa vastata pahoitella"
)
SERVED = forms(
    "hoiti auttoi palveli opasti neuvoi haastatteli tutki leikkasi hieroi ohjasi kohtasi vastaanotti rokotti jumppasi "
    "soitti pisti kuunteli tsemppasi lohdutti hoitivat auttoivat palvelivat vastasi"
)
CAME = forms("kävi käy tuli tulee")
AT_HOME = forms("meillä mulla minulla kotona luonani luonamme äidillä isällä mummolla")
JOINING = forms(
    "kun ku että et koska ja mutta mut vaan vaik vaikka sitten sit kyl kyllä siis no nii niin onneks onneksi missä jos"
)
BEING = forms("on oli olivat ovat toimi toimivat")
ON_DUTY = re.compile(
    r"(?:.*(?:hoitaja|lääkäri|tohtori|kätilö|terapeutti|psykologi|ohjaaja|työntekijä|avustaja|opiskelija|tulkki|kuski)"
    r"(?:na|nä|ina|inä|nani|namme|nänsä)?|.*jina|vuorossa|paikalla|töissä|nimeltä|nimeltään|vastassa|"
    r"tiskillä|luurissa|puhelimessa)$"
)
COPULAS = forms("was is has var är hade had on oli")
THINGS = forms("bill may april june august hope faith joy dawn rose mark hans dag liv sten")
PARTICLES = forms("von af de van der den di da del la le al el bin ibn abu ul bint mac o dos das y zu ter")

# After a word that is both name and word at a sentence's start, these verbs make it a person.
PERSON_VERBS = forms(
    "oli on auttoi hoiti kertoi otti sanoi soitti kuunteli neuvoi selitti vastasi tuli huomasi osasi jaksoi "
    "ansaitsee teki antoi hymyili lupasi ohjasi kävi piti katsoi jutteli rauhoitti olit var är hjälpte tog gav "
    "kom hade berättade förklarade lyssnade ringde svarade sade sa gjorde visade was is helped took gave came had "
    "laittoi haki toi vei pisti puhdisti tarkisti nukutti leikkasi lohdutti tsemppasi pahoitteli palveli kysyi "
    "satte stannade skötte behandlade tröstade frågade märkte höll körde tvättade "
    "hieroo tsemppaa auttaa hoitaa kuuntelee jaksaa osaa hymyilee puhuu opastaa neuvoo ymmärtää välittää ohjaa soittaa "
    "kertoo selittää vastaa muistaa huomaa lyssnar hjälper förstår talar ler helps listens knows explains "
    "ville vill kunde fick får säger sade ordinerade remitterade "
    "put drew cleaned stayed brought spoke talked stitched checked calmed treated operated smiled laughed "
    "from told explained listened called answered said did made showed has deserves went"
)
