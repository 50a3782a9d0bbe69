"""Offerings and the decisions about them: the rows and cells of the matrix."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audiences.models.circles import Circle
from audiences.policy.matrix import Level


class Offering(models.Model):
    """A row of the matrix: a piece of content, a function or a technology that circles may need."""

    class Kind(models.TextChoices):
        CONTENT = "content", _("inhoud")
        FUNCTION = "function", _("functie")
        TECHNOLOGY = "technology", _("techniek")

    slug = models.SlugField(_("kenmerk"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.CONTENT)

    class Meta:
        ordering = ("name",)
        verbose_name = _("aanbod")
        verbose_name_plural = _("aanbod")

    def __str__(self) -> str:
        return self.name


class LevelDecision(models.Model):
    """What an offering is to a circle, from a moment on. Without one: undecided, which is not barred."""

    LEVELS = (
        (Level.BARRED.value, _("niet")),
        (Level.UNLISTED.value, _("vindbaar")),
        (Level.USEFUL.value, _("nuttig")),
        (Level.NEEDED.value, _("nodig")),
    )

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="decisions")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="level_decisions")
    level = models.PositiveSmallIntegerField(_("niveau"), choices=LEVELS)
    starts_at = models.DateTimeField(_("vanaf"), default=timezone.now)
    ends_at = models.DateTimeField(_("tot"), null=True, blank=True)

    class Meta:
        ordering = ("starts_at", "pk")
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")

    def __str__(self) -> str:
        return f"{self.offering_id} x {self.circle_id} = {self.level}"
