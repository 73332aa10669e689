"""What the text itself says a name is: "the newspaper Quorra", "the town of Ostrel", "Velmire, 45,".

A name without a list to know it by gets a vote from each place where it stands; all its occurrences take the label
with most votes. Shortened names of bodies ("Quorra" of Quorra Holdings Inc) and letters in brackets behind a full
name are said by the text, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from curator.suggest.gazetteer import Gazetteer
from curator.suggest.grammar import Grammar
from curator.suggest.labels import ORG, PERSON, PLACE
from curator.suggest.tokens import NUMBER, WORD, Token

ENOUGH = 2  # votes
PLENTY = 3
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "&", "to"})


@dataclass
class Clues:
    """Votes by name, and the full names of bodies by their short forms."""

    votes: dict[str, Counter[str]] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)

    def label(self, name: str) -> tuple[str, int] | None:
        """The label with the most votes, and how many; None when they are few or tie."""
        ranked = self.votes.get(name, Counter()).most_common(2)
        if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0]

    def called(self, name: str) -> str | None:
        """The full name of the body that goes by a short form, unless the text says that the name is something else."""
        voted = self.label(name)
        return None if voted and voted[0] != ORG and voted[1] >= PLENTY else self.short.get(name)

    def vote(self, name: str, sentence: Sequence[Token], first: int, last: int, grammar: Grammar,
             gazetteer: Gazetteer, sport: bool) -> None:
        """What one occurrence says."""
        said = list(_said(sentence, first, last, grammar, gazetteer, sport))
        if said:
            counts = self.votes.setdefault(name, Counter())
            for label, weight in said:
                counts[label] += weight


def _said(sentence: Sequence[Token], first: int, last: int, grammar: Grammar, gazetteer: Gazetteer,
          sport: bool) -> Iterable[tuple[str, int]]:
    words = grammar.words
    before = sentence[first - 1] if first else None
    earlier = sentence[first - 2] if first > 1 else None
    after = sentence[last] if last < len(sentence) else None
    behind = sentence[last + 1] if last + 1 < len(sentence) else None
    low, next_low = before.low if before else "", after.low if after else ""
    preceding = earlier.low if earlier else ""
    if low in words["body_nouns"]:
        yield ORG, 3
    elif next_low in words["body_nouns"] and not sport and (after is None or after.text[0].islower()):
        yield ORG, 2
    elif behind is not None and behind.low in words["body_nouns"] and next_low in words["of_bodies"]:
        yield ORG, 3
    if next_low in words["body_parts"] and low != "the":
        yield ORG, 1 if next_low in ("leader", "leaders", "chief") else 2
    if low in ("at", "of", "with", "in", "for") and preceding in words["holding"]:
        yield ORG, 2
    elif low == "of" and preceding in words["place_nouns"]:
        yield PLACE, 3
    elif low in words["place_nouns"] and preceding not in ("a", "an"):
        yield PLACE, 2
    elif low in words["to_places"]:
        yield PLACE, 2 if low == "in" else 1
    if next_low in ("is", "was", "are", "were"):
        yield from _called(sentence[last + 1:last + 5], grammar)
    if next_low in words["place_nouns"] and (low in ("the", "a", "an", "in", "at", "near", "of")):
        yield PLACE, 2
    if low.endswith("-based") or (low == "-" and preceding.endswith("based")):
        yield ORG, 2
    if next_low == "," and behind is not None and behind.capital and (behind.text,) in gazetteer.places \
            and gazetteer.places[(behind.text,)] in ("country", "region"):
        yield PLACE, 2
    yield from _person(sentence, first, last, grammar, low, next_low, behind)
    if sport and next_low in words["team_roles"]:
        yield ORG, 1


def _called(following: Sequence[Token], grammar: Grammar) -> Iterable[tuple[str, int]]:
    """What the text says outright: "Velmire is a small town on the river"."""
    if not following or following[0].low not in ("a", "an", "the"):
        return
    for token in following[1:]:
        for label, nouns in ((PLACE, "place_nouns"), (ORG, "body_nouns"), (PERSON, "roles")):
            if token.low in grammar.words[nouns]:
                yield label, 3
                return


def _person(sentence: Sequence[Token], first: int, last: int, grammar: Grammar, low: str, next_low: str,
            behind: Token | None) -> Iterable[tuple[str, int]]:
    words = grammar.words
    if last - first == 1 and sentence[first].text.isupper():  # letters that stand for a post or a body
        return
    if first and (low in words["roles"] or sentence[first - 1].text in grammar.names["titles"]):
        yield PERSON, 2
    if next_low == "," and behind is not None:
        if behind.kind == NUMBER and behind.text.isdigit() and 9 < int(behind.text) < 110:
            closing = sentence[last + 2].text if last + 2 < len(sentence) else "."
            yield PERSON, 3 if closing in ",.;" else 0
        elif behind.low in ("who", "whose"):
            yield PERSON, 2
    if next_low in ("who", "himself", "herself"):
        yield PERSON, 2
    if next_low == "'s" and behind is not None and behind.low in words["kin"]:
        yield PERSON, 2
    verb = grammar.verbs.get(next_low)
    if verb and verb.lemma in grammar.cues["quote"] and verb.form in ("past", "s", "any") \
            and next_low not in words["noun_like"] and low not in ("the", *words["body_nouns"]):
        yield PERSON, 1


def short_forms(words: Sequence[str], grammar: Grammar) -> tuple[str, ...]:
    """What a body may be called once it was named in full: without its legal form and words for its kind. None for
    papers, schools and courts: they are called after their town."""
    heads = grammar.names["organisation_heads"]
    if words[-1] in grammar.names["called_after_places"]:
        return ()
    last = len(words)
    while last > 1 and (words[last - 1] in heads or words[last - 1].startswith("&")):
        last -= 1
    forms = []
    plain = words[0] not in grammar.names["not_names"] and words[0] not in grammar.names["title_modifiers"]
    if last < len(words) and (last > 1 or plain):
        forms.append(" ".join(words[:last]))
        if words[last - 1].endswith("'s") or words[last - 1].endswith("’s"):
            forms.append(" ".join(words[:last])[:-2])
    return tuple(form for form in forms if len(form) > 2)


def letters_behind(sentence: Sequence[Token], last: int) -> Token | None:
    """The letters in brackets right behind token `last` - 1: "(NBO)"."""
    if last + 2 < len(sentence) and sentence[last].text == "(" and sentence[last + 2].text == ")":
        inside = sentence[last + 1]
        capitals = sum(sign.isupper() for sign in inside.text)
        if inside.kind == WORD and 2 < len(inside.text) <= 10 and capitals >= 2:
            return inside
    return None


def stand_for(letters: str, words: Sequence[str]) -> bool:
    """True when the capitals of `letters` are initials of `words`, small words left out or in."""
    wanted = "".join(sign for sign in letters if sign.isupper())
    large = "".join(word[0].upper() for word in words if word.lower() not in _SMALL)
    every = "".join(word[0].upper() for word in words)
    return len(wanted) >= 2 and (_within(wanted, large) or _within(wanted, every))


def _within(wanted: str, initials: str) -> bool:
    """All initials in order, at most one of either side missing."""
    if wanted[:1] != initials[:1]:
        return False
    at = 0
    for sign in wanted:
        found = initials.find(sign, at)
        if found < 0:
            return len(wanted) > 3 and initials[:len(wanted) - 1] == wanted[:-1]
        at = found + 1
    return len(initials) - len(wanted) <= 1
