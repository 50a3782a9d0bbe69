"""The tables of this room."""

from content.models.base import PortalPage
from content.models.media import PortalDocument, PortalImage, PortalRendition
from content.models.pages import (
    ContentPage,
    HomePage,
    LandingPage,
    NewsIndexPage,
    NewsPage,
    ProductIndexPage,
    SectionPage,
)
from content.models.parts import BlockForCircles, MenuItem, Product, RelatedPage

__all__ = [
    "BlockForCircles",
    "ContentPage",
    "HomePage",
    "LandingPage",
    "MenuItem",
    "NewsIndexPage",
    "NewsPage",
    "PortalDocument",
    "PortalImage",
    "PortalPage",
    "PortalRendition",
    "Product",
    "ProductIndexPage",
    "RelatedPage",
    "SectionPage",
]
