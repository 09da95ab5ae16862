"""Superset's configuration: everything from the environment, with local defaults.

ASPA_SUPERSET_HOME       folder of the server's own state (SQLite metadata, filter states)
ASPA_SUPERSET_METADATA   SQLAlchemy URL of the metadata, where it isn't that SQLite
SUPERSET_SECRET_KEY      required: signs sessions, encrypts what the metadata stores
ASPA_SERVING             folder of the serving files
ASPA_SUPERSET_HTTPS      1: cookies over TLS only
ASPA_SUPERSET_AUTH       db (default), oauth or ldap: where accounts come from (docs/access.md)
"""

import hmac
import os
from pathlib import Path

from flask import Flask

from infra.superset import home, house_style, messages, metadata, serving_file, sign_in
from infra.superset.events import UseLogger
from infra.superset.guard import AspaSecurityManager

HOME = Path(os.environ.get("ASPA_SUPERSET_HOME", ".aspa/superset")).resolve()
HOME.mkdir(parents=True, exist_ok=True)
HTTPS = os.environ.get("ASPA_SUPERSET_HTTPS") == "1"

SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = os.environ.get(
    "ASPA_SUPERSET_METADATA", f"sqlite:///{HOME}/superset.db?check_same_thread=false"
)

metadata.let_many_read()

# What the published data is read from: the newest serving file, at every connection.
DB_CONNECTION_MUTATOR = serving_file.newest
PREVENT_UNSAFE_DB_CONNECTIONS = True

# Nothing published is cached: a new serving file is seen by the next query, and a withdrawn delivery is in no cache.
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
CACHE_CONFIG = {"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 300}
FILTER_STATE_CACHE_CONFIG = {
    "CACHE_TYPE": "FileSystemCache",
    "CACHE_DIR": str(HOME / "filter_state"),
    "CACHE_DEFAULT_TIMEOUT": 7 * 24 * 3600,
}
EXPLORE_FORM_DATA_CACHE_CONFIG = {**FILTER_STATE_CACHE_CONFIG, "CACHE_DIR": str(HOME / "explore_state")}
RATELIMIT_STORAGE_URI = "memory://"
EVENT_LOGGER = UseLogger()

# What report users may do. Drilling would leave the lattice of protected sets, templates would leave the dataset.
FEATURE_FLAGS = {
    "ALERT_REPORTS": False,
    "CACHE_QUERY_BY_USER": True,
    "DASHBOARD_RBAC": True,
    "DRILL_BY": False,
    "DRILL_TO_DETAIL": False,
    "EMBEDDED_SUPERSET": False,
    "ENABLE_TEMPLATE_PROCESSING": False,
    "RLS_IN_SQLLAB": True,
}
PUBLIC_ROLE_LIKE = None
CUSTOM_SECURITY_MANAGER = AspaSecurityManager
globals().update(sign_in.settings(os.environ))
# Guest tokens and asynchronous queries are off; where a key signs them all the same, it is no key from the handbook.
GUEST_TOKEN_JWT_SECRET = hmac.digest(SECRET_KEY.encode(), b"guest", "sha256").hex()
GLOBAL_ASYNC_QUERIES_JWT_SECRET = hmac.digest(SECRET_KEY.encode(), b"async", "sha256").hex()
ROW_LIMIT = 5000
DISALLOWED_SQL_FUNCTIONS = {"duckdb": set(serving_file.FILE_FUNCTIONS)}

# What a page may load: only what this server sends (the default lets scarf.sh count its users).
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": ["'self'"],
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'", "data:"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": HTTPS,
    "session_cookie_secure": HTTPS,
}
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# How it looks, and in which language.
APP_NAME = house_style.NAME
FAVICONS = [{"href": house_style.ICON, "type": "image/svg+xml"}]
THEME_DEFAULT = house_style.THEME
THEME_DARK = None
ENABLE_UI_THEME_ADMINISTRATION = False
EXTRA_CATEGORICAL_COLOR_SCHEMES = [house_style.CATEGORICAL, house_style.CATEGORICAL_TEXT]
EXTRA_SEQUENTIAL_COLOR_SCHEMES = [house_style.SEQUENTIAL]
D3_FORMAT = house_style.NUMBERS
D3_TIME_FORMAT = house_style.TIMES
LANGUAGES = {
    "fi": {"flag": "fi", "name": "Suomi"},
    "sv": {"flag": "se", "name": "Svenska"},
    "en": {"flag": "gb", "name": "English"},
}
BABEL_DEFAULT_LOCALE = "fi"


def FLASK_APP_MUTATOR(app: Flask) -> None:
    """What the server answers besides Superset's own."""
    messages.serve(app)
    home.serve(app)


COMMON_BOOTSTRAP_OVERRIDES_FUNC = messages.translate_menu
