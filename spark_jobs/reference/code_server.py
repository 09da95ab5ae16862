"""The national code server's REST interface: a code system's codes, page by page to the last."""

import time
from collections.abc import Iterator

import httpx

from lake_layout.settings import settings
from spark_jobs.reference.tabular import Line, concept

PAGE = 500
"""Codes a page; the server gives at most this many."""
TRIES, PAUSE = 3, 2.0
_PASSING = (429, 500, 502, 503, 504)
"""Answers after which the same question may get another one."""


class CodeServerError(RuntimeError):
    """The code server didn't answer as agreed; the message says what came and what to do."""


def fetch(oid: str, base: str | None = None, pause: float = PAUSE) -> list[Line]:
    """(place, row) of every active code of a code system."""
    base = base or settings().code_server_url
    with httpx.Client(timeout=httpx.Timeout(settings().code_server_seconds), follow_redirects=False) as client:
        codes = list(_codes(client, f"{base.rstrip('/')}/classifications/{oid}/conceptcodes", oid, pause))
    if not codes:
        raise CodeServerError(f"{oid}: the server tells of no active code: nothing was loaded")
    return [(number, concept(code)) for number, code in enumerate(codes, 1)]


def _codes(client: httpx.Client, address: str, oid: str, pause: float) -> Iterator[dict]:
    page, got = 1, 0
    while True:
        answer = _page(client, address, page, pause)
        codes, total = answer.get("conceptCodes"), answer.get("totalItems")
        if not isinstance(codes, list) or not isinstance(total, int):
            raise CodeServerError(f"{oid}, page {page}: the answer has no conceptCodes or totalItems")
        if any(not isinstance(code, dict) or "conceptCodeId" not in code for code in codes):
            raise CodeServerError(f"{oid}, page {page}: a code without conceptCodeId")
        yield from codes
        got += len(codes)
        # The total decides, not the number of pages told: a last page that is nearly empty counts like the others.
        if got >= total:
            break
        if not codes:
            raise CodeServerError(f"{oid}: {got} codes came of the {total} that the server tells of")
        page += 1
    if got > total:
        raise CodeServerError(f"{oid}: {got} codes came, the server tells of {total}: it changed meanwhile, load again")


def _page(client: httpx.Client, address: str, page: int, pause: float) -> dict:
    asked = {"status": "ACTIVE", "pageSize": PAGE, "page": page}
    for attempt in range(1, TRIES + 1):
        try:
            answer = client.get(address, params=asked)
        except httpx.HTTPError as error:
            problem = f"{address}, page {page}: no answer ({type(error).__name__})"
        else:
            if answer.status_code == 200:
                return _json(answer, f"{address}, page {page}")
            problem = f"{address}, page {page}: answered {answer.status_code}"
            if answer.status_code == 404:
                raise CodeServerError(f"{problem}: the server knows no such code system")
            if answer.status_code not in _PASSING:
                raise CodeServerError(problem)
        if attempt < TRIES:
            time.sleep(pause * attempt)
    raise CodeServerError(f"{problem}, {TRIES} times: try again later, or load the list from a file")


def _json(answer: httpx.Response, where: str) -> dict:
    try:
        found = answer.json()
    except ValueError:
        raise CodeServerError(f"{where}: the answer is no JSON") from None
    if not isinstance(found, dict):
        raise CodeServerError(f"{where}: the answer is no object with conceptCodes")
    return found
