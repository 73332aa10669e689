"""Names in a text: registry first, then capitalised phrases, single words last, because the rest explains them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from curator.suggest.capitals import Phrase, is_capital, phrases
from curator.suggest.context import KnownName
from curator.suggest.gazetteer import Gazetteer, longest
from curator.suggest.grammar import Grammar
from curator.suggest.labels import EVENT, ORG, PERSON, PLACE, label
from curator.suggest.registry import Index, hits
from curator.suggest.tokens import NUMBER, WORD, Token

__all__ = ["EVENT", "ORG", "PERSON", "PLACE", "Name", "names"]


_CONTRACTED = ("n't", "'ve", "'m", "'re", "'ll", "'d")


@dataclass(frozen=True)
class Name:
    """A name in the text: spans in code points (mostly one), its label, its canonical form, the rule that found it."""

    spans: tuple[tuple[int, int], ...]
    label: str
    name: str
    rule: str
    known: KnownName | None = None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True)
class _Single:
    """A capitalised word nobody could label yet: token `at` of a sentence."""

    sentence: Sequence[Token]
    at: int
    opens: bool


def names(text: str, sentences: Iterable[Sequence[Token]], grammar: Grammar, gazetteer: Gazetteer,
          table: Index) -> list[Name]:
    """All names of the sentences in text order; surnames carry the full name that introduces them."""
    parsed = [sentence for sentence in sentences if sentence]
    lower = {token.text for sentence in parsed for token in sentence if token.kind == WORD and token.text[0].islower()}
    found: list[Name] = []
    singles: list[_Single] = []
    for sentence in parsed:
        _read(text, sentence, grammar, gazetteer, table, lower, found, singles)
    people = _People(found, grammar, gazetteer)
    for single in singles:
        found += _resolve(text, single, people, grammar, gazetteer, lower)
    found.sort(key=lambda name: (name.start, -name.end))
    return [_finished(name, people) for name in found]


def _read(text: str, sentence: Sequence[Token], grammar: Grammar, gazetteer: Gazetteer, table: Index, lower: set[str],
          found: list[Name], singles: list[_Single]) -> None:
    known = hits(sentence, table)
    shouted, titled = _style(sentence)
    for phrase in phrases(sentence, grammar):
        inside = [hit for hit in known if hit[0] < phrase.last and hit[1] > phrase.first]
        first = phrase.first
        for start, end, _ in [*inside, (phrase.last, phrase.last, None)]:
            if start > first:
                part = Phrase(first, start, phrase.opens and first == phrase.first)
                if shouted or titled:
                    _headline(text, sentence, part, gazetteer, found, singles, shouted)
                else:
                    _label(text, sentence, part, grammar, gazetteer, lower, found, singles)
            first = max(first, end)
    for start, end, name in known:
        if not _inside_person(sentence[start], sentence[end - 1], found):
            span = (sentence[start].start, sentence[end - 1].end)
            found.append(Name((span,), name.label, name.preferred, "registry", name))


def _inside_person(first: Token, last: Token, found: Sequence[Name]) -> bool:
    return any(name.start <= first.start and last.end <= name.end for name in found[-4:])


def _style(sentence: Sequence[Token]) -> tuple[bool, bool]:
    """Whether the sentence is all capitals, or a headline in which most words have one."""
    words = [token.text for token in sentence if token.kind == WORD and len(token.text) > 1]
    long = [word for word in words if len(word) > 3]
    shouted = len(words) >= 1 and sum(word.isupper() for word in words) >= 0.7 * len(words)
    least = 9 if sentence[-1].text == "." else 5
    titled = len(long) >= least and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
    return shouted, titled


def _headline(text: str, sentence: Sequence[Token], phrase: Phrase, gazetteer: Gazetteer, found: list[Name],
              singles: list[_Single], shouted: bool) -> None:
    """In a line where everything has a capital only known words count, and a given name with what follows it."""
    words = [token.text for token in sentence[phrase.first:phrase.last]]
    if shouted:
        words = [word if "." in word or (word,) in gazetteer.places else word.title() for word in words]
    at = 0
    while at < len(words):
        place = longest(gazetteer.place_phrases, words, at)
        body = 0 if shouted else longest(gazetteer.organisation_phrases, words, at)
        width, tag = (body, ORG) if body > place else (place, PLACE)
        if not width and not shouted and words[at] in gazetteer.given and at + 1 < len(words):
            width, tag = 2, PERSON
        token = sentence[phrase.first + at]
        if width:
            last = sentence[phrase.first + at + width - 1]
            found.append(Name(((token.start, last.end),), tag, text[token.start:last.end], "headline"))
        elif not shouted:
            singles.append(_Single(sentence, phrase.first + at, True))
        at += max(1, width)


def _label(text: str, sentence: Sequence[Token], phrase: Phrase, grammar: Grammar, gazetteer: Gazetteer,
           lower: set[str], found: list[Name], singles: list[_Single]) -> None:
    first, last = _trimmed(sentence, phrase, grammar, gazetteer, lower)
    words = [token.text for token in sentence[first:last]]
    if not words:
        return
    covered = [False] * len(words)
    for part in label(words, grammar, gazetteer):
        rule, tag = part.rule, part.label
        if rule in ("two capitals", "more capitals", "place and more") and first + part.first > 0:
            before = sentence[first + part.first - 1]
            if before.low in grammar.words["roles"]:
                rule, tag = "role before", PERSON
        if rule in ("two capitals", "more capitals", "place and more", "capitals") and _is_heading(sentence):
            rule = "heading"
        start, end = sentence[first + part.first].start, _embassy(sentence, first + part.last, tag, gazetteer)
        found.append(Name(((start, end),), tag, text[start:end], rule))
        covered[part.first:part.last] = [True] * (part.last - part.first)
    for offset, token in enumerate(sentence[first:last]):
        if not covered[offset] and is_capital(token):
            singles.append(_Single(sentence, first + offset, phrase.opens and offset == 0 and first == phrase.first))


def _embassy(sentence: Sequence[Token], last: int, tag: str, gazetteer: Gazetteer) -> int:
    """Where a body's name ends: an embassy's goes on over "in" and the place."""
    if tag == ORG and last + 1 < len(sentence) and sentence[last - 1].low in ("embassy", "consulate") \
            and sentence[last].low in ("in", "to"):
        words = [token.text for token in sentence[last + 1:last + 4]]
        if width := longest(gazetteer.place_phrases, words, 0):
            return sentence[last + width].end
    return sentence[last - 1].end


def _is_heading(sentence: Sequence[Token]) -> bool:
    """True for a short line without a stop: its capitals may be those of a heading."""
    return (len(sentence) <= 12 and sentence[-1].text not in ".?!”\""
            and not any(token.kind == NUMBER or token.text in ".,;" for token in sentence))


def _trimmed(sentence: Sequence[Token], phrase: Phrase, grammar: Grammar, gazetteer: Gazetteer,
             lower: set[str]) -> tuple[int, int]:
    """The phrase without words that have their capital from the sentence's start, weekdays and months."""
    first, last = phrase.first, phrase.last
    dropped = grammar.calendar
    while first < last:
        word = sentence[first].text
        starts = phrase.opens and first == phrase.first
        low = sentence[first].low
        alone = (word,) in gazetteer.places or (word,) in gazetteer.organisations or word in gazetteer.given
        if word in dropped or (starts and not alone and word not in grammar.names["titles"] and (
                word in grammar.names["starters"] or low in grammar.function_words or low in lower
                or low in grammar.verbs)) or (low in grammar.function_words and not word.isupper()
                                              and low not in grammar.words["particles"]):
            first += 1
        else:
            break
    while last > first and (sentence[last - 1].text in dropped or not is_capital(sentence[last - 1])):
        last -= 1
    return first, last


class _People:
    """The full names of a text by surname and by given name, with where they stand."""

    def __init__(self, found: Sequence[Name], grammar: Grammar, gazetteer: Gazetteer) -> None:
        self.by_surname: dict[str, list[tuple[int, str]]] = {}
        self.by_given: dict[str, list[tuple[int, str]]] = {}
        self.generation = grammar.names["generation"]
        for name in sorted(found, key=lambda one: one.start):
            words = [word for word in name.name.split() if word not in self.generation]
            if name.label == PERSON and len(words) > 1 and len(words[-1]) > 1 and name.rule != "heading":
                self.by_surname.setdefault(words[-1], []).append((name.start, name.name))
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


def _resolve(text: str, single: _Single, people: _People, grammar: Grammar, gazetteer: Gazetteer,
             lower: set[str]) -> list[Name]:
    """What one capitalised word names, by what was introduced and what stands beside it; often nothing."""
    sentence, at = single.sentence, single.at
    token = sentence[at]
    word = token.text
    span = ((token.start, token.end),)
    place = (word,) in gazetteer.places
    if full := people.full(word, token.start, later=not place and not single.opens):
        return [Name(span, PERSON, full, "surname")]
    if (word,) in gazetteer.organisations:
        return [Name(span, ORG, word, "known body")]
    if place:
        return [Name(span, PLACE, word, "known place")]
    if "-" in word and all(half in gazetteer.demonyms or (half,) in gazetteer.places or people.full(half, token.start)
                           for half in word.split("-")):
        return _halves(token, people, gazetteer)
    if word.isupper() and len(word) > 3 and (word.title(),) in gazetteer.places:
        return [Name(span, PLACE, word, "known place")]
    if (word in gazetteer.demonyms or word in grammar.names["not_names"] or word in grammar.calendar
            or len(word) < 2 or token.low.endswith(_CONTRACTED)):
        return []
    before = sentence[at - 1] if at else None
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if word in grammar.names["titles"] or word in grammar.names["organisation_heads"] \
            or word in grammar.names["title_modifiers"]:
        return []
    if before and (before.low in grammar.words["roles"] or before.text in grammar.names["titles"]):
        return [Name(span, PERSON, word, "role before")] if len(word) > 2 and not _is_heading(sentence) else []
    joined = _shared_surname(sentence, at, people, gazetteer)
    if joined:
        return [Name((span[0], joined[0]), PERSON, f"{word} {joined[1]}", "shared surname")]
    if full := people.of_given(word, token.start):
        return [Name(span, PERSON, full, "given name known")]
    spoken = after and (verb := grammar.verbs.get(after.low)) and verb.lemma in grammar.cues["quote"] \
        and verb.form in ("past", "s", "any") and after.low not in grammar.words["noun_like"]
    starter = single.opens and (word in grammar.names["starters"] or token.low in grammar.function_words
                                or token.low in lower or token.low in grammar.verbs)
    if spoken and not starter and not word.isupper() and not (single.opens and word.endswith("s")):
        return [Name(span, PERSON, word, "cue after")]
    if word in gazetteer.given and not starter:
        return [Name(span, PERSON, word, "given name alone")]
    if word.isupper() and 2 <= len(word) <= 6 and word.isalpha() and not starter \
            and word not in grammar.names["generation"]:
        return [Name(span, ORG, word, "capitals")]
    if single.opens or starter or token.low in lower or _is_heading(sentence):
        return []
    if before and before.low in ("in", "at", "from", "near") and not word.endswith(gazetteer.endings):
        return [Name(span, PLACE, word, "place by preposition")]
    if word.endswith(gazetteer.endings) and len(word) > 4 and word.isalpha():
        return [Name(span, PERSON, word, "ending alone")]
    if before and before.low == "the":
        follows = after.low if after else ""
        tag = PERSON if follows in ("administration", "campaign", "presidency", "family", "camp") else ORG
        return [Name(span, tag, word, "capital alone")]
    return []


def _halves(token: Token, people: _People, gazetteer: Gazetteer) -> list[Name]:
    """The names a hyphen joins: Griner-Bout, Russia-US; none unless both sides are known."""
    found = []
    at = token.start
    for half in token.text.split("-"):
        span = ((at, at + len(half)),)
        if full := people.full(half, token.start):
            found.append(Name(span, PERSON, full, "hyphen"))
        elif (half,) in gazetteer.places:
            found.append(Name(span, PLACE, half, "hyphen"))
        else:
            return []
        at += len(half) + 1
    return found


def _shared_surname(sentence: Sequence[Token], at: int, people: _People,
                    gazetteer: Gazetteer) -> tuple[tuple[int, int], str] | None:
    """The surname behind "and" that a lone given name shares: Artem and Anna Dultsev."""
    if at + 3 >= len(sentence) or sentence[at].text not in gazetteer.given or sentence[at + 1].low not in ("and", "и"):
        return None
    other, surname = sentence[at + 2], sentence[at + 3]
    if other.text in gazetteer.given and surname.text in people.by_surname:
        return (surname.start, surname.end), surname.text
    return None


def _finished(name: Name, people: _People) -> Name:
    """A titled surname ("Mr. Trump") gets the full name it was introduced with."""
    if name.label == PERSON and name.known is None and " " not in name.name and len(name.spans) == 1:
        full = people.full(name.name, name.start)
        return replace(name, name=full) if full else name
    return name
