"""Keeps what people are found by up to date with every change of account, profile, affiliation and places.

Connected once, by the app. Bulk changes send no signals: after those, call `services.people_index`.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save

from people.models import Affiliation, Location, Organisation, Profile, Unit, User
from people.services import people_index


def connect() -> None:
    """Start listening."""
    post_save.connect(_account_saved, sender=User, dispatch_uid="people_account_saved")
    for model in (Profile, Affiliation):
        post_save.connect(_person_changed, sender=model, dispatch_uid=f"people_{model.__name__}_saved")
    post_delete.connect(_person_changed, sender=Affiliation, dispatch_uid="people_affiliation_deleted")
    for place in (Unit, Location, Organisation):
        post_save.connect(_place_renamed, sender=place, dispatch_uid=f"people_{place.__name__}_saved")
        post_delete.connect(_place_deleted, sender=place, dispatch_uid=f"people_{place.__name__}_deleted")


def _account_saved(instance: User, update_fields: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and (update_fields is None or "name" in update_fields):
        people_index([instance])


def _person_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        people_index(User.objects.filter(pk=instance.user_id))


def _place_renamed(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not created:
        field = instance._meta.model_name
        people_index(User.objects.filter(affiliations__in=Affiliation.objects.filter(**{field: instance})))


def _place_deleted(instance: Any, **kwargs: Any) -> None:
    """Who was there is no longer known: the affiliations point to nothing by now."""
    people_index()
