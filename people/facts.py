"""What rule circles may ask about people: facts of their affiliations, none of which they can edit."""

from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat, Now
from django.utils.translation import gettext_lazy as _

from audiences.registry import FactField, FactSource
from audiences.viewer import fact_columns
from people.models import Affiliation

FIELDS = (
    FactField("organisation", _("organisatie"), "organisation_id"),
    FactField("unit", _("afdeling"), "unit_id"),
    FactField("location", _("locatie"), "location_id"),
    FactField("job", _("functie"), "job"),
    FactField("job_family", _("functiegroep"), "job_family"),
)


def _of_user(user_id: int) -> Any:
    parts: list[Any] = []
    for field in FIELDS:
        parts += [Value(f"{field.name}="), Coalesce(Cast(F(field.path), CharField()), Value("")), Value("\n")]
    rows = Affiliation.objects.active().filter(user_id=user_id)
    return fact_columns(rows, number=F("pk"), text=Concat(*parts, output_field=CharField()), at=Now())


SOURCE = FactSource(FIELDS, _of_user, lambda: Affiliation.objects.active(), "user_id")
