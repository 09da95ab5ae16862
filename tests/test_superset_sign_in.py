"""Where Superset's accounts come from: the settings that the environment names, and what is said when one lacks."""

import pytest
import yaml

from infra.superset import sign_in
from tests.demo import ROOT

ROLES = {"ASPA_SUPERSET_ROLES": '{"aspa-kymenlaakso": ["Aspa region 10"]}'}
OAUTH = {
    f"ASPA_SUPERSET_OAUTH_{name}": f"https://{name.lower()}.example/" for name in ("NAME", "ISSUER", "CLIENT", "SECRET")
}
LDAP = {"ASPA_SUPERSET_LDAP_URL": "ldaps://directory.example", "ASPA_SUPERSET_LDAP_BASE": "dc=aspa",
        "ASPA_SUPERSET_LDAP_BIND": "cn=reader", "ASPA_SUPERSET_LDAP_PASSWORD": "x"}  # fmt: skip


def test_by_default_superset_has_its_own_accounts_and_nobody_registers():
    assert sign_in.settings({}) == {"AUTH_TYPE": 1, "AUTH_USER_REGISTRATION": False}


@pytest.mark.parametrize(("kind", "own", "number"), [("oauth", OAUTH, 4), ("ldap", LDAP, 2)])
def test_a_directorys_groups_give_the_roles_at_every_login(kind, own, number):
    told = sign_in.settings({"ASPA_SUPERSET_AUTH": kind, **own, **ROLES})
    assert told["AUTH_TYPE"] == number and told["AUTH_ROLES_SYNC_AT_LOGIN"]
    assert told["AUTH_ROLES_MAPPING"] == {"aspa-kymenlaakso": ["Aspa region 10"]}
    assert told["AUTH_USER_REGISTRATION_ROLE"] == "Public"


def test_what_an_issuer_offers_is_read_from_its_well_known_address():
    told = sign_in.settings({"ASPA_SUPERSET_AUTH": "oauth", **OAUTH, **ROLES})
    app = told["OAUTH_PROVIDERS"][0]["remote_app"]
    assert app["server_metadata_url"] == "https://issuer.example/.well-known/openid-configuration"


@pytest.mark.parametrize(("kind", "own"), [("oauth", OAUTH), ("ldap", LDAP)])
def test_a_setting_that_lacks_is_named(kind, own):
    for name in (*own, *ROLES):
        if name.endswith("LDAP_UID"):
            continue
        rest = {"ASPA_SUPERSET_AUTH": kind, **own, **ROLES}
        del rest[name]
        with pytest.raises(ValueError, match=name):
            sign_in.settings(rest)


def test_passwords_go_over_tls_only():
    with pytest.raises(ValueError, match="ldaps://"):
        sign_in.settings({"ASPA_SUPERSET_AUTH": "ldap", **LDAP, **ROLES, "ASPA_SUPERSET_LDAP_URL": "ldap://x"})


def test_superset_says_the_same_things_in_finnish_and_swedish():
    files = [ROOT / f"infra/superset/messages_{language}.yaml" for language in ("fi", "sv")]
    finnish, swedish = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files)
    assert set(finnish) == set(swedish)
    assert (finnish["No data"], swedish["No data"]) == ("Ei julkaistua tulosta", "Inget publicerat resultat")
