"""What each kind of page shows to a viewer. Everything in here has passed the gate."""

import string
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audiences import access
from audiences.selectors import known_circles, own_circles
from audiences.viewer import Viewer
from content import selectors
from content.models import HomePage, PortalImage, PortalPage, Product
from content.rendering import BodyGate
from people.selectors import contact_cards, fold

NEWS_ON_HOME = 3
PAGES_ON_HOME = 6
PAGES_WHEN_ALL = 60
"""The newest of everything one may open; older pages are found by their subject."""
NEWS_PER_PAGE = 12
FIELD_CIRCLE = "buitendienst"
"""Who works outside with a phone gets a home of one column."""


def page_context(page: PortalPage, viewer: Viewer, query: dict[str, str]) -> dict[str, Any]:
    """The template context of this page. query: the GET parameters."""
    kinds: dict[str, Callable[..., dict[str, Any]]] = {
        "homepage": _home,
        "newsindexpage": _news_index,
        "productindexpage": _product_index,
        "newspage": _news,
    }
    build = kinds.get(page._meta.model_name or "", _text_page)
    return {"page": page, "page_language": page.locale.language_code} | build(page, viewer, query)


def _home(page: HomePage, viewer: Viewer, query: dict[str, str]) -> dict[str, Any]:
    everything = query.get("alles") == "1"
    news_shown = NEWS_PER_PAGE if everything else NEWS_ON_HOME
    news = list(selectors.news(viewer, everything=everything)[:news_shown])
    for_you = selectors.pages_for(
        viewer, PAGES_WHEN_ALL if everything else PAGES_ON_HOME, everything=everything
    )
    recent = selectors.recent_pages(viewer, PAGES_ON_HOME)
    selectors.label_audiences([*news, *recent, *for_you], viewer)
    slugs = {circle.slug for circle in own_circles(viewer)}
    return {
        "news": news,
        "for_you": for_you,
        "recent": recent,
        "explanation": {"listed_because": [] if everything else _home_reasons(viewer), "opens_because": []},
        "show_all_url": None if everything else f"{page.url}?alles=1",
        "show_mine_url": page.url if everything else None,
        "layout": "field" if FIELD_CIRCLE in slugs and "bazen" not in slugs else "",
    }


def _home_reasons(viewer: Viewer) -> list[str]:
    if viewer.is_authenticated:
        names = ", ".join(circle.label for circle in own_circles(viewer))
        return [_("Je ziet wat voor jouw kringen is: %(names)s.") % {"names": names}] if names else []
    claimed = known_circles(viewer, viewer.claimed)
    names = ", ".join(circle.label for circle in claimed)
    return [_("U ziet het eerst wat voor u is: %(names)s.") % {"names": names}] if names else []


def _frame(page: PortalPage, viewer: Viewer) -> dict[str, Any]:
    """What stands around the text of every page that is not a home."""
    around = selectors.Neighbours(page, viewer)
    numbers = [circle.pk for circle in page.audience.get_object_list()]  # kept: it is asked for again
    explanation = access.explain(page, viewer)
    return {
        "around": around,
        "breadcrumbs": [{"title": other.menu_title, "url": other.url} for other in around.above],
        "related": around.related,
        "translations": [
            {"code": o.locale.language_code, "name": o.locale.get_display_name(), "url": o.url}
            for o in around.translations
        ],
        "audience": known_circles(viewer, numbers),
        "explanation": _explanation(explanation, viewer),
        "is_overdue": page.is_overdue and viewer.is_staff,
    }


def _explanation(found: access.Explanation, viewer: Viewer) -> dict[str, list[str]]:
    opens = [_("Deze pagina is openbaar.")] if found.is_open_to_everyone else []
    for clause in found.clauses:
        names = ", ".join(circle.label for circle in clause.through)
        opens.append(
            ngettext(
                "Je hoort bij de kring %(names)s.", "Je hoort bij de kringen %(names)s.", len(clause.through)
            )
            % {"names": names}
        )
    listed = ", ".join(circle.label for circle in found.listed_for if not circle.is_everyone)
    because = [_("De pagina is bedoeld voor: %(names)s.") % {"names": listed}] if listed else []
    return {
        "opens_because": list(dict.fromkeys(opens)) if viewer.is_authenticated else opens[:1],
        "listed_because": because,
    }


def _text_page(page: Any, viewer: Viewer, query: dict[str, str]) -> dict[str, Any]:
    frame = _frame(page, viewer)
    gate = BodyGate(getattr(page, "body", None), viewer)
    people = contact_cards(
        {page.content_owner_id, getattr(page, "contact_id", None), *gate.found["person"]}, viewer
    )
    images = PortalImage.objects.visible_to(viewer).filter(pk=getattr(page, "image_id", None))
    return frame | {
        "gate": gate,
        "body": gate.blocks,
        "people": people,
        "toc": [{"id": slugify(text), "text": text} for text in gate.headings()],
        "owner": people.get(page.content_owner_id),
        "contact": people.get(getattr(page, "contact_id", None)),
        "image": images.first() if getattr(page, "image_id", None) else None,
        **_children(page, frame["around"], viewer, query),
    }


def _children(
    page: Any, around: selectors.Neighbours, viewer: Viewer, query: dict[str, str]
) -> dict[str, Any]:
    """The pages below: those for the viewer first, the rest one step further."""
    below = [other for other in around.below if other.locale_id == page.locale_id]
    mine, rest = selectors.split_by_audience(below, viewer) if below else ([], [])
    everything = query.get("alles") == "1" or not mine
    children = [*mine, *rest] if everything else mine
    return {
        "children": children,
        "show_all_url": f"{page.url}?alles=1" if rest and not everything else None,
        "rest_count": len(rest),
    }


def _news(page: Any, viewer: Viewer, query: dict[str, str]) -> dict[str, Any]:
    more = [other for other in selectors.news(viewer)[:4] if other.pk != page.pk][:3]
    return _text_page(page, viewer, query) | {"more_news": more}


def _news_index(page: PortalPage, viewer: Viewer, query: dict[str, str]) -> dict[str, Any]:
    everything = query.get("alles") == "1"
    shown = Paginator(selectors.news(viewer, everything=everything), NEWS_PER_PAGE).get_page(
        query.get("page")
    )
    news = list(shown.object_list)
    selectors.label_audiences(news, viewer)
    context = _frame(page, viewer) | {"news": news, "page_obj": shown}
    context["explanation"] = {"listed_because": _home_reasons(viewer), "opens_because": []}
    context["show_all_url"] = None if everything or not viewer.is_authenticated else f"{page.url}?alles=1"
    context["show_mine_url"] = page.url if everything else None
    return context


def _product_index(page: Any, viewer: Viewer, query: dict[str, str]) -> dict[str, Any]:
    wanted = query.get("voor", "")
    products = Product.objects.filter(index=page)
    if wanted == "inwoners":
        products = products.filter(for_citizens=True)
    elif wanted == "bedrijven":
        products = products.filter(for_companies=True)
    else:
        wanted = ""
    rows = list(products)
    pages = PortalPage.objects.visible_to(viewer).filter(pk__in=[row.page_id for row in rows if row.page_id])
    urls = {other.pk: other.url for other in pages}
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        letter = fold(row.name)[:1].upper()
        groups.setdefault(letter, []).append(
            {
                "name": row.name,
                "url": urls.get(row.page_id),
                "uri": row.uri,
                "for_citizens": row.for_citizens,
                "for_companies": row.for_companies,
            }
        )
    letters = [{"letter": letter, "is_used": letter in groups} for letter in string.ascii_uppercase]
    return _frame(page, viewer) | {
        "products_by_letter": [{"letter": key, "products": groups[key]} for key in sorted(groups)],
        "letters": letters,
        "product_count": len(rows),
        "audience_filter": wanted,
    }
