"""Who speaks: the subject of a cue, found to its left or right, over what may stand between."""

from __future__ import annotations

from collections.abc import Sequence

from curator.suggest.clauses import NameIndex
from curator.suggest.grammar import Grammar
from curator.suggest.mentions import ORG, PERSON
from curator.suggest.noun_phrases import NounPhrases, Source
from curator.suggest.tokens import DASHES, MARK, NUMBER, RUN, WORD, Token

__all__ = ["Source", "Subjects"]


class Subjects:
    """Finds the subjects of one sentence."""

    def __init__(self, tokens: Sequence[Token], grammar: Grammar, names: NameIndex) -> None:
        self.tokens = tokens
        self.grammar = grammar
        self.words = grammar.words
        self.names = names
        self.phrases = NounPhrases(tokens, grammar, names)

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
            elif token.text in "," + DASHES:
                stepped = self._over_apposition(at)
                if isinstance(stepped, Source) or stepped is None:
                    return stepped
                at = self._skip_back(stepped)
            else:
                break
        found = self.ending(at)
        if found is not None and found.low == "who" and found.first:
            return self._antecedent(found.first) or found
        return self.phrases.with_others(found) if found else None

    def _antecedent(self, who: int) -> Source | None:
        """Whom "who" stands for: the person or role right before it, else the last person named in the sentence."""
        behind = who - 1 - (self.tokens[who - 1].text == ",")
        near = self.ending(behind) if behind >= 0 else None
        if near and (near.reference == "collective" or (near.names and near.names[-1].label == PERSON)
                     or any(word in self.words["roles"] for word in near.low.split())):
            return near
        for index in range(behind, -1, -1):
            name = self.names.by_start.get(self.tokens[index].start)
            if name is not None and name.label == PERSON:
                return self.phrases.starting(index)
        return near

    def after(self, at: int) -> Source | None:
        """The noun phrase that starts at token `at`; None when none does."""
        return self.phrases.starting(at)

    def all_after(self, at: int) -> Source | None:
        """The noun phrase that starts at token `at` with those that "and" joins to it; None when none does."""
        found = self.phrases.starting(at)
        return self.phrases.with_followers(found) if found else None

    def owner(self, at: int) -> Source | None:
        """Whom a possessive pronoun at token `at` stands for, as the pronoun that it is the possessive of."""
        token = self.tokens[at]
        stands = next((low for name in ("he", "she", "they", "it", "we", "i") if token.low in
                       self.words[f"possessive_{name}"] for low in self.words[f"pronoun_{name}"]), None)
        return Source(at, at + 1, token.start, token.end, (), "pronoun", stands) if stands else None

    def objective(self, at: int) -> Source | None:
        """Whom a pronoun in the case of an object at token `at` stands for ("according to her"), as its subject."""
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        stands = next((low for name in ("he", "she", "they", "it", "we", "i") if token.low in
                       self.words[f"objective_{name}"] for low in self.words[f"pronoun_{name}"]), None)
        return Source(at, at + 1, token.start, token.end, (), "pronoun", stands) if stands else None

    def ending(self, at: int) -> Source | None:
        """The noun phrase whose last token is `at`; None when none does."""
        return self.phrases.ending(at)

    def first_of_sentence(self) -> Source | None:
        """The sentence's first noun phrase that hangs on no preposition: its likely subject."""
        tokens = self.tokens
        at = 0
        while at < len(tokens) and at < 40:
            token = tokens[at]
            before = tokens[at - 1].low if at else ""
            if before in self.words["prepositions"] and token.low in self.words["determiners"] \
                    and (hanging := self.after(at)) and hanging.low.rpartition(" ")[2] not in self.words["bodies"]:
                # In a Norda interview, she went further; but: in a letter, calling him C
                at = hanging.last
                continue
            if token.kind == WORD and before not in self.words["prepositions"]:
                name = self.names.by_start.get(token.start)
                if name is not None or self.phrases.is_pronoun(at):
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
                before = self.tokens[at - 1].low if at else ""
                if not token.capital and before and before not in words["time_openers"] | words["time_words"]:
                    return at
                at -= 1
                while at >= 0 and self.tokens[at].low in words["time_openers"]:
                    at -= 1
            elif self._chains(token.low, chained):
                at -= 1
                chained = True
            elif self.grammar.is_adverb(token.low) and not self.names.by_end.get(token.end) \
                    and token.low not in words["subject_pronouns"]:
                at -= 1
            else:
                return at
        return at

    def _chains(self, low: str, chained: bool) -> bool:
        """True for an auxiliary or negation, and for the words that lead from one to a cue ("has gone on to say")."""
        words = self.words
        if low in words["auxiliary"] or low in words["negation"]:
            return True
        return low in words["chain"] and (chained or low in words["chain_openers"])

    def _introduced(self, comma: int) -> Source | None:
        """The name that opens what stands before a comma, with a comma of its own: "Day, now 81, of Oslo, said"."""
        start = comma
        while start > 0 and comma - start < 40 and self.tokens[start - 1].kind != RUN \
                and self.tokens[start - 1].text not in ";:":
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
        while other >= 0 and comma - other < 30 and self.tokens[other].text not in "," + DASHES \
                and self.tokens[other].kind != RUN:
            other -= 1
        if other < 0 or comma - other >= 30 or self.tokens[other].kind == RUN:
            return None
        inner = self.names.by_start.get(self.tokens[other + 1].start)
        if inner and inner.label == PERSON and self.phrases.index_after(other + 1, inner.end) == comma and other \
                and self.tokens[other - 1].low in self.words["roles"]:
            first = self.phrases.start_of(other - 1)
            return self.phrases.source(other + 1, comma)._replace(first=other + 1 if first is None else first)
        return other - 1
