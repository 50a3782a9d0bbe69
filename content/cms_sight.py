"""Sight in the CMS: rights say what somebody may do, circles say to which pages and media.

Gives Wagtail permission policies that ask both. Used by the CMS and by the view that serves media to it.
Liveness and expiry do not count here: what somebody works on may not be live yet.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import PagePermissionTester
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from audiences import access
from audiences.viewer import Viewer, resolve
from content.models import PortalDocument, PortalImage, PortalPage

_KEPT = "_cms_viewer"


def viewer_of_editor(user: Any) -> Viewer:
    """The viewer behind this account, resolved now: what was just saved may have changed the policy."""
    viewer = resolve(user.pk)
    setattr(user, _KEPT, viewer)
    return viewer


def in_sight(things: Any, user: Any) -> Any:
    """Of these pages, images or documents, those that the circles of this account reach.

    A medium that hangs nowhere is in the sight of whoever uploaded it, to give it a place.
    """
    if not user.is_authenticated:
        return things.none()
    viewer = viewer_of_editor(user)
    if things.model not in (PortalImage, PortalDocument):
        return things.visible_to(viewer, draft=True)
    reached = things.model.objects.visible_to(viewer, draft=True).values("pk")
    return things.filter(Q(pk__in=reached) | Q(page=None, uploaded_by_user=user.pk))


def is_in_sight(thing: Any, user: Any) -> bool:
    """The same about one thing, as it was loaded."""
    if not user.is_authenticated:
        return False
    kept = getattr(user, _KEPT, None)
    if kept is not None and access.can_view(thing, kept, draft=True):
        return True
    if isinstance(thing, PortalImage | PortalDocument) and thing.page_id is None:
        return bool(thing.uploaded_by_user_id == user.pk)
    return access.can_view(thing, viewer_of_editor(user), draft=True)


def in_cms(things: Any, user: Any) -> Any:
    """Of these images or documents, those that this account may choose or change, within its sight."""
    policy = policy_registry.get_by_type(things.model)
    allowed = policy.instances_user_has_any_permission_for(user, ["add", "change", "choose"])
    return in_sight(things.filter(pk__in=allowed.values("pk")), user)


class SightTester(PagePermissionTester):
    """What an account may do with a page: nothing at all when its circles do not reach it."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if not is_in_sight(page, user):
            self.user, self.permissions = AnonymousUser(), set()


class SightPagePolicy(PagePermissionPolicy):
    """Wagtail's rights on pages, within sight."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and is_in_sight(instance, user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return in_sight(super().instances_user_has_any_permission_for(user, actions), user)

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        pages = super().instances_with_direct_explore_permission(user)
        return [page for page in pages if is_in_sight(page, user)]

    def explorable_instances(self, user: Any) -> Any:
        return in_sight(super().explorable_instances(user), user)


class SightMediaPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rights on images and documents, within sight."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and is_in_sight(instance, user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return in_sight(super().instances_user_has_any_permission_for(user, actions), user)


def register_policies() -> None:
    """Put these in the place of Wagtail's. Called when the hooks are loaded.

    For exactly these media models: Wagtail registers its own for them whenever its apps get ready.
    """
    for model, auth_model in ((PortalImage, "wagtailimages.Image"), (PortalDocument, "wagtaildocs.Document")):
        policy = SightMediaPolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
        policy_registry.register(model, value=policy, exact_class=True)
    policy_registry.register(PortalPage, value=SightPagePolicy(PortalPage))
