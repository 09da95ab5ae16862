"""Superset's own words in Finnish and Swedish, those that a report user meets: its wheel brings neither."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import Flask, Response, jsonify, request

LANGUAGES = ("fi", "sv")


@cache
def texts(language: str) -> dict[str, str]:
    """The language's texts by Superset's English."""
    path = Path(__file__).with_name(f"messages_{language}.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def language_pack(language: str) -> dict[str, Any]:
    """The texts in the form the pages read (Jed's)."""
    head = {"domain": "superset", "lang": language, "plural_forms": "nplurals=2; plural=(n != 1)"}
    entries = {english: [said] for english, said in texts(language).items()}
    return {"domain": "superset", "locale_data": {"superset": {"": head, **entries}}}


def translate_menu(bootstrap: dict[str, Any]) -> dict[str, Any]:
    """Superset's COMMON_BOOTSTRAP_OVERRIDES_FUNC: the server sends the menu's labels, not the language pack."""
    language = bootstrap["locale"]
    if language not in LANGUAGES:
        return {}

    def translated(entry: Any) -> Any:
        if not isinstance(entry, dict):
            return entry
        label = texts(language).get(str(entry.get("label")), entry.get("label"))
        return {**entry, "label": label, "childs": [translated(child) for child in entry.get("childs", [])]}

    menu = bootstrap["menu_data"]
    settings = [translated(entry) for entry in menu.get("settings", [])]
    return {"menu_data": {**menu, "menu": [translated(entry) for entry in menu["menu"]], "settings": settings}}


def serve(app: Flask) -> None:
    """Superset's FLASK_APP_MUTATOR: answers for the language packs that the wheel lacks."""
    packs = {f"/superset/language_pack/{language}/": language_pack(language) for language in LANGUAGES}

    def answer() -> Response | None:
        found = next((pack for address, pack in packs.items() if request.path.endswith(address)), None)
        return jsonify(found) if found else None

    app.before_request(answer)
