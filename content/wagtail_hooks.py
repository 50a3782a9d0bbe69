"""The CMS within sight: editors meet only pages, images and documents that their circles reach.

Read by Wagtail. What may be done with them is decided by the policies of `content.cms_sight`.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from audiences import access, state
from audiences.errors import AccessError
from audiences.models import Circle
from audiences.policy.circles import EVERYONE
from audiences.policy.widening import conditions, may_widen
from audiences.selectors import known_circles
from content.cms_sight import in_sight, register_policies, viewer_of_editor
from content.models import PortalPage
from content.moving import check_page_move, move_may_widen, page_move, widening_confirmed

register_policies()


@hooks.register("construct_explorer_page_queryset")
def explorer_within_sight(parent_page: Any, pages: Any, request: HttpRequest) -> Any:
    return in_sight(pages, request.user)


@hooks.register("construct_page_chooser_queryset")
@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def chooser_within_sight(things: Any, request: HttpRequest) -> Any:
    return in_sight(things, request.user)


@hooks.register("before_move_page")
def ask_before_widening(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """A move that lets more people in is shown with its effect first, and done by a service that logs it."""
    with widening_confirmed():
        try:
            check_page_move(page=page, target=destination)
        except AccessError as error:
            messages.error(request, str(error))
            return redirect("wagtailadmin_pages:move", page.pk)
    if not page.permissions_for_user(request.user).can_move_to(destination):
        return None  # Wagtail refuses by itself
    if not move_may_widen(page=page, target=destination):
        return None
    if request.method == "POST" and request.POST.get("widening") == "confirmed":
        page_move(page=page, target=destination, acting_user=request.user, confirmed=True)
        messages.success(request, _("De pagina staat op de nieuwe plek."))
        return redirect("wagtailadmin_explore", destination.pk)
    return render(request, "cms/confirm_move.html", _effect(request, page, page, destination))


@hooks.register("before_convert_alias_page")
def ask_before_converting(request: HttpRequest, page: Any) -> HttpResponse | None:
    """An alias that becomes a page of its own keeps the limits of its source, unless it already has them."""
    source = PortalPage.objects.filter(pk=page.alias_source).first()
    parent = page.get_parent()
    if source is not None and not may_widen(state.current().policy, source.zone, parent.zone):
        return None
    messages.error(
        request,
        _("Deze alias kan geen gewone pagina worden: het origineel is smaller dan deze plek."),
    )
    return redirect("wagtailadmin_explore", parent.pk)


def _effect(request: HttpRequest, page: Any, before: Any, after: Any) -> dict[str, Any]:
    """Who can open the page now and who could on the new place, as far as this editor may know."""
    viewer = viewer_of_editor(request.user)
    return {
        "page": page,
        "destination": after,
        "circles_before": _circle_names(before.zone, viewer),
        "circles_after": _circle_names(after.zone, viewer),
        "people_before": access.people_who_see(before).count(),
        "people_after": access.people_who_see(after).count(),
        "is_open_to_everyone": not conditions(viewer.loaded.policy, after.zone),
    }


def _circle_names(zone: int, viewer: Any) -> list[list[Circle]]:
    """For each rule on the way, the circles it names: somebody must be in one of each."""
    rules = {link.circles for link in conditions(viewer.loaded.policy, zone) if link.circles is not None}
    named = (known_circles(viewer, rule - {EVERYONE}) for rule in sorted(rules, key=sorted))
    return [circles for circles in named if circles]


HIDDEN_MENU_ITEMS = {"help"}
"""Of Wagtail's menu: what sends people elsewhere."""


@hooks.register("construct_main_menu")
def without_what_is_not_ours(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENU_ITEMS]
