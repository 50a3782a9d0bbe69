"""How people are found: what is written down about them for searching, and how a question is matched with it.

Called by the selectors and services of this room. `search_text` holds what somebody shows to everyone who may
see them, so a hidden field cannot be searched for either. It is two lines, of lower case without accents: the
names, and everything else.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import StrIndex

from people.models import Affiliation, Profile

MAX_WORDS = 6
_UNDIVIDED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_NUMBER = re.compile(r"[\d\s()+./-]*\d[\d\s()+./-]*")


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_UNDIVIDED)


def words_of(text: str) -> list[str]:
    """The words of a text, folded; whatever is not a letter or digit divides them."""
    return re.sub(r"\W+", " ", fold(text)).split()


def digits_of(number: str) -> str:
    """A telephone number as it is dialled inside the country."""
    digits = re.sub(r"\D", "", number)
    is_abroad = number.strip().startswith("+") or digits.startswith("00")
    return re.sub(r"^(00)?31", "0", digits) if is_abroad else digits


def wanted_words(query: str) -> list[str]:
    """What a person must be found by, all of it. A telephone number is one word, however it is written."""
    return [digits_of(query)] if _NUMBER.fullmatch(query.strip()) else words_of(query)[:MAX_WORDS]


def matching(people: Any, query: str) -> Any:
    """Of these accounts, those who fit every word; names that begin so come first."""
    wanted = wanted_words(query)
    if not wanted:
        return people if not query.strip() else people.none()
    for word in wanted:
        people = people.filter(profile__search_text__contains=word)
    end_of_names = StrIndex("profile__search_text", Value("\n"))
    people = people.annotate(_end_of_names=end_of_names)
    misses: Any = Case(
        When(profile__search_text__startswith=f" {wanted[0]}", then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    for number, word in enumerate(wanted):
        name = f"_word_{number}"
        people = people.annotate(**{name: StrIndex("profile__search_text", Value(f" {word}"))})
        begins_a_name = When(**{f"{name}__gt": 0, f"{name}__lt": F("_end_of_names")}, then=Value(0))
        misses = misses + Case(begins_a_name, default=Value(1), output_field=IntegerField())
    return people.order_by(misses, "name", "pk")


def search_text(name: str, profile: Profile, affiliations: Iterable[Affiliation]) -> str:
    """What somebody is found by. affiliations: the current ones, with unit, location and organisation."""
    names = words_of(f"{name} {profile.display_name} {profile.nickname}")
    rest = [getattr(profile, field) for field in ("skills", "languages") if profile.shows(field)]
    numbers = [digits_of(getattr(profile, field)) for field in ("phone", "mobile") if profile.shows(field)]
    for row in affiliations:
        rest += [row.job, str(row.unit or ""), str(row.location or ""), str(row.organisation)]
    others = words_of(" ".join(rest)) + [number for number in numbers if number]
    return f" {' '.join(dict.fromkeys(names))} \n {' '.join(dict.fromkeys(others))} "
