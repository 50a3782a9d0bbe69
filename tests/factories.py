"""Builders of the things tests are about: small, keyword-only, with what does not matter filled in.

For all tests. They go the way the portal goes, through `save()` and the services, so that zones are derived.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from wagtail.models import Collection, Locale

from audiences.models import Circle, Membership, Offering
from audiences.policy.matrix import Level
from audiences.policy.zones import ids_to_text
from audiences.services import (
    access_rule_set,
    circle_create,
    circle_include,
    circle_rules_set,
    level_decide,
    membership_start,
    offering_create,
)
from audiences.zones import carry_anchored
from content.models import BlockForCircles, ContentPage, PortalDocument, PortalPage
from people.models import Affiliation, Organisation, User

_numbers = count(1)


def _slug(what: str) -> str:
    return f"{what}-{next(_numbers)}"


def circle(
    *,
    slug: str | None = None,
    kind: str = Circle.Kind.INTERNAL,
    includes: Iterable[Circle] = (),
    conditions: dict[str, Iterable[str]] | None = None,
    **fields: Any,
) -> Circle:
    """A circle, which includes these and holds whoever meets these conditions."""
    slug = slug or _slug("kring")
    made = circle_create(acting_user=None, slug=slug, name=fields.pop("name", slug), kind=kind, **fields)
    for inner in includes:
        circle_include(acting_user=None, outer=made, inner=inner)
    if conditions:
        circle_rules_set(acting_user=None, circle=made, rules=conditions)
    return made


def user(*, login: str | None = None, circles: Iterable[Circle] = (), **fields: Any) -> User:
    """An account that is in these circles. It cannot sign in with a password."""
    login = login or _slug("iemand")
    made = User.objects.create_user(login, name=fields.pop("name", login), **fields)
    for one in circles:
        membership(user=made, circle=one)
    return made


def membership(
    *,
    user: User,
    circle: Circle,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    **fields: Any,
) -> Membership:
    """From now on, unless told otherwise."""
    return membership_start(
        acting_user=None, user=user, circle=circle, starts_at=starts_at, ends_at=ends_at, **fields
    )


def affiliation(*, user: User, organisation: Organisation | None = None, **fields: Any) -> Affiliation:
    """Somebody works somewhere."""
    organisation = organisation or Organisation.objects.get_or_create(name="Gemeente", kind="own")[0]
    return Affiliation.objects.create(user=user, organisation=organisation, **fields)


def page(
    *,
    parent: Any = None,
    slug: str | None = None,
    kind: Any = ContentPage,
    live: bool = True,
    rule: Iterable[Circle] | None = None,
    audience: Iterable[Circle] = (),
    **fields: Any,
) -> Any:
    """A page, under the public home unless told otherwise; with its own rule when one is given."""
    slug = slug or _slug("pagina")
    made = kind(title=fields.pop("title", slug), slug=slug, live=live, **fields)
    if made.locale_id is None:
        made.locale = Locale.objects.get(language_code="nl")
    above = PortalPage.objects.get(pk=parent.pk) if parent else PortalPage.objects.get(depth=2)
    if rule is None:
        above.add_child(instance=made)
    else:
        made.live = False  # nobody sees it before its rule is there
        above.add_child(instance=made)
        access_rule_set(page=made, circles=rule, acting_user=None, confirmed=True)
        made.refresh_from_db()
        if live:
            made.live = True
            made.save()
    if audience := list(audience):
        made.audience.set(audience)
        made.save()
    return made


def alias(*, of: Any, parent: Any, slug: str | None = None, recursive: bool = False) -> Any:
    """The page a second time, at another place."""
    source, above = PortalPage.objects.get(pk=of.pk), PortalPage.objects.get(pk=parent.pk)
    return source.create_alias(
        parent=above, update_slug=slug or _slug("alias"), recursive=recursive, log_action=None
    )


def translation(*, of: Any, parent: Any, slug: str | None = None, language: str = "en") -> Any:
    """The page in another language, at a place of its own; not published yet."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    attributes = {"slug": slug or _slug("vertaling"), "locale": locale}
    return PortalPage.objects.get(pk=of.pk).specific.copy(
        to=PortalPage.objects.get(pk=parent.pk),
        update_attrs=attributes,
        copy_revisions=False,
        reset_translation_key=False,
    )


def offering(*, slug: str | None = None, levels: dict[Circle, Level] | None = None) -> Offering:
    """A row of the matrix, with these cells decided."""
    slug = slug or _slug("aanbod")
    made = offering_create(acting_user=None, slug=slug, name=slug)
    for one, level in (levels or {}).items():
        level_decide(acting_user=None, offering=made, circle=one, level=level)
    return made


def document(*, page: Any = None, title: str = "Stuk") -> PortalDocument:
    """A document that hangs on this page. Its file is a name only: nothing is stored."""
    number = page.pk if page is not None else None
    made = PortalDocument(title=title, page_id=number, collection=Collection.get_first_root_node())
    made.file.name = f"documents/{uuid4().hex}.pdf"
    made.save()
    return made


def block(*, page: Any, circles: Iterable[Circle]) -> BlockForCircles:
    """An empty block of this page, only for some circles: in its text, and as publishing registers it."""
    numbers, block_id = frozenset(one.pk for one in circles), uuid4()
    value = {"circles": [str(number) for number in sorted(numbers)], "body": []}
    found = page.specific
    body = [*found.body.get_prep_value(), {"type": "only_for", "id": str(block_id), "value": value}]
    type(found).objects.filter(pk=page.pk).update(body=body)
    made = BlockForCircles.objects.create(page_id=page.pk, block_id=block_id, circles=ids_to_text(numbers))
    carry_anchored(page.pk)
    made.refresh_from_db()
    return made
