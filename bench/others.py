"""What the portal is compared with: Wagtail's page privacy and django-guardian, with the same rules.

Used by `bench.access` alone. Neither is used by the portal: each restriction is written down again in the way
that these two understand.
"""

import itertools
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest
from guardian.models import UserObjectPermission
from guardian.shortcuts import get_objects_for_user
from wagtail.models import PageViewRestriction  # noqa: TID251 - this is what it is compared with

from audiences.viewer import Viewer
from bench.tree import BATCH, World
from content.models import PortalPage
from people.models import User

NEWEST = ("-first_published_at", "-id")
CHUNK = 50


def restrict_in_wagtail(world: World) -> None:
    """The same restrictions as view restrictions, with a group for every circle."""
    names = {number: Group(name=f"circle {number}") for number in {world.staff, *world.circles}}
    Group.objects.bulk_create(names.values())
    made = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=pk, restriction_type=PageViewRestriction.GROUPS) for pk in world.rules
    )
    PageViewRestriction.groups.through.objects.bulk_create(
        PageViewRestriction.groups.through(pageviewrestriction_id=row.pk, group_id=names[circle].pk)
        for row in made
        for circle in world.rules[row.page_id]
    )


def join_groups(user: User, viewer: Viewer) -> None:
    """This user is in the groups of the viewer's circles, those that include them too."""
    user.groups.set(Group.objects.filter(name__in=[f"circle {number}" for number in viewer.circles]))


def allow_in_guardian(user: User, viewer: Viewer) -> int:
    """One object permission for every page this user may see, and none for others: kind to guardian."""
    permission = Permission.objects.get(content_type__app_label="content", codename="view_portalpage")
    pages = PortalPage.objects.visible_to(viewer).order_by().values_list("pk", flat=True)
    rows = [
        UserObjectPermission(
            user=user, permission=permission, content_type_id=permission.content_type_id, object_pk=str(pk)
        )
        for pk in pages
    ]
    UserObjectPermission.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def public(limit: int, offset: int = 0) -> list[Any]:
    """What no view restriction is on, newest first."""
    return list(PortalPage.objects.live().public().order_by(*NEWEST)[offset : offset + limit])


def guardian(user: User, limit: int, offset: int = 0) -> list[Any]:
    """What this user has an object permission for, newest first."""
    pages = get_objects_for_user(user, "content.view_portalpage", PortalPage.objects.all())
    return list(pages.order_by(*NEWEST)[offset : offset + limit])


def request_of(user: User) -> HttpRequest:
    """Somebody who is signed in, as a view restriction wants to see them."""
    request = HttpRequest()
    request.user = User.objects.get(pk=user.pk)
    return request


def permission_loop(request: HttpRequest, limit: int, offset: int = 0) -> list[Any]:
    """Page by page, newest first, until there are enough that every view restriction accepts."""
    found: list[Any] = []
    rows = PortalPage.objects.live().order_by(*NEWEST)
    for start in itertools.count(0, CHUNK):
        pages = list(rows[start : start + CHUNK])
        for page in pages:
            if all(restriction.accept_request(request) for restriction in page.get_view_restrictions()):
                found.append(page)
                if len(found) == offset + limit:
                    return found[offset:]
        if len(pages) < CHUNK:
            return found[offset:]
    return found
