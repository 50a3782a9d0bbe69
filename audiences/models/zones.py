"""The compiled access rules, the rules they come from, and the epoch."""

from django.db import models

from audiences.models.matrix import Offering
from audiences.policy.zones import Link, ids_from_text


class PolicyState(models.Model):
    """One row. Its epoch rises with every change of what decides; its row is the policy lock."""

    ONLY = 1

    epoch = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"epoch {self.epoch}"


class AccessRule(models.Model):
    """The own rule of a page and all its translations. Without a row: the same as the section above.

    `circles` holds circle numbers in the spelling of `policy.zones.ids_to_text`; the empty text is
    nobody. With `follows` set the rule is that offering instead. A deleted offering leaves the rule
    without either: nobody.
    """

    group = models.UUIDField(unique=True)
    circles = models.TextField(blank=True, default="")
    follows = models.ForeignKey(Offering, null=True, blank=True, on_delete=models.SET_NULL)

    def __str__(self) -> str:
        return f"offering {self.follows_id}" if self.follows_id else f"circles {self.circles or 'nobody'}"


class Zone(models.Model):
    """(parent zone, link, owner). Numbers are never used again: a search index may still hold them.

    A row with an owner belongs to that page and is edited in place; one without is shared and never
    edited. `pages` is a recent count, for choosing a query plan only, never for access.
    """

    id = models.AutoField(primary_key=True)
    parent = models.IntegerField(db_index=True)
    circles = models.TextField(null=True, blank=True)  # null: no such clause; "": nobody
    offering = models.BigIntegerField(null=True, blank=True)
    closed = models.BooleanField(default=False)
    until = models.DateTimeField(null=True, blank=True)
    source = models.IntegerField(null=True, blank=True, db_index=True)
    key = models.TextField()
    owner = models.BigIntegerField(null=True, blank=True, unique=True)
    pages = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("parent", "key"), condition=models.Q(owner=None), name="zone_shared_row_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.id}: {self.parent} + {self.key}"

    @property
    def link(self) -> Link:
        return Link(
            circles=None if self.circles is None else ids_from_text(self.circles),
            offering=self.offering,
            closed=self.closed,
            until=self.until,
            source=self.source,
        )
