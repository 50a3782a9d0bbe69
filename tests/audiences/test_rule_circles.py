"""Rule circles: one definition, asked of one person in Python and of all in SQL, with the same answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiences import access
from audiences.errors import AccessError
from audiences.policy.facts import CircleRule, rule_circles
from audiences.services import circle_rules_set
from audiences.viewer import resolve
from people.models import Location, Organisation, Unit, User
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = [
    "",
    "kok",
    "Kok",
    "kok ",
    "chef=kok",
    "kok\nunit=1",
    "kok|x",
    'a"b',
    "é",
    "%",
    "1",
    "01",
    "null",
    "None",
]
NUMBERS = [1, 2, None]
DATES = st.sampled_from([None, -1, 0, 1])

affiliations = st.fixed_dictionaries(
    {
        "organisation": st.sampled_from([1, 2]),
        "unit": st.sampled_from(NUMBERS),
        "location": st.sampled_from(NUMBERS),
        "job": st.sampled_from(WORDS),
        "job_family": st.sampled_from(WORDS),
        "starts_on": DATES,
        "ends_on": DATES,
    }
)
conditions = st.dictionaries(
    st.sampled_from(["organisation", "unit", "location", "job", "job_family"]),
    st.sets(st.sampled_from(["1", "2", *WORDS]), min_size=1, max_size=3),
    max_size=3,
)


class Places:
    """Two of everything, by 1 and 2."""

    def __init__(self) -> None:
        self.organisation = {n: Organisation.objects.create(name=f"o{n}") for n in (1, 2)}
        self.unit = {n: Unit.objects.create(name=f"u{n}", organisation=self.organisation[1]) for n in (1, 2)}
        self.location = {n: Location.objects.create(name=f"l{n}") for n in (1, 2)}

    def number(self, field: str, value: str) -> str:
        """A condition's value: 1 and 2 become the numbers of these."""
        rows = getattr(self, field, None)
        return str(rows[int(value)].pk) if rows and value in ("1", "2") else value

    def work(self, person: User, facts: dict[str, Any]) -> None:
        today = timezone.localdate()
        values = dict(facts)
        for field in ("organisation", "unit", "location"):
            values[field] = getattr(self, field).get(values[field])
        for field in ("starts_on", "ends_on"):
            values[field] = None if values[field] is None else today + timedelta(days=values[field])
        factories.affiliation(user=person, **values)


def by_hand(facts: list[dict[str, Any]], rule: dict[str, set[str]]) -> bool:
    """The definition once more, over the values as they were made up."""
    running = [
        one
        for one in facts
        if (one["starts_on"] is None or one["starts_on"] <= 0)
        and (one["ends_on"] is None or one["ends_on"] >= 0)
    ]

    def has(one: dict[str, Any], field: str) -> bool:
        return one[field] is not None and str(one[field]) in rule[field]

    return bool(rule) and any(all(has(one, field) for field in rule) for one in running)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(affiliations, max_size=3), conditions)
def test_python_and_sql_agree(db: None, facts: list[dict[str, Any]], rule: dict[str, set[str]]) -> None:
    with transaction.atomic():
        places, person = Places(), factories.user()
        factories.affiliation(user=factories.user())  # somebody else's work is nobody's business
        for one in facts:
            places.work(person, one)
        circle = factories.circle()
        asked = {field: {places.number(field, value) for value in values} for field, values in rule.items()}
        circle_rules_set(acting_user=None, circle=circle, rules=asked)
        in_python = circle.pk in resolve(person.pk).by_rule
        in_sql = access.people_in(frozenset({circle.pk})).filter(pk=person.pk).exists()
        assert in_python == in_sql == by_hand(facts, rule)
        transaction.set_rollback(True)


def test_a_rule_without_conditions_is_nobody() -> None:
    circle, person = factories.circle(), factories.user()
    factories.affiliation(user=person)
    circle_rules_set(acting_user=None, circle=circle, rules={})
    assert circle.pk not in resolve(person.pk).circles
    assert not access.people_in(frozenset({circle.pk})).exists()
    assert not CircleRule({}).matches([{"job": "kok"}])


def test_all_conditions_within_one_affiliation() -> None:
    rule = CircleRule({"job": frozenset({"kok"}), "unit": frozenset({"1"})})
    assert not rule.matches([{"job": "kok", "unit": "2"}, {"job": "bode", "unit": "1"}])
    assert rule.matches([{"job": "bode", "unit": "1"}, {"job": "kok", "unit": "1"}])
    assert rule_circles({7: rule}, iter([{"job": "kok", "unit": "1"}])) == {7}


def test_a_fact_nobody_offers_is_refused() -> None:
    with pytest.raises(AccessError):
        circle_rules_set(acting_user=None, circle=factories.circle(), rules={"schoenmaat": ["43"]})


def test_what_a_rule_gives_opens_pages_and_reaches_including_circles() -> None:
    cooks = factories.circle(conditions={"job": ["kok"]})
    kitchen = factories.circle(includes=[cooks])
    page = factories.page(rule=[kitchen])
    cook, clerk = factories.user(), factories.user()
    factories.affiliation(user=cook, job="kok")
    factories.affiliation(user=clerk, job="bode")
    assert access.can_view(page, resolve(cook.pk))
    assert not access.can_view(page, resolve(clerk.pk))
    assert set(access.people_who_see(page)) == {cook}
