"""Querysets of protected things: they know how to be narrowed to what a viewer may see.

Only `audiences.access` calls `in_zones`; everybody else says `visible_to(viewer)`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models

from audiences.lookups import OpenRows, ZoneSet

if TYPE_CHECKING:
    from audiences.viewer import Viewer


class PolicyMoved(Exception):  # noqa: N818 - it is news, not an error
    """The policy changed between resolving the viewer and reading: resolve again and read again."""


def expiry_column(model: type[models.Model]) -> str | None:
    """The column that says until when a row of this model is open; None for what cannot expire."""
    field = getattr(model, "expiry_field", None)
    columns = {row.name: row.column for row in model._meta.concrete_fields}
    return columns[field] if field else None


class ProtectedQuerySetMixin(models.QuerySet[Any]):
    """For every queryset of a protected model, page querysets included."""

    _epoch: int | None = None

    def visible_to(self, viewer: "Viewer", *, draft: bool = False) -> Any:
        """Only what this viewer may open now. draft: what their circles allow of pages being edited."""
        from audiences import access

        return access.visible(self, viewer, draft=draft)

    def in_zones(self, zones: ZoneSet, *, draft: bool) -> Any:
        """The condition itself. For `audiences.access` only."""
        clone = self.filter(zone__in_zones=OpenRows(zones, None if draft else expiry_column(self.model)))
        clone._epoch = zones.epoch
        return clone

    # An empty answer may mean that the policy has moved on: then the reader must resolve again.

    def _clone(self) -> Any:
        clone = super()._clone()  # type: ignore[misc]
        clone._epoch = self._epoch
        return clone

    def _fetch_all(self) -> None:
        super()._fetch_all()
        try:
            self._check_epoch(found=bool(self._result_cache))
        except PolicyMoved:
            self._result_cache = None  # or the next to ask would take it for an answer
            raise

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        found = False
        for row in super().iterator(*args, **kwargs):
            found = True
            yield row
        self._check_epoch(found=found)

    def count(self) -> int:
        number = super().count()
        self._check_epoch(found=bool(number))
        return number

    def exists(self) -> bool:
        found = super().exists()
        self._check_epoch(found=found)
        return found

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().aggregate(*args, **kwargs)
        self._check_epoch(found=any(found.values()))
        return found

    def _check_epoch(self, *, found: bool) -> None:
        if found or self._epoch is None:
            return
        from audiences.models import PolicyState

        if PolicyState.objects.values_list("epoch", flat=True).get(pk=PolicyState.ONLY) != self._epoch:
            raise PolicyMoved


class ProtectedQuerySet(ProtectedQuerySetMixin):
    """For protected models that are not pages."""
