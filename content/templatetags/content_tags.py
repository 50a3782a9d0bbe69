"""Template tags for the body of a page."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def gated_text(context: Any, value: Any) -> SafeString:
    """Rich text, with links only to what the viewer may open. Without a gate: no text at all."""
    gate = context.get("gate")
    return gate.rich_text(value) if gate is not None and value else SafeString("")
