"""Circles, what they include, their rules, and who is in them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audiences.policy.circles import EVERYONE


class CircleQuerySet(models.QuerySet["Circle"]):
    """Circles, without those that only live on as an old name."""

    def current(self) -> "CircleQuerySet":
        return self.filter(retired_at=None)

    def pickable(self) -> "CircleQuerySet":
        """For lists and pickers: not retired, and not of the system's own making."""
        return self.current().filter(is_system=False)


class Circle(models.Model):
    """A named set of people. Circles overlap and may include circles."""

    class Kind(models.TextChoices):
        INTERNAL = "internal", _("binnen")
        EXTERNAL = "external", _("van buiten")
        PUBLIC = "public", _("publiek")

    slug = models.SlugField(_("kenmerk"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    name_en = models.CharField(_("naam in het Engels"), max_length=120, blank=True)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.INTERNAL)
    hue = models.PositiveSmallIntegerField(
        _("kleur"), default=11, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    description = models.TextField(_("omschrijving"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("eigenaar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_circles",
    )
    includes = models.ManyToManyField(
        "self",
        verbose_name=_("omvat"),
        symmetrical=False,
        through="CircleInclusion",
        related_name="included_in",
    )
    is_system = models.BooleanField(_("door het systeem gemaakt"), default=False)
    is_claimable = models.BooleanField(_("bezoeker mag dit zeggen te zijn"), default=False)
    retired_at = models.DateTimeField(_("opgeheven op"), null=True, blank=True, editable=False)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("kring")
        verbose_name_plural = _("kringen")
        constraints = (
            models.CheckConstraint(condition=models.Q(hue__gte=1, hue__lte=12), name="circle_hue_1_to_12"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name

    @property
    def is_everyone(self) -> bool:
        return self.pk == EVERYONE

    @property
    def is_inside(self) -> bool:
        """Does being in it make somebody staff? Circles of the system's own making have guests: no."""
        return self.kind == self.Kind.INTERNAL and not self.is_system

    @property
    def is_external(self) -> bool:
        """Are there people from outside in it by its nature?"""
        return self.kind != self.Kind.INTERNAL


class CircleInclusion(models.Model):
    """Whoever is in `inner` is in `outer` too. Never a loop; nothing includes everyone."""

    outer = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="inclusions")
    inner = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="inclusions_in")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("outer", "inner"), name="circle_inclusion_once"),
            models.CheckConstraint(
                condition=~models.Q(outer=EVERYONE) & ~models.Q(inner=EVERYONE),
                name="circle_inclusion_not_everyone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.outer_id} > {self.inner_id}"


class CircleSuccession(models.Model):
    """What a retired circle's name means now. No row at all: nobody."""

    retired = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="predecessions")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("retired", "successor"), name="circle_succession_once"),
        )

    def __str__(self) -> str:
        return f"{self.retired_id} -> {self.successor_id}"


class CircleCondition(models.Model):
    """One condition of a rule circle: this field of an affiliation has this value."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="conditions")
    field = models.CharField(_("gegeven"), max_length=40)
    value = models.CharField(_("waarde"), max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("circle", "field", "value"), name="circle_condition_once"),
        )

    def __str__(self) -> str:
        return f"{self.field} = {self.value}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, by the database's clock."""

    def active(self) -> "MembershipQuerySet":
        now = models.functions.Now()
        return self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=now), starts_at__lte=now)


class Membership(models.Model):
    """A person in a circle. What a rule gives is evaluated, never stored here."""

    class Source(models.TextChoices):
        MANUAL = "manual", _("met de hand")
        IDENTITY_PROVIDER = "idp", _("aanmelddienst")
        IMPORT = "import", _("import")

    class Role(models.TextChoices):
        MEMBER = "member", _("lid")
        CHAMPION = "champion", _("ambassadeur")
        MANAGER = "manager", _("beheerder van de kring")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    source = models.CharField(_("bron"), max_length=10, choices=Source, default=Source.MANUAL)
    role = models.CharField(_("rol"), max_length=10, choices=Role, default=Role.MEMBER)
    starts_at = models.DateTimeField(_("vanaf"), default=timezone.now)
    ends_at = models.DateTimeField(_("tot"), null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        indexes = (models.Index(fields=("user", "starts_at", "ends_at"), name="membership_of_user"),)
        constraints = (
            models.CheckConstraint(condition=~models.Q(circle=EVERYONE), name="membership_not_of_everyone"),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="membership_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} in {self.circle_id}"
