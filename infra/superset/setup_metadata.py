"""Superset's metadata made ready in one process: schema, roles and the administrator; run again, it changes nothing.

`superset db upgrade`, `fab create-admin` and `superset init` each load the application anew; this loads it once.
The administrator's name and password come from ASPA_SUPERSET_USER and ASPA_SUPERSET_PASSWORD.
"""

import os
import sys
import time

from flask_migrate import upgrade
from superset.app import create_app
from superset.utils.decorators import transaction


@transaction()
def init_roles() -> None:
    """What `superset init` does."""
    from superset import appbuilder, security_manager

    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()


def ensure_admin(name: str, password: str) -> None:
    """The administrator exists and has this password."""
    from superset import security_manager

    user = security_manager.find_user(username=name)
    if user is None:
        role = security_manager.find_role("Admin")
        security_manager.add_user(name, "Aspa", "ylläpitäjä", f"{name}@localhost", role, password=password)
    elif not security_manager.auth_user_db(name, password):
        security_manager.reset_password(user.id, password)


def main() -> None:
    started = time.monotonic()

    def done(what: str) -> None:
        print(f"{time.monotonic() - started:5.1f} s  {what}", flush=True)

    app = create_app()
    done("application loaded")
    with app.app_context():
        upgrade()
        done("schema")
        init_roles()
        done("roles")
        ensure_admin(os.environ["ASPA_SUPERSET_USER"], os.environ["ASPA_SUPERSET_PASSWORD"])
        done("administrator")


if __name__ == "__main__":
    sys.exit(main())
