"""Superset's own words in Finnish, those that a report user meets: its wheel brings no Finnish translation."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import Flask, Response, jsonify, request

LANGUAGE = "fi"
TEXTS = Path(__file__).with_name("messages_fi.yaml")


@cache
def texts() -> dict[str, str]:
    """Finnish by Superset's English."""
    return yaml.safe_load(TEXTS.read_text(encoding="utf-8"))


def language_pack() -> dict[str, Any]:
    """The texts in the form the pages read (Jed's)."""
    head = {"domain": "superset", "lang": LANGUAGE, "plural_forms": "nplurals=2; plural=(n != 1)"}
    entries = {english: [finnish] for english, finnish in texts().items()}
    return {"domain": "superset", "locale_data": {"superset": {"": head, **entries}}}


def translate_menu(bootstrap: dict[str, Any]) -> dict[str, Any]:
    """Superset's COMMON_BOOTSTRAP_OVERRIDES_FUNC: the server sends the menu's labels, not the language pack."""

    def translated(entry: Any) -> Any:
        if not isinstance(entry, dict):
            return entry
        label = texts().get(str(entry.get("label")), entry.get("label"))
        return {**entry, "label": label, "childs": [translated(child) for child in entry.get("childs", [])]}

    if bootstrap["locale"] != LANGUAGE:
        return {}
    menu = bootstrap["menu_data"]
    settings = [translated(entry) for entry in menu.get("settings", [])]
    return {"menu_data": {**menu, "menu": [translated(entry) for entry in menu["menu"]], "settings": settings}}


def serve(app: Flask) -> None:
    """Superset's FLASK_APP_MUTATOR: answers for the language pack that the wheel lacks."""
    pack = language_pack()

    def answer() -> Response | None:
        return jsonify(pack) if request.path.endswith(f"/superset/language_pack/{LANGUAGE}/") else None

    app.before_request(answer)
