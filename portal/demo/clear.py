"""Takes the demo organisation out of the database again.

May be called by `manage.py demo --reset` only. Circles stay: an access rule may still name them.
"""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Site

from audiences.zones import collect_zones
from content.models import PortalDocument, PortalImage, PortalPage
from people.models import Location, Organisation, User
from portal.demo import people as data
from portal.demo.scale import scale_clear


class NotOnlyDemoError(Exception):
    """There are accounts here that the demo did not make."""


def people_not_of_the_demo() -> int:
    """How many accounts the demo did not make."""
    return User.objects.exclude(login__in=[person.login for person in data.PEOPLE]).count()


@transaction.atomic
def demo_clear(*, force: bool = False) -> None:
    """Delete all pages, media and demo people. Raises NotOnlyDemoError where others work, if not forced."""
    if people_not_of_the_demo() and not force:
        raise NotOnlyDemoError
    scale_clear()
    root = Site.objects.get(is_default_site=True).root_page
    for page in list(PortalPage.objects.child_of(root).specific()):
        page.delete()
    for model in (PortalImage, PortalDocument):
        for medium in model.objects.all():
            medium.delete()
    User.objects.filter(login__in=[person.login for person in data.PEOPLE]).delete()
    Organisation.objects.filter(name__in=[row.name for row in data.ORGANISATIONS], affiliations=None).delete()
    Location.objects.filter(name__in=[row.name for row in data.LOCATIONS], affiliations=None).delete()
    collect_zones()
