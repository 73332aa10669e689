"""Noun phrases in the tokens of a sentence, found by their edges: without a parser, with the names at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from curator.suggest.clauses import NameIndex
from curator.suggest.grammar import Grammar
from curator.suggest.mentions import ORG, PERSON, PLACE, Name
from curator.suggest.tokens import MARK, NUMBER, RUN, WORD, Token


class Source(NamedTuple):
    """A noun phrase: its tokens `first` to `last` (excluded), the words that count as the mention (offsets), the
    names in it that speak, how it refers (name, pronoun, role or collective), and its words in lower case. `others`
    are those coordinated with it ("the ministry and the mayor"): `first` to `last` holds them, too."""

    first: int
    last: int
    start: int
    end: int
    names: tuple[Name, ...]
    reference: str
    low: str
    others: tuple[Source, ...] = ()


_MOST_WORDS = 12
_MOST_OTHERS = 4


class NounPhrases:
    """Finds the noun phrases of one sentence."""

    def __init__(self, tokens: Sequence[Token], grammar: Grammar, names: NameIndex) -> None:
        self.tokens = tokens
        self.grammar = grammar
        self.words = grammar.words
        self.names = names

    def starting(self, at: int) -> Source | None:
        """The noun phrase that starts at token `at`; None when none does."""
        if at >= len(self.tokens):
            return None
        if self.is_pronoun(at):
            return self.source(at, at + 1)
        last = at
        while last < len(self.tokens) and last - at < _MOST_WORDS:
            if name := self.names.by_start.get(self.tokens[last].start):
                last = self.index_after(last, name.spans[0][1])
                if name.label == PERSON and not self._is_possessive(last):
                    break
            elif self._goes_on(at, last):
                last += 1
            else:
                break
        if last == at or not self._can_speak(at, last):
            return None
        return self.source(at, last)

    def ending(self, at: int) -> Source | None:
        """The noun phrase whose last token is `at`, without the phrases that hang on it by a preposition."""
        tokens = self.tokens
        best: Source | None = None
        last = at + 1  # of a phrase whose tail cannot speak by itself: head of state
        for _ in range(4):
            if at < 0 or tokens[at].kind == MARK or tokens[at].kind == RUN:
                break
            first = self.start_of(at)
            if first is None:
                break
            if first < at + 1 and self._can_speak(first, at + 1):
                best = self.source(first, at + 1 if best else last)
            if best is not None and self._is_introduced(best, first, at):
                break
            if (reduced := self._before_participle(first)) is not None:
                at, last, best = reduced, reduced + 1, None
                continue
            if first >= 2 and tokens[first - 1].low in self.words["attaching"] and (
                    best is not None or tokens[first - 2].low in self.words["roles"]):
                outer = first - 2
                if tokens[outer].low in self.words["attaching_adjectives"] and outer:
                    outer -= 1
                if self.start_of(outer) is None or tokens[outer].kind != WORD:
                    break
                if not self._can_speak(self.start_of(outer) or 0, outer + 1):
                    break
                at = outer
                continue
            break
        return best

    def with_others(self, found: Source) -> Source:
        """A subject with those who stand before it and speak, too: both the ministry and the mayor, Holt and a friend.
        They begin the sentence or a clause of it, so that they are nobody's object."""
        first, others = found.first, list[Source]()
        while len(others) < _MOST_OTHERS and first >= 2 and self.tokens[first - 1].low in self._between(others):
            other = self.ending(first - 2)
            if other is None or not self._is_somebody(other):
                break
            other = self._without_both(other)
            first = other.first
            others.insert(0, other)
        if first and others and self.tokens[first - 1].low in self.words["correlating"]:
            first -= 1
        while others and not self._begins_a_clause(first, len(others)):
            first = others.pop(0).last + 1
        return found._replace(first=first, others=tuple(others)) if others else found

    def with_followers(self, found: Source) -> Source:
        """A phrase behind a cue with those named next to it: said the ministry and the mayor. Not where a verb follows
        them, whose subject they may be."""
        last, others, joining = found.last, list[Source](), self.words["together"]
        while len(others) < _MOST_OTHERS and last < len(self.tokens) - 1 and self.tokens[last].low in joining:
            other = self.starting(last + 1)
            if other is None or other.reference == "pronoun" or not self._is_somebody(other) or self._acts(other.last):
                break
            last = other.last
            others.append(other)
        return found._replace(last=last, others=tuple(others)) if others else found

    def _acts(self, at: int) -> bool:
        """True where a verb stands at a token."""
        if at >= len(self.tokens) or self.tokens[at].kind != WORD:
            return False
        low = self.tokens[at].low
        return low in self.grammar.finite or low in self.grammar.verbs or self.grammar.is_adverb(low)

    def _between(self, others: Sequence[Source]) -> frozenset[str]:
        """What may stand between two who speak; commas only before two who are joined by a word."""
        return self.words["together"] | {","} if others else self.words["together"]

    def _is_somebody(self, source: Source) -> bool:
        """True for a phrase that names somebody or ends with a word for people or bodies; a pronoun is one, too."""
        head = source.low.rpartition(" ")[2]
        return source.reference == "pronoun" or bool(source.names and source.names[-1].end == source.end) or any(
            head in self.words[kind] for kind in ("roles", "bodies", "sources"))

    def _without_both(self, source: Source) -> Source:
        low, _, rest = source.low.partition(" ")
        if low not in self.words["correlating"] or not rest:
            return source
        made = self.source(source.first + 1, source.last)
        return made._replace(first=source.first)

    def _begins_a_clause(self, first: int, others: int) -> bool:
        """True at the sentence's start and, for two, behind a mark or "that"."""
        if first == 0 or self.tokens[first].low in self.words["correlating"]:
            return True
        before = self.tokens[first - 1]
        return others == 1 and (before.kind in (MARK, RUN) or before.low in self.words["thats"])

    def _before_participle(self, first: int) -> int | None:
        """The last token of the plural that a participle and a preposition follow: people briefed on the matter."""
        tokens = self.tokens
        if first < 3 or tokens[first - 1].low not in self.words["attaching"] or not self._is_participle(first - 2):
            return None
        return first - 3 if tokens[first - 3].low in self.words["sources"] else None

    def _is_participle(self, at: int) -> bool:
        token = self.tokens[at]
        verb = self.grammar.verbs.get(token.low)
        return token.kind == WORD and (token.low.endswith("ed") or (verb is not None and verb.form == "participle"))

    def source(self, first: int, last: int) -> Source:
        """The phrase of these tokens: whom it names, and which of its words are the mention."""
        tokens = self.tokens
        names = [name for index in range(first, last) if (name := self.names.by_start.get(tokens[index].start))
                 and not self._is_possessive(self.index_after(index, name.spans[0][1]))]
        head_end = tokens[last - 1].end
        people = [name for name in names if name.label == PERSON]
        whole = tuple(people) if people else tuple(name for name in names if name.end == head_end
                                                   and name.label in (ORG, PLACE))
        low = " ".join(token.low for token in tokens[first:last])
        if not whole and tokens[last - 1].low in self.words["bodies"]:
            whole = tuple(name for name in names if name.label == ORG)[-1:]
        if whole and (people or whole[-1].end == head_end) and self._joined(first, last, whole):
            return Source(first, last, whole[0].start, whole[-1].end, whole, "name", low)
        if whole:
            return Source(first, last, whole[-1].start, whole[-1].end, whole[-1:], "name", low)
        if last - first == 1 and tokens[first].low in self.words["subject_pronouns"] | {"it"}:
            return Source(first, last, tokens[first].start, head_end, (), "pronoun", low)
        end = last
        for index in range(first + 1, last):
            if tokens[index].low in self.words["attaching"]:
                end = last if tokens[index].low in self.words["attaching_close"] and last - index == 2 \
                    and tokens[last - 1].text.islower() else index
                break
        head = tokens[end - 1].low
        kind = "collective" if head in self.words["sources"] or head.endswith("s") else "role"
        return Source(first, last, tokens[first].start, tokens[end - 1].end, (), kind, low)

    def is_pronoun(self, at: int) -> bool:
        """True for he, she, they, and for one, some, another where no noun follows."""
        low = self.tokens[at].low
        if low not in self.words["speaking_pronouns"]:
            return False
        return low not in self.words["determiners"] or at + 1 >= len(self.tokens) or not self._is_nominal(at + 1)

    def index_after(self, at: int, end: int) -> int:
        """The first token from `at` on that starts at or behind an offset."""
        while at < len(self.tokens) and self.tokens[at].start < end:
            at += 1
        return at

    def _is_introduced(self, source: Source, first: int, at: int) -> bool:
        """True for a person behind a place or body ("envoy to Oslo Vera Holt"): no phrase before it is the head."""
        if not source.names or source.names[0].start <= self.tokens[first].start:
            return False
        before = [token for token in self.tokens[first:at + 1] if token.start < source.names[0].start]
        return before[-1].low in self.words["bodies"] or any(token.start in self.names.by_start for token in before)

    def _goes_on(self, first: int, at: int) -> bool:
        """True when token `at` continues the noun phrase that starts at `first`."""
        low = self.tokens[at].low
        if self._is_nominal(at) or low == "'s":
            return True
        if low in self.words["determiners"]:
            return at == first or self.tokens[at - 1].low in self.words["attaching_close"]
        attaches = low in self.words["attaching_close"] and first < at < len(self.tokens) - 1
        return attaches and self._has_no_name(first, at)

    def start_of(self, at: int) -> int | None:
        """The first token of the noun phrase that ends at `at`, prepositions not crossed; None when it is none."""
        tokens, words = self.tokens, self.words
        if self.is_pronoun(at) or tokens[at].low == "who":
            return at
        first = at + 1
        while first > 0 and at + 1 - first < _MOST_WORDS:
            before = tokens[first - 1]
            if name := self.names.by_end.get(before.end):
                first = self._index_of(first - 1, name.spans[-1][0])
            elif before.low in words["determiners"]:
                if before.low == "that" and first > 1 and tokens[first - 2].kind == WORD \
                        and tokens[first - 2].low not in words["prepositions"]:
                    break
                first -= 1
                if first and tokens[first - 1].low not in words["determiners"]:
                    return first
            elif self._is_nominal(first - 1) or before.low == "'s" or self._joins(first - 1, at):
                first -= 1
            else:
                break
        return first if first <= at else None

    def _joins(self, at: int, last: int) -> bool:
        """True for "and" between two names."""
        return (self.tokens[at].low in ("and", "&") and 0 < at < last
                and self.tokens[at - 1].end in self.names.by_end and self.tokens[at + 1].start in self.names.by_start)

    def _is_nominal(self, at: int) -> bool:
        """True for a token that can stand inside a noun phrase: no function word, no known finite verb."""
        token = self.tokens[at]
        if token.kind == NUMBER:
            return True
        if token.kind != WORD or token.low == "'s":
            return False
        low = token.low
        if low in self.words["roles"] or low in self.words["sources"] or low in self.words["bodies"]:
            return True
        if low in self.grammar.function_words and not token.capital:
            return False
        if low in self.grammar.function_words and low not in ("us", "it"):
            return token.text.isupper() and len(token.text) > 1
        if low in self.grammar.finite:
            return False
        verb = self.grammar.verbs.get(low)
        if verb and verb.form == "s" and at and self.tokens[at - 1].low in self.words["articles"]:  # the talks
            return True
        if verb and verb.form == "ing" and at and self.tokens[at - 1].low == "'s":  # her critic's thinking
            return True
        if verb and verb.form in ("past", "ing", "any") and not token.capital:
            return False
        return not (verb and verb.form == "s" and low not in self.words["noun_like"])

    def _can_speak(self, first: int, last: int) -> bool:
        """True when the phrase has a name, an article, a role, a body or a plural that speaks without an article."""
        head = self.tokens[last - 1]
        if any(self.names.by_start.get(token.start) for token in self.tokens[first:last]):
            return True
        lead = self.tokens[first].low
        if lead in self.words["time_words"] or head.low in self.words["time_words"]:
            return False
        if lead in self.words["speaking_pronouns"] or lead in ("who", "it", "she"):
            return True
        if lead in self.words["determiners"]:
            return last - first > 1
        if head.low in self.words["sources"] or head.low in self.words["roles"] or head.low in self.words["bodies"]:
            return True
        return head.capital or (head.low.endswith("s") and last - first <= 4 and head.kind == WORD)

    def _joined(self, first: int, last: int, names: Sequence[Name]) -> bool:
        """True when all `names` speak together: joined by "and" or commas only."""
        if len(names) == 1:
            return True
        gaps = [token.low for token in self.tokens[first:last]
                if names[0].end <= token.start < names[-1].start and not any(
                    name.start <= token.start < name.end for name in names)]
        return bool(gaps) and all(gap in ("and", ",", "&", "nor", "or") for gap in gaps)

    def _has_no_name(self, first: int, last: int) -> bool:
        return not any((name := self.names.by_start.get(token.start)) and name.label == PERSON
                       for token in self.tokens[first:last])

    def _is_possessive(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].low == "'s"

    def _index_of(self, at: int, start: int) -> int:
        while at > 0 and self.tokens[at].start > start:
            at -= 1
        return at
