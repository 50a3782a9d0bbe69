"""What a page's body may hold. Each block has its template under `templates/content/blocks/`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from audiences.models import Circle
from audiences.selectors import known_circles
from people.blocks import PersonBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


def circle_choices() -> list[tuple[str, str]]:
    """The circles an editor may name, as choices."""
    return [(str(circle.pk), circle.label) for circle in Circle.objects.pickable()]


def template(name: str) -> str:
    return f"content/blocks/{name}.html"


class GatedBlockMixin:
    """A block that shows things with a zone of their own. Without a gate in the context it shows none."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)  # type: ignore[misc]
        gate = context.get("gate")
        return context | (self.gated(value, gate, context) if gate is not None else {})

    def gated(self, value: Any, gate: Any, context: dict[str, Any]) -> dict[str, Any]:
        """What the template gets, of what this viewer may see."""
        return {}


class HeadingBlock(blocks.StructBlock):
    """A heading in the text. The page's title is the only h1."""

    text = blocks.CharBlock(label=_("kop"), max_length=120)
    level = blocks.ChoiceBlock([("h2", _("kop")), ("h3", _("tussenkop"))], default="h2", label=_("niveau"))

    class Meta:
        template = template("heading")
        icon = "title"
        label = _("kop")


class CalloutBlock(blocks.StructBlock):
    """Something that must not be missed."""

    tone = blocks.ChoiceBlock(
        [("info", _("uitleg")), ("ok", _("gelukt of toegestaan")), ("warn", _("let op"))],
        default="info",
        label=_("toon"),
    )
    title = blocks.CharBlock(label=_("titel"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("tekst"), features=TEXT_FEATURES)

    class Meta:
        template = template("callout")
        icon = "warning"
        label = _("opvallend kader")


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("stap"), max_length=120)
    text = blocks.RichTextBlock(label=_("uitleg"), features=TEXT_FEATURES, required=False)


class TableRowBlock(blocks.StructBlock):
    cells = blocks.ListBlock(blocks.CharBlock(required=False), label=_("vakken"))


class TableBlock(blocks.StructBlock):
    """A small table with a caption and a row of headings."""

    caption = blocks.CharBlock(label=_("titel van de tabel"), max_length=160)
    header = blocks.ListBlock(blocks.CharBlock(), label=_("koppen"))
    rows = blocks.ListBlock(TableRowBlock(), label=_("rijen"))

    class Meta:
        template = template("table")
        icon = "table"
        label = _("tabel")


class FigureBlock(GatedBlockMixin, blocks.StructBlock):
    """An image in the text, with a description or marked as decoration."""

    image = ImageChooserBlock(label=_("afbeelding"))
    alt = blocks.CharBlock(label=_("wat is er te zien?"), required=False, max_length=250)
    decorative = blocks.BooleanBlock(label=_("alleen versiering"), required=False)
    caption = blocks.CharBlock(label=_("bijschrift"), required=False, max_length=250)

    class Meta:
        template = template("image")
        icon = "image"
        label = _("afbeelding")

    def gated(self, value: Any, gate: Any, context: dict[str, Any]) -> dict[str, Any]:
        return {"visible_image": gate.images.get(value["image"].pk) if value["image"] else None}

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value["alt"] and not value["decorative"]:
            message = _("Beschrijf de afbeelding, of geef aan dat het alleen versiering is.")
            raise blocks.StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return value


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("vraag of kop"), max_length=160)
    text = blocks.RichTextBlock(label=_("tekst"), features=TEXT_FEATURES)


class DocumentsBlock(GatedBlockMixin, blocks.ListBlock):
    """Documents to download."""

    class Meta:
        template = template("documents")
        icon = "doc-full"
        label = _("documenten")

    def gated(self, value: Any, gate: Any, context: dict[str, Any]) -> dict[str, Any]:
        found = (gate.documents.get(document.pk) for document in value if document)
        return {"visible_documents": [document for document in found if document]}


class ContactBlock(GatedBlockMixin, blocks.StructBlock):
    """A person to turn to. Shown as far as the reader may see that person."""

    user_id = PersonBlock(label=_("persoon"))

    class Meta:
        template = template("contact")
        icon = "user"
        label = _("contactpersoon")

    def gated(self, value: Any, gate: Any, context: dict[str, Any]) -> dict[str, Any]:
        return {"person": (context.get("people") or {}).get(value["user_id"])}


class _Content(blocks.StreamBlock):
    heading = HeadingBlock()
    text = blocks.RichTextBlock(features=TEXT_FEATURES, template=template("text"), label=_("tekst"))
    callout = CalloutBlock()
    steps = blocks.ListBlock(StepBlock(), template=template("steps"), icon="list-ol", label=_("stappen"))
    table = TableBlock()
    image = FigureBlock()
    documents = DocumentsBlock(DocumentChooserBlock())
    contact = ContactBlock()
    accordion = blocks.ListBlock(
        AccordionItemBlock(),
        template=template("accordion"),
        icon="collapse-down",
        label=_("uitklapbare teksten"),
    )


class OnlyForBlock(GatedBlockMixin, blocks.StructBlock):
    """Part of a text that is only for some circles. The gate takes it out before anything is rendered."""

    circles = blocks.MultipleChoiceBlock(choices=circle_choices, label=_("alleen voor"))
    body = _Content(label=_("inhoud"))

    class Meta:
        template = template("only_for")
        icon = "group"
        label = _("alleen voor deze kringen")

    def gated(self, value: Any, gate: Any, context: dict[str, Any]) -> dict[str, Any]:
        numbers = {int(number) for number in value.get("circles") or ()}
        return {"circles": known_circles(gate.viewer, numbers)}


class BodyBlock(_Content):
    """The body of a page."""

    only_for = OnlyForBlock()
