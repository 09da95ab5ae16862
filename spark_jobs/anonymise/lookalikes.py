"""Characters that stand for another: dashes, quotes, spaces, and letters of other scripts that look Latin.

Source of the letter pairs: Unicode's confusables (UTS #39), those that a keyboard or a copied text brings in; written
by hand for this project.
"""

_SAME = {
    "-": "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u02d7\ufe58\ufe63\uff0d\u2796\u30fc\u2500",
    "'": "\u2018\u2019\u201a\u201b\u2032\u02b9\u02bc\u0060\u00b4\uff07",
    '"': "\u201c\u201d\u201e\u201f\u2033\uff02",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u000b\u000c"
    "\u3164\u2800\u115f\u1160\uffa0",
    "\n": "\u0085\u2028\u2029",
    ".": "\u2024\u3002\uff0e\uff61\u00b7\u2219\u2022\u2027\ufe52",
    ":": "\u2236\ua789\uff1a\u02d0\ufe55",
    "/": "\u2044\u2215\uff0f\u29f8",
    "@": "\uff20\ufe6b",
    "+": "\uff0b\ufe62\u2795",
}
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ")
# A soft hyphen is invisible, so it is dropped, not turned into a dash.
SAME_LENGTH = {
    **{ord(char): target for target, chars in _SAME.items() for char in chars if char != "\u00ad"},
    **{char: chr(capital) for char, capital in _SMALL_CAPITALS.items()},
}

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХҮЗЬаеорсухіјѕһԁԛԝѵкпгѡ", "ABESIJKMHOPCTYXY3baeopcyxijshdqwvknrw"))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιοκνρτυωςϲ", "ABEZHIKMNOPTYXaiokvptuwcc"))
_OTHER = dict(zip("օսոհցԼᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳ", "ounhgLABCEHJKLMPRSTVW"))
LATIN_FOR = str.maketrans({**_CYRILLIC, **_GREEK, **_OTHER})
