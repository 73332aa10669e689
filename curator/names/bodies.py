"""An organisation's name taken apart: words of its own, kinds of body, numbers, countries, legal form set aside."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from curator.lexicon import rows, toml
from curator.names.fold import latin
from curator.names.normalise import forms, joins
from curator.names.words import Word, word

MOST_WORDS = 20
_LONGEST = 600
_LONGEST_PHRASE = 7
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?")
_AMPERSAND = re.compile(r"(?<=\w)&(?=\w)")
_POSSESSIVE = re.compile(r"(?<=\w)'s?$")
_BREAK = re.compile(r"[^\w']+|_+")


class OrganisationName(NamedTuple):
    """`words` are those that tell which body it is, `kinds` which kind of body; `countries` are ISO codes."""

    written: str
    words: tuple[Word, ...]
    forms: frozenset[str]
    joins: dict[str, int]
    kinds: frozenset[str]
    numbers: tuple[str, ...]
    countries: frozenset[str]
    form: str
    joined: str
    initials: frozenset[str]
    is_country: bool


class _Lists(NamedTuple):
    forms: dict[str, str]
    types: dict[str, str]
    light: frozenset[str]
    numbers: dict[str, int]
    countries: dict[str, str]
    country_words: dict[str, str]


@lru_cache(maxsize=50_000)
def organisation(name: str) -> OrganisationName:
    """`name` taken apart as an organisation's; never raises, whatever the string."""
    lists = _lists()
    line = unicodedata.normalize("NFKC", name[:_LONGEST]).replace("’", "'")
    line = _AMPERSAND.sub(" and ", _DOTTED.sub(lambda found: found[0].replace(".", ""), line)).replace("&", " and ")
    tokens = [token for each in _BREAK.split(line) if (token := _POSSESSIVE.sub("", each.strip("'")))]
    tokens = tokens[: 2 * MOST_WORDS]
    plain = [_key(token) or token for token in tokens]
    own: list[Word] = []
    kinds: list[str] = []
    numbers: list[int | str] = []
    countries: list[str] = []
    form: list[str] = []
    joined: list[str] = []
    letters: list[tuple[str, bool]] = []
    at = 0
    is_country = lists.countries.get(" ".join(plain))
    while at < len(plain) and len(own) < MOST_WORDS:
        phrase, size = _longest(plain, at, lists)
        token = plain[at]
        if size and phrase in lists.country_words:
            countries.append(lists.country_words[phrase])
            letters += [(plain[place][0], False) for place in range(at, at + size)]
        elif size:
            form.append(" ".join(tokens[at:at + size]))
        elif token in lists.light:
            joined.append(token)
            letters.append((token[0], True))
        elif any(map(str.isdigit, token)) or (token in lists.numbers and at > 0):
            _number(numbers, token, lists)
        elif token in lists.types:
            kinds.append(lists.types[token])
            letters.append((token[0], False))
        else:
            own.append(word(tokens[at]))
            joined.append(own[-1].fold)
            letters.append((token[0], False))
        at += size or 1
    if not own and not countries and not kinds and form:
        own = [word(token) for token in tokens]
        joined = [each.fold for each in own]
    return OrganisationName(
        written=name, words=tuple(own), forms=forms(own), joins=joins(own), kinds=frozenset(kinds),
        numbers=tuple(map(str, numbers)), countries=frozenset(countries), form=" ".join(form), joined="".join(joined),
        initials=frozenset((latin("".join(letter for letter, _ in letters)),
                            latin("".join(letter for letter, light in letters if not light)))) - {""},
        is_country=is_country is not None)


def country_names(name: str) -> tuple[str, ...]:
    """The other names of the country that `name` names, in lower case; () when it names none ("U.S.": "united states",
    "usa", "сша", ...). Words that mean "of it" ("American") name no country."""
    line = _DOTTED.sub(lambda found: found[0].replace(".", ""), unicodedata.normalize("NFKC", name[:_LONGEST]))
    code = _lists().countries.get(_phrase(" ".join(line.split())))
    return _names_of_countries().get(code, ()) if code else ()


def governed_from(name: str) -> tuple[str, ...]:
    """The names, in lower case, of the country whose government sits in the town `name` and is called by it
    ("Washington": "united states", "usa", ...), the usual one first; () for any other name."""
    code = _seats().get(_phrase(" ".join(unicodedata.normalize("NFKC", name[:_LONGEST]).split())))
    return _names_of_countries().get(code, ()) if code else ()


@cache
def _seats() -> dict[str, str]:
    return {_phrase(town): code for code, towns in rows("seats") for town in towns.split(";")}


@cache
def _names_of_countries() -> dict[str, tuple[str, ...]]:
    return {code: tuple(filter(None, names.split(";"))) for code, names, _ in rows("country_aliases")}


def _key(token: str) -> str:
    """How a token is looked up: lower case, without diacritics where the script is Latin."""
    return latin(token) if token[0] < "\u0250" else token.casefold()


def _longest(plain: list[str], at: int, lists: _Lists) -> tuple[str, int]:
    """The longest legal form or country that starts at a place, and its words; ("", 0) when there is none."""
    for size in range(min(_LONGEST_PHRASE, len(plain) - at), 0, -1):
        phrase = " ".join(plain[at:at + size])
        if phrase in lists.country_words or phrase in lists.forms:
            return phrase, size
    return "", 0


def _number(numbers: list[int | str], token: str, lists: _Lists) -> None:
    """Adds a number; "forty four" is one number."""
    value: int | str = lists.numbers.get(token, int(token) if token.isdecimal() else token)
    last = numbers[-1] if numbers else None
    if isinstance(last, int) and isinstance(value, int) and last >= 20 and last % 10 == 0 and 0 < value < 10:
        numbers[-1] = last + value
    else:
        numbers.append(value)


@cache
def _lists() -> _Lists:
    lists = toml("legal_forms")
    countries: dict[str, str] = {}
    words: dict[str, str] = {}
    for code, names, adjectives in rows("country_aliases"):
        for name in filter(None, names.split(";")):
            countries[_phrase(name)] = code
        for name in filter(None, (names + ";" + adjectives).split(";")):
            words.setdefault(_phrase(name), code)
    return _Lists(
        forms={_phrase(form): line.split(";")[0] for line in lists["forms"] for form in line.split(";")},
        types={_key(kind): line.split()[0] for line in lists["types"] for kind in line.split()},
        light=frozenset(map(_key, lists["light"].split())),
        numbers={name: int(number) for number, names in lists["numbers"].items() for name in names.split()},
        countries=countries, country_words=words)


def _phrase(words: str) -> str:
    return " ".join(_key(token) for token in _BREAK.split(words.replace("'", "")) if token)
