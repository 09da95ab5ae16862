"""Roles and rules without a server: every dataset is closed, and opened to the roles whose pages show it."""

import pytest

from lake_layout.reference import labels
from superset_assets.access import READING, roles, rules
from superset_assets.pages import DATASETS, PAGES

ROLES = roles(tuple(labels("regions")))
RULES = rules(ROLES)


def test_there_is_a_role_for_every_region_and_three_others():
    assert len(ROLES) == 23 + 3
    assert {role.kind for role in ROLES} == {"county", "national", "reviewer", "operator"}


def test_every_dataset_is_closed_to_all_but_roles_that_a_page_shows_it_to():
    closed = [rule for rule in RULES if rule.base]
    assert all(rule.clause == "1 = 0" for rule in closed)
    assert sorted(d.key for rule in closed for d in rule.datasets) == sorted(d.key for d in DATASETS)
    for rule in closed:
        for role in ROLES:
            assert (role.name in rule.roles) == bool(set(rule.datasets) & set(role.datasets))


def test_a_county_is_bound_to_its_own_rows_and_the_countrys_in_every_dataset():
    own = {rule.roles: rule for rule in RULES if not rule.base}
    assert len(own) == 23
    assert own[("Aspa region 10",)].clause == "region IN ('10', '*')"
    assert all(rule.datasets == DATASETS and rule.group == "region" for rule in own.values())


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda one: one.key)
def test_every_dataset_has_a_region_that_rules_can_bind(dataset):
    assert "region" in dataset.column_names


def test_every_page_names_known_readers_and_reviewers_see_no_results():
    assert all(set(page.readers) <= {role.kind for role in ROLES} and page.readers for page in PAGES)
    for role in ROLES:
        if role.kind in ("reviewer", "operator"):
            assert {dataset.file for dataset in role.datasets} == {"audit"}
        else:
            assert "audit" not in {dataset.file for dataset in role.datasets}


def test_readers_may_do_nothing_but_look_at_pages():
    shut = ("SQL", "Datasource", "Explore", "Dataset", "Database", "Permalink", "Query", "drill", "sample", "embed")
    allowed = {f"{permission} {on}" for permission, on in READING}
    assert not [one for one in allowed for word in shut if word.lower() in one.lower()]
    assert [one for one in allowed if "can_write" in one] == ["can_write DashboardFilterStateRestApi"]
