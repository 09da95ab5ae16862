"""Where a reader begins: the list of the pages that the account may see, instead of Superset's own welcome."""

from flask import Flask, Response, redirect, request

WELCOME, PAGES = "/superset/welcome/", "/dashboard/list/"


def serve(app: Flask) -> None:
    """Send whoever arrives on to the list of pages."""

    def answer() -> Response | None:
        return redirect(PAGES) if request.path == WELCOME else None

    app.before_request(answer)
