"""A session with Superset's REST API, built on superset-client, with what 6.1 needs done right around it.

Taken as it is: login, the CSRF token and Referer header on every call, `get`/`post`/`delete`. Done here:

- the import: `assets.import_file` names files relative to the working folder and loses the archive's top folder
  unless that folder is the bundle's own; the archive is posted as bytes instead;
- the token's refresh: the client sends the repeated request with `verify=False`; here TLS stays verified. Its hook
  would also post to the refresh endpoint without the CSRF header, and 6.1 doesn't exempt it: we log in anew;
- plain http: the client's OAuth library refuses it altogether; here it may be used on the machine itself, where the
  demo's server is, and nowhere else unless OAUTHLIB_INSECURE_TRANSPORT says so;
- lists: `find` and `count` fetch one page; `all_of` pages through, with the columns that pruning needs;
- failures: the client's `raise_for_status` hides the server's message when it is nested; `checked` says it.
"""

import os
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import requests
import yaml
from requests import Response
from supersetapiclient.client import SupersetClient

PAGE = 100


class SupersetError(Exception):
    """The server refused a request; the message holds its answer."""


class SupersetSession(SupersetClient):
    """An administrator's session; assets go in and out as whole archives."""

    def __init__(self, host: str, username: str, password: str) -> None:
        super().__init__(host, username, password)
        if urlsplit(host).hostname in ("127.0.0.1", "::1", "localhost"):
            os.environ.setdefault("OAUTHLIB_INSECURE_TRANSPORT", "1")

    def token_refresher(self, response: Response, *args: Any, **kwargs: Any) -> Response:
        """requests' response hook: when the token has expired, logs in again and repeats the request once."""
        if response.status_code != 401 or "expired" not in response.text or response.request.headers.get("X-Repeated"):
            return response
        self.session.token = self.authenticate()
        request = response.request
        request.headers["Authorization"] = f"Bearer {self.session.token['access_token']}"
        request.headers["X-Repeated"] = "1"
        return self.session.send(request, **kwargs)

    def url(self, *path: object) -> str:
        return self.join_urls(self.base_url, *path)

    def import_assets(self, archive: bytes) -> None:
        """Creates what is new and overwrites what exists; removes nothing."""
        checked(self.post(self.url("assets/import/"), files={"bundle": ("aspa.zip", archive, "application/zip")}))

    def export_assets(self) -> dict[str, dict[str, Any]]:
        """Every asset of the server by its uuid, as its export describes it."""
        answer = checked(self.get(self.url("assets/export/")))
        with ZipFile(BytesIO(answer.content)) as bundle:
            assets = [yaml.safe_load(bundle.read(name)) for name in bundle.namelist() if name.endswith(".yaml")]
        return {asset["uuid"]: asset for asset in assets if "uuid" in asset}

    def all_of(self, kind: str, *columns: str) -> list[dict[str, Any]]:
        """Every chart, dashboard or dataset that the session may see."""
        found: list[dict[str, Any]] = []
        while True:
            query = f"(columns:!({','.join(columns)}),page:{len(found) // PAGE},page_size:{PAGE})"
            page = checked(self.get(self.url(kind, ""), params={"q": query})).json()["result"]
            found += page
            if len(page) < PAGE:
                return found

    def knows(self, name: str, password: str) -> bool:
        """Whether an account of the server's own has this password."""
        body = {"username": name, "password": password, "provider": "db"}
        return requests.post(self.url("security/login"), json=body, timeout=60).ok

    def remove(self, kind: str, number: int) -> None:
        checked(self.delete(self.url(kind, number)))


def checked(response: Response) -> Response:
    """The response, or the server's own words."""
    if not response.ok:
        raise SupersetError(f"{response.request.method} {response.url}: {response.status_code} {response.text[:2000]}")
    return response
