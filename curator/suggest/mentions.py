"""Names in a text: registry first, then capitalised phrases, single words last, because the rest explains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from curator.suggest.acting import crossing
from curator.suggest.capitals import Phrase, is_capital, phrases
from curator.suggest.clues import PLENTY, Clues, letters_behind, short_forms, stand_for
from curator.suggest.found import Name, Spot, is_heading, opens_a_sentence
from curator.suggest.gazetteer import Gazetteer, longest
from curator.suggest.grammar import Grammar
from curator.suggest.labels import EVENT, ORG, PERSON, PLACE, label
from curator.suggest.registry import Index, hits, names_with_registry, with_registry
from curator.suggest.shouting import dateline, headline, style, writer
from curator.suggest.singles import People, Singles
from curator.suggest.sport import Range, plays_here, results
from curator.suggest.tokens import WORD, Token

__all__ = ["EVENT", "ORG", "PERSON", "PLACE", "Name", "names"]

# Rules that go by capitals alone: what the text says elsewhere overrules them.
_WEAK = frozenset({"two capitals", "more capitals", "place and more", "capitals", "heading", "initials", "town"})
_NAMED_IN_FULL = frozenset({"organisation word", "letters behind", "known body"})
_MAY_PLAY = frozenset({"known place", "headline", "known body", "town", "place by preposition"})
_ROLE_MAY_SAY = frozenset({"two capitals", "more capitals", "place and more", "surname ending"})
_VOTED = {PERSON: "said to be a person", ORG: "said to be a body", PLACE: "said to be a place"}


def names(text: str, sentences: Iterable[Sequence[Token]], grammar: Grammar, gazetteer: Gazetteer,
          table: Index) -> list[Name]:
    """All names of the sentences in text order; surnames carry the full name that introduces them."""
    parsed = [sentence for sentence in sentences if sentence]
    lower = {token.text for sentence in parsed for token in sentence if token.kind == WORD and token.text[0].islower()}
    sport = results(parsed, grammar, gazetteer)
    reader = _Reader(text, grammar, gazetteer, lower)
    spots: list[Spot] = []
    for number, sentence in enumerate(parsed):
        following = parsed[number + 1] if number + 1 < len(parsed) else ()
        spots += reader.read(sentence, sport.rows.get(number, ()), following)
    clues = _gathered(spots, grammar, gazetteer, sport.about)
    spots = [_by_clues(spot, clues) for spot in spots]
    known = [(sentence, hit) for sentence in parsed for hit in hits(sentence, table)]
    spots = with_registry(spots, [one for one in known if one[1].last - one[1].first > 1])
    if sport.about:
        spots = _teams(spots, grammar, gazetteer, sport.playing)
    labelled = [spot.name for spot in spots if spot.name]
    people = People(labelled, grammar, gazetteer)
    bodies = {name.name.rpartition(" ")[2] for name in labelled if name.label == ORG and " " in name.name}
    singles = Singles(text, people, clues, grammar, gazetteer, lower, bodies)
    found = labelled + [name for spot in spots if not spot.name and not spot.shouted for name in singles.names(spot)]
    found = names_with_registry(found, [one for one in known if one[1].last - one[1].first == 1], lower)
    found += _shouted([spot for spot in spots if not spot.name and spot.shouted], found)
    found.sort(key=lambda name: (name.start, -name.end))
    return [_finished(text, name, people) for name in found]


class _Reader:
    """Reads sentences into spots: names with their labels, and words that what follows may explain."""

    def __init__(self, text: str, grammar: Grammar, gazetteer: Gazetteer, lower: set[str]) -> None:
        self.text = text
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.lower = lower

    def read(self, sentence: Sequence[Token], teams: Iterable[Range], following: Sequence[Token]) -> list[Spot]:
        taken, found = dateline(self.text, sentence, self.gazetteer)
        if not taken and following and (found := writer(self.text, sentence, following, self.gazetteer, self.grammar)):
            taken = len(sentence)
        across = [one for one in crossing(sentence, self.grammar, self.gazetteer) if one[0] >= taken]
        fixed = sorted([(0, taken)] * bool(taken) + [pair for pair in teams if pair[0] >= taken]
                       + [(one[0], one[1]) for one in across])
        shouted, titled = style(sentence)
        for phrase in phrases(sentence, self.grammar):
            first = phrase.first
            inside = [pair for pair in fixed if pair[0] < phrase.last and pair[1] > phrase.first]
            for start, end in [*inside, (phrase.last, phrase.last)]:
                if start > first:
                    part = Phrase(first, start, phrase.opens and first == phrase.first)
                    found += headline(self.text, sentence, part, self.gazetteer, shouted) if shouted or titled \
                        else self._labelled(sentence, part)
                first = max(first, end)
        found += [self._spot(sentence, first, last, tag, rule) for first, last, tag, rule in across]
        for first, last in teams:
            if first >= taken:
                found.append(self._spot(sentence, first, last, ORG, "result line"))
        return found

    def _spot(self, sentence: Sequence[Token], first: int, last: int, tag: str, rule: str) -> Spot:
        span = (sentence[first].start, sentence[last - 1].end)
        return Spot(sentence, first, last, Name((span,), tag, self.text[slice(*span)], rule))

    def _labelled(self, sentence: Sequence[Token], phrase: Phrase) -> Iterator[Spot]:
        first, last = self._trimmed(sentence, phrase)
        words = [token.text for token in sentence[first:last]]
        covered = [False] * len(words)
        for part in label(words, self.grammar, self.gazetteer) if words else ():
            rule, tag = part.rule, part.label
            if rule == "known place" and part.last - part.first == 1:
                continue  # a surname may be meant
            if rule in _ROLE_MAY_SAY and first + part.first > 0:
                before = sentence[first + part.first - 1]
                if before.low in self.grammar.words["roles"]:
                    rule, tag = "role before", PERSON
            if rule in ("two capitals", "more capitals", "place and more", "capitals") and is_heading(sentence):
                rule = "heading"
            start, end = first + part.first, self._end(sentence, first + part.first, first + part.last, tag)
            if (tag, rule) in ((PERSON, "two capitals"), (ORG, "more capitals")) and (
                    letters := letters_behind(sentence, end)) and stand_for(letters.text, words[part.first:part.last]):
                rule, tag = "letters behind", ORG
            yield self._spot(sentence, start, end, tag, rule)
            covered[part.first:part.last] = [True] * (part.last - part.first)
        for offset, token in enumerate(sentence[first:last]):
            if not covered[offset] and is_capital(token):
                yield Spot(sentence, first + offset, first + offset + 1,
                           opens=phrase.opens and offset == 0 and first == phrase.first)

    def _end(self, sentence: Sequence[Token], first: int, last: int, tag: str) -> int:
        """Where a body's name ends: it goes on over "in" and a place after an embassy, or where letters in brackets
        stand for all of it (OSCE)."""
        if tag != ORG or last + 1 >= len(sentence) or sentence[last].low not in ("in", "to", "of"):
            return last
        words = [token.text for token in sentence[last + 1:last + 4]]
        width = longest(self.gazetteer.place_phrases, words, 0)
        end = last + 1 + width
        if width and (sentence[last - 1].low in ("embassy", "consulate") or (
                (letters := letters_behind(sentence, end))
                and stand_for(letters.text, [token.text for token in sentence[first:end]]))):
            return end
        return last

    def _trimmed(self, sentence: Sequence[Token], phrase: Phrase) -> tuple[int, int]:
        """The phrase without words that have their capital from the sentence's start, weekdays and months."""
        first, last = phrase.first, phrase.last
        grammar, gazetteer = self.grammar, self.gazetteer
        dropped = grammar.calendar
        while first < last:
            token = sentence[first]
            starts = phrase.opens and first == phrase.first
            alone = (token.text,) in gazetteer.organisations or token.text in gazetteer.given \
                or gazetteer.places.get((token.text,), "town") != "town"
            role = starts and token.low in grammar.words["roles"] and last - first > 2 \
                and token.text not in grammar.names["titles"]
            if token.text in dropped or role or (starts and not alone and token.text not in grammar.names["titles"]
                                                 and opens_a_sentence(token, grammar, self.lower)) or (
                    token.low in grammar.function_words and not token.text.isupper()
                    and token.low not in grammar.words["particles"]):
                first += 1
            else:
                break
        while last > first and (sentence[last - 1].text in dropped or not is_capital(sentence[last - 1])):
            last -= 1
        return first, last


def _gathered(spots: Sequence[Spot], grammar: Grammar, gazetteer: Gazetteer, sport: bool) -> Clues:
    """What all occurrences of unknown names say together, and how bodies named in full may be called for short."""
    clues = Clues()
    for spot in spots:
        name = spot.name
        if name is None or name.rule in _WEAK:
            clues.vote(spot.words, spot.sentence, spot.first, spot.last, grammar, gazetteer, sport)
        if name is not None and name.label == ORG and name.rule in _NAMED_IN_FULL:
            words = [token.text for token in spot.sentence[spot.first:spot.last]]
            for form in short_forms(words, grammar) if name.rule == "organisation word" else ():
                taken = form in gazetteer.demonyms or form in gazetteer.given or tuple(form.split()) in gazetteer.places
                if not taken:
                    clues.short.setdefault(form, name.name)
            letters = letters_behind(spot.sentence, spot.last)
            if letters and stand_for(letters.text, words):
                clues.short[letters.text] = name.name
    return clues


def _by_clues(spot: Spot, clues: Clues) -> Spot:
    """A weak label overruled by what the text says of the name."""
    name = spot.name
    if name is None or name.rule not in _WEAK:
        return spot
    if body := clues.called(spot.words):
        return spot._replace(name=name._replace(label=ORG, name=body, rule="short form"))
    voted = clues.label(spot.words)
    if voted is None:
        return spot
    tag, votes = voted
    if tag == PLACE and votes < PLENTY and spot.last - spot.first > 1:
        return spot
    return spot._replace(name=name._replace(label=tag, rule=_VOTED[tag] if votes >= PLENTY else "hinted"))


def _teams(spots: Sequence[Spot], grammar: Grammar, gazetteer: Gazetteer, playing: frozenset[str]) -> list[Spot]:
    """In a text about sport: towns that play are teams, and clubs called like towns are towns after "in"."""
    told: dict[int, bool | None] = {}
    names = set(playing)
    for number, spot in enumerate(spots):
        if spot.name.rule in _MAY_PLAY if spot.name else (spot.words,) in gazetteer.places:
            told[number] = plays_here(spot.sentence, spot.first, spot.last, grammar)
            if told[number]:
                names.add(spot.words.title())
    made = []
    for number, spot in enumerate(spots):
        if number not in told:
            made.append(spot)
            continue
        places, words = gazetteer.places, spot.words
        kind = places.get(tuple(words.split())) or places.get(tuple(words.title().split()))
        name = spot.name or Name((spot.span,), PLACE, spot.words, "known place")
        if kind is None or kind == "country":
            made.append(spot)
        elif told[number] or (told[number] is None and spot.words.title() in names):
            made.append(spot._replace(name=name._replace(label=ORG, rule="team")))
        elif name.label == ORG:
            made.append(spot._replace(name=name._replace(label=PLACE, rule="known place")))
        else:
            made.append(spot)
    return made


def _shouted(spots: Sequence[Spot], found: Sequence[Name]) -> Iterator[Name]:
    """Words of a line of capitals that the text spells out elsewhere, with the label that they have there."""
    spelled: dict[str, Name] = {}
    for name in found:
        if name.rule in ("two capitals", "heading"):
            continue
        for words in (name.name, name.name.rpartition(" ")[2] if name.label == PERSON else name.name):
            if len(words) > 2:
                spelled.setdefault(words.upper(), name)
    for spot in spots:
        if (known := spelled.get(spot.words)) is not None:
            yield Name((spot.span,), known.label, known.name, "spelled out below")


def _finished(text: str, name: Name, people: People) -> Name:
    """A titled surname ("Mr. Trump") gets the full name it was introduced with."""
    if name.label == PERSON and name.known is None and len(name.spans) == 1 and (
            " " not in name.name or name.rule == "particle"):
        full = people.full(name.name, name.start)
        return name._replace(name=full) if full else name
    return name
