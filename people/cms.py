"""The accounts app of the CMS, with our own screens. INSTALLED_APPS names it: no models are imported here."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """As Wagtail's, for accounts with a login name and one field for the name."""

    user_viewset = "people.viewsets.UserViewSet"
