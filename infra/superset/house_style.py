"""The look of Aspa's pages: colours that colour-blind readers can tell apart, Finnish numbers and months."""

from base64 import b64encode

NAME = "Aspa"
INK, BLUE, PAPER = "#14324a", "#0072b2", "#f3f6f8"


def _svg(drawing: str, width: int, height: int) -> str:
    image = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{drawing}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(image.encode()).decode()}"


_MARK = (
    f'<path d="M4 6h24a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H16l-7 6v-6H4a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4z" fill="{BLUE}"/>'
    '<path d="M7 21l6-6 5 4 8-8" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/>'
)
ICON = _svg(_MARK, 32, 32)
LOGO = _svg(
    f'{_MARK}<text x="41" y="25" font-family="Inter,Helvetica,Arial,sans-serif" font-size="24" font-weight="700" '
    f'fill="{INK}">{NAME}</text>',
    108,
    32,
)

THEME = {
    "token": {
        "brandAppName": NAME,
        "brandLogoAlt": NAME,
        "brandLogoUrl": LOGO,
        "brandLogoMargin": "14px 0",
        "brandLogoHref": "/",
        "brandLogoHeight": "32px",
        "colorPrimary": BLUE,
        "colorLink": BLUE,
        "colorInfo": BLUE,
        "colorError": "#b3261e",
        "colorWarning": "#e69f00",
        "colorSuccess": "#007a5a",
        "colorBgLayout": PAPER,
        "colorText": INK,
        "fontUrls": [],
        "fontFamily": "Inter, Helvetica, Arial, sans-serif",
        "borderRadius": 6,
    },
    "algorithm": "default",
}

#: Okabe and Ito's palette, blue first; its yellow last, since lines of it are hard to see on white.
CATEGORICAL = {
    "id": "aspa",
    "label": "Aspa (Okabe–Ito)",
    "description": "Okabe and Ito's palette for all kinds of colour vision",
    "isDefault": True,
    "colors": ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#595959", "#F0E442"],
}
#: The dark ones among them, for words on white.
CATEGORICAL_TEXT = {
    "id": "aspa_text",
    "label": "Aspa text",
    "description": "Dark colours that words can be read in",
    "isDefault": False,
    "colors": [BLUE, INK, "#007A5A", "#A84A00", "#595959", "#8F4A72"],
}
SEQUENTIAL = {
    "id": "aspa_blues",
    "label": "Aspa blues",
    "description": "One hue, light to dark; readable in grey too",
    "isDiverging": False,
    "isDefault": True,
    "colors": ["#eef4f9", "#c9dfee", "#9cc5e0", "#67a5cd", "#3585b8", "#0b659c"],
}

NUMBERS = {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"], "minus": "\u2212"}
_MONTHS = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]
_DAYS = ["sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai"]
TIMES = {
    "dateTime": "%A %-d. %Bta %Y klo %H.%M.%S",
    "date": "%-d.%-m.%Y",
    "time": "%H.%M.%S",
    "periods": ["ap.", "ip."],
    "days": _DAYS,
    "shortDays": ["su", "ma", "ti", "ke", "to", "pe", "la"],
    "months": [f"{month}kuu" for month in _MONTHS],
    "shortMonths": _MONTHS,
}
