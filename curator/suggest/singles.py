"""Single capitalised words: named by what the text introduced before, by lists, and by what stands beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from curator.suggest.clues import PLENTY, Clues
from curator.suggest.found import Name, Spot, is_heading, opens_a_sentence
from curator.suggest.gazetteer import Gazetteer
from curator.suggest.grammar import Grammar
from curator.suggest.labels import ORG, PERSON, PLACE
from curator.suggest.tokens import NUMBER, Token

_CONTRACTED = ("n't", "'ve", "'m", "'re", "'ll", "'d")
_OF_A_PERSON = frozenset({"administration", "campaign", "presidency", "family", "camp", "regime", "government",
                          "brothers", "doctrine", "era", "case"})
_WEAK_PLACES = frozenset({"town"})
_VOTED = {PERSON: "said to be a person", ORG: "said to be a body", PLACE: "said to be a place"}


class People:
    """The full names of a text by surname and by given name, with where they stand."""

    def __init__(self, found: Iterable[Name], grammar: Grammar, gazetteer: Gazetteer) -> None:
        self.by_surname: dict[str, list[tuple[int, str]]] = {}
        self.by_given: dict[str, list[tuple[int, str]]] = {}
        self.generation = grammar.names["generation"]
        for name in sorted(found, key=lambda one: one.start):
            words = [word for word in name.name.split() if word not in self.generation]
            if name.label == PERSON and len(words) > 1 and len(words[-1]) > 1 and name.rule != "heading" \
                    and words[-1] not in gazetteer.demonyms:
                for surname in {words[-1], " ".join(words[1:])}:
                    self.by_surname.setdefault(surname, []).append((name.start, name.name))
                if "-" in words[-1] and words[-1][0].isupper() and words[-1].rpartition("-")[2].islower() \
                        and len(words) == 2:  # Kim Chae-won: the first word is the surname
                    self.by_surname.setdefault(words[0], []).append((name.start, name.name))
                if words[0] in gazetteer.given:
                    self.by_given.setdefault(words[0], []).append((name.start, name.name))

    def full(self, word: str, before: int, later: bool = True) -> str | None:
        """The last full name with this surname before an offset; with `later` the first one after it."""
        return _nearest(self.by_surname.get(word, ()), before, later)

    def of_given(self, word: str, before: int) -> str | None:
        return _nearest(self.by_given.get(word, ()), before, later=False)


def _nearest(introduced: Sequence[tuple[int, str]], before: int, later: bool) -> str | None:
    at = bisect_left(introduced, (before, ""))
    if at:
        return introduced[at - 1][1]
    return introduced[0][1] if later and introduced else None


class Singles:
    """Answers for the single words of one text, once its phrases are read."""

    def __init__(self, text: str, people: People, clues: Clues, grammar: Grammar, gazetteer: Gazetteer,
                 lower: set[str], bodies: set[str]) -> None:
        self.text = text
        self.people = people
        self.clues = clues
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.lower = lower
        self.bodies = bodies  # last words of bodies named in full

    def names(self, spot: Spot) -> list[Name]:
        """What one capitalised word names; often nothing."""
        sentence, at = spot.sentence, spot.first
        token = sentence[at]
        span = (spot.span,)
        if (known := self._known(spot, token)) is not None:
            return known
        if not self._may_name(token):
            return []
        before = sentence[at - 1] if at else None
        if token.text in self.bodies and not spot.opens and before and not is_heading(sentence):
            return [Name(span, ORG, token.text, "short form")]
        if self._is_a_kind(token.text):
            return []
        if before and (before.low in self.grammar.words["roles"] or before.text in self.grammar.names["titles"]):
            return [Name(span, PERSON, token.text, "role before")] if len(token.text) > 2 and not token.text.isupper() \
                and not is_heading(sentence) and token.low not in self.grammar.verbs else []
        if joined := self._shared_surname(sentence, at):
            return [Name((span[0], joined[0]), PERSON, f"{token.text} {joined[1]}", "shared surname")]
        if full := self.people.of_given(token.text, token.start):
            return [Name(span, PERSON, full, "given name known")]
        return self._beside(spot, token, before)

    def _known(self, spot: Spot, token: Token) -> list[Name] | None:
        """Names that the text introduced or a list holds; None for others."""
        word, span, places = token.text, (spot.span,), self.gazetteer.places
        kind = places.get((word,))
        strong = kind is not None and kind not in _WEAK_PLACES
        after_in = spot.first > 0 and spot.sentence[spot.first - 1].low in self.grammar.words["to_places"]
        if not (strong and after_in) and (
                full := self.people.full(word, token.start, later=strong or not spot.opens)):
            return [Name(span, PERSON, full, "surname")]
        if (word,) in self.gazetteer.organisations:
            return [Name(span, ORG, word, "known body")]
        if kind is None and (body := self.clues.called(word)) and (not spot.opens or not self._starts(token)):
            return [Name(span, ORG, body, "short form")]
        if strong:
            return [Name(span, PLACE, word, "known place")]
        if "-" in word and all(half in self.gazetteer.demonyms or (half,) in places
                               or self.people.full(half, token.start) for half in word.split("-")):
            return self._halves(token)
        if word.isupper() and len(word) > 3 and places.get((word.title(),), "town") != "town":
            return [Name(span, PLACE, word, "known place")]
        if word in self.grammar.names["well_known"]:
            return [Name(span, PERSON, word, "well known")]
        voted = self.clues.label(word)
        starts = spot.opens and self._starts(token)
        if voted and not starts and self._may_name(token) and token.low not in self.lower and not self._is_a_kind(word):
            label, votes = voted
            return [Name(span, label, word, _VOTED[label] if votes >= PLENTY else "hinted")]
        if kind is not None and not starts:
            return [Name(span, PLACE, word, "town")]
        return None

    def _may_name(self, token: Token) -> bool:
        if token.text.rpartition("-")[2] in self.grammar.words["adjectival"]:
            return False
        return not self._unnamed(token.text) and len(token.text) > 1 and not token.low.endswith(_CONTRACTED)

    def _unnamed(self, word: str) -> bool:
        names = self.grammar.names
        return word in self.gazetteer.demonyms or word in names["not_names"] or word in self.grammar.calendar

    def _is_a_kind(self, word: str) -> bool:
        names = self.grammar.names
        return word in names["titles"] or word in names["organisation_heads"] or word in names["title_modifiers"]

    def _starts(self, token: Token) -> bool:
        return opens_a_sentence(token, self.grammar, self.lower)

    def _beside(self, spot: Spot, token: Token, before: Token | None) -> list[Name]:
        """What the words around one occurrence say, weakest rules last."""
        sentence, at, word, span = spot.sentence, spot.first, token.text, (spot.span,)
        grammar, gazetteer = self.grammar, self.gazetteer
        after = sentence[at + 1] if at + 1 < len(sentence) else None
        spoken = after and (verb := grammar.verbs.get(after.low)) and verb.lemma in grammar.cues["quote"] \
            and verb.form in ("past", "s", "any") and after.low not in grammar.words["noun_like"]
        starter = spot.opens and self._starts(token)
        if spoken and not starter and not word.isupper() and not (spot.opens and word.endswith("s")):
            return [Name(span, PERSON, word, "cue after")]
        if word in gazetteer.given and not starter:
            return [Name(span, PERSON, word, "given name alone")]
        if word.isupper() and 2 <= len(word) <= 6 and word.isalpha() and not starter \
                and word not in grammar.names["generation"]:
            counted = (before and before.kind == NUMBER) or (after and (after.kind == NUMBER or after.text == ":"))
            beside = any(other and len(other.text) > 1 and other.text.isupper() for other in (before, after))
            return [Name(span, ORG, word, "capitals with others" if counted or beside else "capitals")]
        if spot.opens or starter or token.low in self.lower or is_heading(sentence):
            return []
        if before and before.low in ("in", "at", "from", "near", "в", "из") and not word.endswith(gazetteer.endings):
            return [Name(span, PLACE, word, "place by preposition")]
        if word.endswith(gazetteer.endings) and len(word) > 4 and word.isalpha():
            return [Name(span, PERSON, word, "ending alone")]
        if before and before.low == "the":
            person = after is not None and after.low in _OF_A_PERSON
            return [Name(span, PERSON if person else ORG, word, "person's people" if person else "capital alone")]
        return []

    def _halves(self, token: Token) -> list[Name]:
        """The names a hyphen joins: Griner-Bout, Russia-US; none unless both sides are known."""
        found = []
        at = token.start
        for half in token.text.split("-"):
            span = ((at, at + len(half)),)
            if full := self.people.full(half, token.start):
                found.append(Name(span, PERSON, full, "hyphen"))
            elif (half,) in self.gazetteer.places:
                found.append(Name(span, PLACE, half, "hyphen"))
            else:
                return []
            at += len(half) + 1
        return found

    def _shared_surname(self, sentence: Sequence[Token], at: int) -> tuple[tuple[int, int], str] | None:
        """The surname behind "and" that a lone given name shares: Artem and Anna Dultsev."""
        given = self.gazetteer.given
        if at + 3 >= len(sentence) or sentence[at].text not in given or sentence[at + 1].low not in ("and", "и"):
            return None
        other, surname = sentence[at + 2], sentence[at + 3]
        if other.text in given and surname.text in self.people.by_surname:
            return (surname.start, surname.end), surname.text
        return None
