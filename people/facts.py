"""What rule circles may ask about people: facts of their affiliations, none of which they can edit."""

from typing import Any

from django.db.models import F
from django.db.models.functions import JSONObject, Now
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
    facts = JSONObject(**{field.name: F(field.path) for field in FIELDS})
    rows = Affiliation.objects.active().filter(user_id=user_id)
    return fact_columns(rows, number=F("pk"), text=facts, at=Now())


SOURCE = FactSource(FIELDS, _of_user, lambda: Affiliation.objects.active(), "user_id")
