"""What some words are by their form: a name, or a pronoun, role or description that stands for one named elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from curator import lexicon
from curator.suggest.gazetteer import gazetteer
from curator.suggest.grammar import entries, grammar
from schema import Reference

Gender = Literal["m", "f", ""]
NEAR = 80  # characters before and after a name in which its role may stand
SEVERAL = 0  # stands for more than one, nobody says how many
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+")
_MOST_WORDS = 8  # of a description


@dataclass(frozen=True)
class Referring:
    """How words refer. `number` is how many they stand for, 0 for several; `head` the role or body in lower case."""

    reference: Reference
    gender: Gender = ""
    number: int = 1
    kind: Literal["person", "organisation", ""] = ""
    head: str = ""


@dataclass(frozen=True)
class Words:
    """The lists of one language, in lower case."""

    lists: dict[str, frozenset[str]]
    counts: dict[str, int]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def referring(words: str, code: str | None) -> Referring:
    """How some words refer, by their form alone: capitals make a name, but a title with an article before it."""
    found = _WORD.findall(words)
    low = [word.lower() for word in found]
    own, of = lists(code), grammar(code).words
    if len(low) == 1 and (only := _pronoun(low[0], own)):
        return only
    if len(low) == 1 and (low[0] in of["sources"] or low[0] in own["plural"]):
        return Referring("collective", "", SEVERAL, "person", _singular(low[0]))
    if not low or len(low) > _MOST_WORDS or not any(word[:1].islower() for word in found):
        return Referring("name")
    head = next((word for word in reversed(found) if word[:1].islower() and _is_head(word, own, of)), "")
    opens = low[0] in of["determiners"] or low[0] in own["indefinite"] or low[0] in own.counts or low[0] in own["many"]
    if not head or not (opens or found[0][:1].islower()):
        return Referring("name")
    number = next((own.counts[word] for word in low if word in own.counts), 1)
    many = number > 1 or low[0] in own["many"] or head in own["plural"] or _singular(head) != head
    single = _singular(head)
    body = single in of["bodies"] and single not in of["roles"]
    gender: Gender = "m" if single in own["male"] else "f" if single in own["female"] else ""
    reference: Reference = "collective" if many and number == 1 else \
        "unnamed" if low[0] in own["indefinite"] and number == 1 else "role"
    return Referring(reference, gender, number if number > 1 else SEVERAL if many else 1,
                     "organisation" if body else "person", single)


def gender_of(name: str, code: str | None) -> Gender:
    """The gender of the one given name in a person's name that has one only; '' when the lists do not tell."""
    given = name.split(" ", 1)[0]
    known = gazetteer(code)
    male, female = given in known.male, given in known.female
    return "" if male == female else "m" if male else "f"


def roles_beside(text: str, start: int, end: int, code: str | None) -> frozenset[str]:
    """The roles and bodies that stand beside a name: before it in its clause, and in an apposition behind it."""
    known = grammar(code).words
    before = re.split(r"[.;:,\n]", text[max(0, start - NEAR):start])[-1]
    after = text[end:end + NEAR].partition("\n")[0]
    words = _WORD.findall(before)[-6:] + (_WORD.findall(re.split(r"[.;:,]", after[2:])[0]) if after[:2] == ", " else [])
    return frozenset(word.lower() for word in words) & (known["roles"] | known["bodies"])


@cache
def lists(code: str | None) -> Words:
    """The lists of a language; those of one that Curator does not know are empty."""
    table = lexicon.toml("referring")
    own = table.get(code or "", dict.fromkeys(table["en"], ""))
    made = {name: frozenset(entry.lower() for entry in entries(value)) for name, value in own.items()}
    counts = {word: int(number) for word, _, number in (entry.rpartition(" ") for entry in entries(own["counts"]))}
    return Words(made, counts)


def _pronoun(low: str, own: Words) -> Referring | None:
    if low in own["he"] or low in own["she"]:
        return Referring("pronoun", "m" if low in own["he"] else "f", 1, "person")
    if low in own["it"]:
        return Referring("pronoun", "", 1, "organisation")
    if low in own["many"] or low in own.counts:
        return Referring("pronoun", "", own.counts.get(low, SEVERAL))
    return Referring("pronoun", "", 1, "person") if low in own["one"] else None


def _is_head(word: str, own: Words, of: dict[str, frozenset[str]]) -> bool:
    single = _singular(word)
    return single in of["roles"] or single in of["bodies"] or word in of["sources"] or word in own["plural"] \
        or single in own["male"] or single in own["female"]


def _singular(word: str) -> str:
    """A noun without the ending of an English plural: presidents, ministries, spokesmen."""
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word == "men" or word == "women":
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
