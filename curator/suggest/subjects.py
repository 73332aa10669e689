"""Who speaks: the noun phrase before or after a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.suggest.clauses import NameIndex
from curator.suggest.grammar import Grammar
from curator.suggest.mentions import ORG, PERSON, PLACE, Name
from curator.suggest.tokens import MARK, NUMBER, RUN, WORD, Token


@dataclass(frozen=True)
class Source:
    """A noun phrase: its tokens `first` to `last` (excluded), the words that count as the mention (offsets), the names
    in it that speak, and how it refers: name, pronoun, role or collective."""

    first: int
    last: int
    start: int
    end: int
    names: tuple[Name, ...]
    reference: str
    low: str


_MOST_WORDS = 12
_ATTACHING = frozenset({"of", "for", "at", "in", "from", "with", "on", "to", "by", "near", "inside", "within", "against"})


class Subjects:
    """Finds noun phrases in the tokens of one sentence."""

    def __init__(self, tokens: Sequence[Token], grammar: Grammar, names: NameIndex) -> None:
        self.tokens = tokens
        self.grammar = grammar
        self.words = grammar.words
        self.names = names

    def before(self, cue: int) -> Source | None:
        """The subject left of the cue at token `cue`; None when there is none within reach."""
        at = self._skip_back(cue - 1)
        if at > 0 and self.tokens[at].text == "," and (introduced := self._introduced(at)):
            return introduced
        for _ in range(3):
            if at < 0:
                return None
            token = self.tokens[at]
            if token.text == ")":
                at = self._skip_back(self._opening(at) - 1)
            elif token.text in ",—–-":
                stepped = self._over_apposition(at)
                if isinstance(stepped, Source) or stepped is None:
                    return stepped
                at = self._skip_back(stepped)
            else:
                break
        found = self.ending(at)
        if found is not None and found.low == "who" and found.first:
            behind = found.first - 1
            behind -= self.tokens[behind].text == ","
            return (self.ending(behind) if behind >= 0 else None) or found
        return found

    def after(self, at: int) -> Source | None:
        """The noun phrase that starts at token `at`; None when none does."""
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if self._is_pronoun(at):
            return self._source(at, at + 1)
        last = at
        while last < len(self.tokens) and last - at < _MOST_WORDS:
            if name := self.names.by_start.get(self.tokens[last].start):
                last = self._index_after(last, name.spans[0][1])
                if name.label == PERSON and not self._is_possessive(last):
                    break
            elif self._is_nominal(last) or (last == at and self.tokens[last].low in self.words["determiners"]) or self.tokens[last].low == "'s" or (self.tokens[last].low in ("of", "for", "at") and last + 1 < len(self.tokens)
                  and last > at and self._has_no_name(at, last)) or (self.tokens[last].low in self.words["determiners"] and self.tokens[last - 1].low in ("of", "for", "at")):
                last += 1
            else:
                break
        if last == at or not self._can_speak(at, last):
            return None
        return self._source(at, last)

    def ending(self, at: int) -> Source | None:
        """The noun phrase whose last token is `at`, without the phrases that hang on it by a preposition."""
        tokens = self.tokens
        best: Source | None = None
        for _ in range(4):
            if at < 0 or tokens[at].kind == MARK or tokens[at].kind == RUN:
                break
            first = self._start_of(at)
            if first is None:
                break
            if first < at + 1 and self._can_speak(first, at + 1):
                best = self._source(first, at + 1)
            if best is not None and best.names and best.names[0].start > tokens[first].start and any(
                    self.names.by_start.get(token.start) not in (None, *best.names) for token in tokens[first:at + 1]):
                break
            if first and tokens[first - 1].low in _ATTACHING and best is not None and first >= 2:
                outer = first - 2
                if tokens[outer].low in ("close", "familiar", "loyal", "opposed", "sympathetic") and outer:
                    outer -= 1
                if self._start_of(outer) is None or tokens[outer].kind != WORD:
                    break
                if not self._can_speak(self._start_of(outer) or 0, outer + 1):
                    break
                at = outer
                continue
            break
        return best

    def first_of_sentence(self) -> Source | None:
        """The sentence's first noun phrase that hangs on no preposition: its likely subject."""
        tokens = self.tokens
        at = 0
        while at < len(tokens) and at < 40:
            token = tokens[at]
            before = tokens[at - 1].low if at else ""
            if token.kind == WORD and before not in self.words["prepositions"]:
                name = self.names.by_start.get(token.start)
                if name is not None or self._is_pronoun(at):
                    found = self.after(at)
                    if found and (name is None or name.label in (PERSON, ORG) or at == 0):
                        return found
                elif token.low in self.words["determiners"] and (found := self.after(at)) and (
                        found.reference == "name" or found.low.rpartition(" ")[2] in self.words["roles"]):
                    return found
            at += 1
        return None

    def _skip_back(self, at: int) -> int:
        """Left over auxiliaries, adverbs, the words of chains ("went on to") and times ("on Tuesday")."""
        words = self.words
        chained = False
        while at >= 0:
            token = self.tokens[at]
            if token.kind == NUMBER and at and self.tokens[at - 1].low.strip(".") in words["time_words"]:
                at -= 1
            elif token.kind != WORD:
                return at
            elif token.low.strip(".") in words["time_words"]:
                if not token.text[0].isupper() and at and self.tokens[at - 1].low not in (
                        "this", "last", "that", "next", "on", "in", "late", "early", "earlier", "a", "the", *words["time_words"]):
                    return at
                at -= 1
                while at >= 0 and self.tokens[at].low in ("on", "in", "last", "this", "late", "early", "earlier", "of", "a", "the", "that", "same"):
                    at -= 1
            elif token.low in words["auxiliary"] or token.low in words["negation"] or (token.low in words["chain"] and token.low != "and" and (chained or token.low in ("to", "on", "by", "as"))):
                at -= 1
                chained = True
            elif self.grammar.is_adverb(token.low) and not self.names.by_end.get(token.end) \
                    and token.low not in words["subject_pronouns"]:
                at -= 1
            else:
                return at
        return at

    def _introduced(self, comma: int) -> Source | None:
        """The name that opens what stands before a comma, followed by a comma of its own: "Day, now 81, of Oslo, said"."""
        start = comma
        while start > 0 and comma - start < 40 and self.tokens[start - 1].kind != RUN and self.tokens[start - 1].text not in ";:":
            start -= 1
        while start < comma and (self.tokens[start].kind == MARK or self.tokens[start].low in ("and", "but")):
            start += 1
        found = self.after(start) if start < comma else None
        if found and found.last < comma and self.tokens[found.last].text == "," and (
                found.reference == "name" or found.low.split(" ")[0] in ("one", "another", "a", "an")):
            between = self.tokens[found.last:comma]
            verbs = [token for token in between if token.low in self.grammar.finite]
            return found if not verbs or between[1].low in ("who", "whose", "which") else None
        return None

    def _opening(self, at: int) -> int:
        while at >= 0 and self.tokens[at].text != "(":
            at -= 1
        return at

    def _over_apposition(self, comma: int) -> Source | int | None:
        """Left over what stands between two commas; the name itself when only a name does ("spokesman, Tom Day,")."""
        other = comma - 1
        while other >= 0 and comma - other < 30 and self.tokens[other].text not in ",—–-" \
                and self.tokens[other].kind != RUN:
            other -= 1
        if other < 0 or comma - other >= 30 or self.tokens[other].kind == RUN:
            return None
        inner = self.names.by_start.get(self.tokens[other + 1].start)
        if inner and inner.label == PERSON and self._index_after(other + 1, inner.end) == comma and other \
                and self.tokens[other - 1].low in self.words["roles"]:
            return self._source(other + 1, comma)
        return other - 1

    def _start_of(self, at: int) -> int | None:
        """The first token of the noun phrase that ends at `at`, prepositions not crossed; None when it is none."""
        tokens, words = self.tokens, self.words
        if self._is_pronoun(at) or tokens[at].low == "who":
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
            elif self._is_nominal(first - 1) or before.low == "'s" or (before.low in ("and", "&") and first <= at and first >= 2 and (
                    self.names.by_end.get(tokens[first - 2].end) and self.names.by_start.get(tokens[first].start))):
                first -= 1
            else:
                break
        return first if first <= at else None

    def _is_pronoun(self, at: int) -> bool:
        """True for he, she, they, and for one, some, another where no noun follows."""
        low = self.tokens[at].low
        if low not in self.words["speaking_pronouns"]:
            return False
        return low not in self.words["determiners"] or at + 1 >= len(self.tokens) or not self._is_nominal(at + 1)

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
        if low in self.grammar.function_words and not token.text[0].isupper():
            return False
        if low in self.grammar.function_words and low not in ("us", "it"):
            return token.text.isupper() and len(token.text) > 1
        if low in self.grammar.finite:
            return False
        verb = self.grammar.verbs.get(low)
        if verb and verb.form in ("past", "ing", "any") and not token.text[0].isupper():
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
        return head.text[0].isupper() or (head.low.endswith("s") and last - first <= 4 and head.kind == WORD)

    def _source(self, first: int, last: int) -> Source:
        tokens = self.tokens
        names = [name for index in range(first, last) if (name := self.names.by_start.get(tokens[index].start))
                 and not self._is_possessive(self._index_after(index, name.spans[0][1]))]
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
            if tokens[index].low in _ATTACHING:
                end = index
                break
        head = tokens[end - 1].low
        kind = "collective" if head in self.words["sources"] or head.endswith("s") else "role"
        return Source(first, last, tokens[first].start, tokens[end - 1].end, (), kind, low)

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

    def _index_after(self, at: int, end: int) -> int:
        while at < len(self.tokens) and self.tokens[at].start < end:
            at += 1
        return at

    def _index_of(self, at: int, start: int) -> int:
        while at > 0 and self.tokens[at].start > start:
            at -= 1
        return at
