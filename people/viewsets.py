"""People in the CMS: choosing one by name, managing accounts, and the screen about oneself."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.account import (
    AccountView,
    LocaleSettingsPanel,
    NotificationsSettingsPanel,
    ThemeSettingsPanel,
)
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.models import UserProfile
from wagtail.users.views import users

from people.finding import matching
from people.models import User
from people.selectors import people


class PersonFilterForm(BaseFilterForm):
    """Finding somebody in the chooser: the same search as the directory's."""

    q = forms.CharField(label=_("Wie zoek je?"), required=False)

    def filter(self, objects: Any) -> Any:
        objects = super().filter(objects)
        if query := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, query
            objects = matching(objects, query)
        return objects


class VisiblePeopleMixin:
    """An editor chooses from the people they can see; for the rest there is nobody with that number."""

    request: Any

    def get_object_list(self) -> Any:
        return people(self.request.viewer)

    def get_object(self, pk: str) -> User:
        if not pk.isdecimal():
            raise User.DoesNotExist
        found: User = self.get_object_list().get(pk=pk)
        return found

    def get_objects(self, pks: list[str]) -> Any:
        return self.get_object_list().filter(pk__in=[pk for pk in pks if pk.isdecimal()])

    def get_edit_item_url(self, instance: User) -> None:
        """Choosing somebody does not lead to their account."""


class PersonChooseView(VisiblePeopleMixin, chooser.ChooseView):
    filter_form_class = PersonFilterForm


class PersonChooseResultsView(VisiblePeopleMixin, chooser.ChooseResultsView):
    filter_form_class = PersonFilterForm


class PersonChosenView(VisiblePeopleMixin, chooser.ChosenView):
    pass


class PersonChosenMultipleView(VisiblePeopleMixin, chooser.ChosenMultipleView):
    pass


class PersonChooserViewSet(ChooserViewSet):
    """Owners and contact persons are chosen by name."""

    model = User
    icon = "user"
    choose_one_text = _("Kies een persoon")
    choose_another_text = _("Kies een andere persoon")
    choose_view_class = PersonChooseView
    choose_results_view_class = PersonChooseResultsView
    chosen_view_class = PersonChosenView
    chosen_multiple_view_class = PersonChosenMultipleView


person_chooser = PersonChooserViewSet("person_chooser", url_prefix="personen-kiezen")


class UserIndexView(users.IndexView):
    """The accounts. For who may manage accounts: rights over accounts are not sight of pages."""

    search_fields = ("login", "name", "email")

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.ordering in ("name", "-name"):
            return queryset.order_by(self.ordering, "pk")
        ordered: QuerySet[User] = super().order_queryset(queryset)
        return ordered


class _NamesMixin(forms.ModelForm):
    """Our accounts have one field for the name, and not everybody has an e-mail address."""

    first_name = None
    last_name = None
    email = forms.EmailField(label=_("E-mailadres"), required=False)

    def clean_login(self) -> str:
        return str(self.cleaned_data["login"]).strip().lower()


class UserCreateForm(_NamesMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ("login", "name", "email", "is_superuser", "groups")


class UserChangeForm(_NamesMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ("login", "name", "email", "is_active", "is_superuser", "groups")


class UserViewSet(users.UserViewSet):
    """Accounts in the CMS."""

    index_view_class = UserIndexView
    menu_label = _("Accounts")

    def get_form_class(self, for_update: bool = False) -> Any:
        return UserChangeForm if for_update else UserCreateForm


class CmsAccountView(AccountView):
    """One's own settings of the CMS. Name, photo and password are changed in the portal, at one place."""

    def get_panels(self) -> list[Any]:
        profile = UserProfile.get_for_user(self.request.user)
        kinds = (NotificationsSettingsPanel, LocaleSettingsPanel, ThemeSettingsPanel)
        panels = [kind(self.request, self.request.user, profile) for kind in kinds]
        return [panel for panel in panels if panel.is_active()]
