"""The form of one's own profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Profile

SHOWN_TO = "shown_to_"


class ProfileForm(forms.ModelForm):
    """What people tell about themselves, and per field to whom."""

    photo = forms.FileField(
        label=_("Foto"), required=False, help_text=_("JPG, PNG of WebP, ten hoogste 5 MB.")
    )
    remove_photo = forms.BooleanField(label=_("Haal mijn foto weg"), required=False)

    class Meta:
        model = Profile
        fields = ("display_name", "nickname", "pronouns", "phone", "mobile", "skills", "languages", "about")
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.photo:
            del self.fields["remove_photo"]
        for name in Profile.FIELDS:
            self.fields[f"{SHOWN_TO}{name}"] = forms.ChoiceField(
                label=_("Wie ziet: %(name)s") % {"name": self._label(name)},
                choices=Profile.Audience.choices,
                initial=self.instance.audience_of(name),
            )

    def _label(self, name: str) -> str:
        """What the field is called in a sentence; the e-mail address is the account's, not asked here."""
        return str(self.fields[name].label if name in self.fields else _("e-mailadres")).lower()

    @property
    def new_photo(self) -> Any:
        """The upload, False to take the photo away, None to leave it."""
        is_removed = self.cleaned_data.get("remove_photo") and not self.cleaned_data["photo"]
        return False if is_removed else self.cleaned_data["photo"] or None

    @property
    def visibility(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"{SHOWN_TO}{name}"] for name in Profile.FIELDS}

    def groups(self) -> list[dict[str, Any]]:
        """Each field with the choice of who sees it beside it."""
        about = [self[name] for name in ("display_name", "nickname", "pronouns")]
        groups = [{"title": _("Hoe je heet"), "fields": about}]
        for title, names in (
            (_("Foto"), ("photo", "remove_photo")),
            (_("Bereiken"), ("phone", "mobile", "email")),
            (_("Kennis en talen"), ("skills", "languages")),
            (_("Over mij"), ("about",)),
        ):
            keys = [key for name in names for key in (name, f"{SHOWN_TO}{name}") if key in self.fields]
            fields = [self[key] for key in keys]
            groups.append({"title": title, "fields": fields})
        return groups
