"""What every page needs to know about the portal around it. Asked for only when a template uses it."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audiences.selectors import claimable_circles, own_circles
from content.models import HomePage, MenuItem, PortalPage
from content.site import portal_site
from people.selectors import initials

ABOUT_SLUG = "over"
"""The section whose pages stand in the foot of every page."""

HELP_SLUGS = ("contact", "hulp", "servicedesk", "contact-en-openingstijden")
MAY_EDIT = "may_edit"
"""Session key, set at sign-in: is there a link to the CMS? The CMS itself decides again."""


def portal(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    return {"portal": SimpleLazyObject(lambda: _portal(request))}


def _portal(request: HttpRequest) -> dict[str, Any]:
    viewer = request.viewer
    side = side_of(viewer)
    navigation = Navigation(viewer, side)
    path = request.path
    chosen = viewer.claimed
    return {
        "organisation": settings.KRING_ORGANISATION,
        "side": side,
        "side_label": _side_label(side),
        "home_url": navigation.home_url,
        "menu": [
            {"label": label, "url": url, "is_current": url == path or (len(url) > 1 and path.startswith(url))}
            for label, url in navigation.menu()
        ],
        "sections": navigation.sections(),
        "my_circles": own_circles(viewer) if viewer.is_authenticated else [],
        "visitor_roles": [
            {"circle": circle, "is_chosen": circle.pk in chosen} for circle in claimable_circles(viewer)
        ]
        if not viewer.is_authenticated
        else [],
        "user": _user(request),
        "can_edit": request.session.get(MAY_EDIT, False),
        "languages": [
            {"code": code, "name": name, "is_current": code == get_language()}
            for code, name in settings.LANGUAGES
        ],
        **navigation.foot(),
    }


def side_of(viewer: Any) -> str:
    """On which side somebody is: public until they sign in."""
    if not viewer.is_authenticated:
        return HomePage.Side.PUBLIC.value
    return HomePage.Side.INTRANET.value if viewer.is_staff else HomePage.Side.EXTRANET.value


def _side_label(side: str) -> str:
    labels = {"intranet": _("Voor medewerkers"), "extranet": _("Samen met ons"), "public": _("Gemeente")}
    return labels[side]


def _user(request: HttpRequest) -> dict[str, Any] | None:
    user = request.user
    if not user.is_authenticated:
        return None
    return {
        "name": user.name,
        "first_name": user.get_short_name(),
        "initials": initials(user.name),
        "hue": user.pk % 12 + 1,
    }


def in_language(pages: list[PortalPage], code: str) -> list[PortalPage]:
    """In the reader's language, and what is only there in the portal's own."""
    mine = {page.translation_key for page in pages if page.locale.language_code == code}
    return [
        page
        for page in pages
        if page.locale.language_code == code
        or (page.locale.language_code == settings.LANGUAGE_CODE and page.translation_key not in mine)
    ]


class Navigation:
    """Menu, subjects and foot: two queries for all of it, through the gate."""

    def __init__(self, viewer: Any, side: str) -> None:
        items = MenuItem.objects.filter(Q(home__side=side) | Q(home__side="public")).order_by(
            "home", "sort_order"
        )
        self.items = list(items.values_list("home_id", "home__side", "page_id", "label"))
        site = portal_site()
        about = f"{site.root_path}{ABOUT_SLUG}/" if site else "/"
        wanted = (
            Q(pk__in={row[2] for row in self.items} | {row[0] for row in self.items})
            | Q(depth=3, show_in_menus=True)
            | Q(url_path__gte=about, url_path__lt=about[:-1] + "0")
        )
        pages = PortalPage.objects.visible_to(viewer).filter(wanted).select_related("locale").order_by("path")
        self.pages = in_language(list(pages), (get_language() or settings.LANGUAGE_CODE).split("-")[0])
        self.by_id = {page.pk: page for page in self.pages}
        self.side, self.about = side, about

    @property
    def home_url(self) -> str:
        homes = [home for home, side, _page, _label in self.items if side == self.side]
        page = next((self.by_id[pk] for pk in homes if pk in self.by_id), None)
        return str(page.url) if page else "/"

    def menu(self) -> list[tuple[str, str]]:
        """(label, address) of the side's own menu; of the public one when this side has none."""
        own = [row for row in self.items if row[1] == self.side] if self.home_url != "/" else []
        rows = own or [row for row in self.items if row[1] == "public"]
        shown = [(self.by_id[page], label) for _home, _side, page, label in rows if page in self.by_id]
        found = [(label or page.menu_title, page.url) for page, label in shown]
        if self.side == "intranet":
            found.append((_("Mensen"), "/mensen/"))
        start = [(_("Start"), self.home_url)]
        return start + [(label, url) for label, url in found if url and url != self.home_url]

    def sections(self) -> list[PortalPage]:
        """The subjects with something to open."""
        return [
            page for page in self.pages if page.depth == 3 and page.show_in_menus and page.slug != ABOUT_SLUG
        ]

    def foot(self) -> dict[str, list[dict[str, Any]]]:
        below = [
            page
            for page in self.pages
            if page.url_path.startswith(self.about) and page.url_path != self.about
        ]
        links = [(page.slug in HELP_SLUGS, {"label": page.menu_title, "url": page.url}) for page in below]
        return {
            "help_links": [link for is_help, link in links if is_help],
            "about_links": [link for is_help, link in links if not is_help],
        }
