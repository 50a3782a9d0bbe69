"""The form of one's own profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Profile

SHOWN_TO = "shown_to_"


class ProfileForm(forms.ModelForm):
    """What people tell about themselves, and per field to whom."""

    photo = forms.FileField(label=_("Foto"), required=False, help_text=_("JPG of PNG, ten hoogste 5 MB."))

    class Meta:
        model = Profile
        fields = ("display_name", "nickname", "pronouns", "phone", "mobile", "skills", "languages", "about")
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Profile.FIELDS:
            self.fields[f"{SHOWN_TO}{name}"] = forms.ChoiceField(
                label=_("Wie ziet: %(name)s") % {"name": self.fields[name].label.lower()},
                choices=Profile.Audience.choices,
                initial=self.instance.visibility.get(name, Profile.Audience.COLLEAGUES),
            )

    @property
    def visibility(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"{SHOWN_TO}{name}"] for name in Profile.FIELDS}

    def groups(self) -> list[dict[str, Any]]:
        """Each field with the choice of who sees it beside it."""
        about = [self[name] for name in ("display_name", "nickname", "pronouns")]
        groups = [{"title": _("Hoe je heet"), "fields": about}]
        for title, names in (
            (_("Foto"), ("photo",)),
            (_("Bereiken"), ("phone", "mobile")),
            (_("Kennis en talen"), ("skills", "languages")),
            (_("Over mij"), ("about",)),
        ):
            fields = [field for name in names for field in (self[name], self[f"{SHOWN_TO}{name}"])]
            groups.append({"title": title, "fields": fields})
        return groups
