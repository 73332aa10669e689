"""Where the clause that a cue reports begins and ends in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from curator.suggest.clauses import Sentence
from curator.suggest.grammar import Grammar
from curator.suggest.report import BEFORE, PHRASE, SHARED, Report
from curator.suggest.set_phrases import longest
from curator.suggest.tokens import DASHES, MARK, NUMBER, RUN, WORD, Token

LEAST = 2  # words in a clause
STOPS = ".;?!"
OBJECT = 8  # tokens of whom something is called
OPENING = "“\"«„‘'"


def start_of(sentence: Sentence, before: int) -> int:
    """Where a clause that ends before a trailing cue starts: the sentence's start, past marks that open nothing."""
    tokens = sentence.tokens
    at = 0
    while at < before and (tokens[at].kind == MARK and tokens[at].text not in "“\"«‘'$€£(["):
        at += 1
    return at


def end_of(sentence: Sentence, at: int, reports: Sequence[Report], own: Report, grammar: Grammar, *,
           is_phrase: bool = False) -> int:
    """Where a clause that starts at `at`, or with `is_phrase` a noun phrase, ends: the sentence's end, or where a
    coordinated report goes on."""
    tokens = sentence.tokens
    end = len(tokens)
    for other in reports:
        left = other.left
        if other.order == BEFORE and other.source and left < own.first and at < other.first \
                and tokens[other.first - 1].text == ",":
            end = min(end, other.first - 1)  # S, who rejected C, said
        if left <= at or left <= own.first or other.source is None or other is own:
            continue
        if other.order == PHRASE and tokens[left - 1].text == ",":
            end = min(end, left - 1)
        elif other.order == SHARED and other.first > at:
            before = other.first - 1
            if tokens[before].text == "," or (tokens[before].low in grammar.words["coordinating"] and (
                    other.that or is_phrase or _says_more(tokens, other, grammar)
                    or (tokens[before - 1].text == "," and other.form != "ing"))):
                end = min(end, before)
        elif other.order == BEFORE and _closes(tokens, other, grammar):
            if tokens[left - 1].text == "," or comma_inside_marks(tokens, left):
                end = min(end, left - (tokens[left - 1].text == ","))
        elif tokens[left - 1].low in grammar.words["coordinating"] and _goes_on_with(other, tokens[left - 2], grammar):
            end = min(end, left - 1)
        elif tokens[left - 1].low in grammar.words["contrasting"] and tokens[left - 2].text == "," \
                and (other.that or other.source.reference == "name" or other.lemma in grammar.cues["fronted"]):
            end = min(end, left - 2)
    end = _end_of_fronted(sentence, at, end, own, grammar)
    end = _before_remark(tokens, at, end, reports, grammar)
    while end > at and tokens[end - 1].kind == MARK and tokens[end - 1].text in ".,;:?!…" + DASHES:
        end -= 1
    return end


def _goes_on_with(other: Report, before: Token, grammar: Grammar) -> bool:
    """True for a coordinated report that is none of what the first one says: S said that A, and he said that B, and T
    said B."""
    if other.source is None:
        return False
    if other.source.low in grammar.words["persons"]:
        return other.that or before.text == ","
    return before.text == "," and other.source.reference == "name" and other.lemma in grammar.cues["quote"]


def _before_remark(tokens: Sequence[Token], at: int, end: int, reports: Sequence[Report], grammar: Grammar) -> int:
    """Where the article's remark on what was said begins: "…, a claim that T denies". One with a report of its own ("a
    figure he described as D") is of the speaker."""
    words = grammar.words
    for n in range(end - 3, at + LEAST, -1):
        if tokens[n].text != "," or tokens[n + 1].low not in words["indefinite_articles"]:
            continue
        noun = next((m for m in range(n + 2, min(n + 5, end)) if tokens[m].low in words["remarks"]), None)
        if noun is not None and all(token.kind == WORD for token in tokens[n + 2:noun]) and not any(
                report.source and report.source.low in words["mere_subjects"] for report in reports
                if n < report.first < end):
            return n
    return end


def _says_more(tokens: Sequence[Token], other: Report, grammar: Grammar) -> bool:
    """True for a coordinated cue that words in marks follow, or "to" after a vow: said that A and called it “B”."""
    ahead = tokens[other.last:other.last + OBJECT]
    return bool(ahead) and ((ahead[0].low == "to" and other.lemma in grammar.cues["infinitive"]) or any(
        token.kind == RUN and all(before.kind != MARK or before.text in OPENING for before in ahead[:n])
        for n, token in enumerate(ahead)))


def _end_of_fronted(sentence: Sentence, at: int, end: int, own: Report, grammar: Grammar) -> int:
    """Where the main clause begins behind a clause that opens the sentence: Although S said that C, she went."""
    tokens, words = sentence.tokens, grammar.words
    first = next((n for n, token in enumerate(tokens) if token.kind == WORD and token.low not in words["opening"]), 0)
    width = longest(tokens, first, grammar.by_first_word["connecting"])
    if width and first + width + 1 < len(tokens) and tokens[first + width].text == ",":  # However, while S says that C
        first += width + 1
    if own.order not in (BEFORE, SHARED) or own.first <= first or not (
            tokens[first].low in words["fronted_by"] or _is_in_relative(tokens, first, own, grammar)):
        return end
    behind = max(first + 1, own.source.last if own.source else 0)
    if any(tokens[n - 1].text == "," and _may_be_subject(tokens[n], grammar) for n in range(behind, own.first)):
        return end
    for n in range(at + 1, end - 1):
        closes = tokens[n].text == "," or (tokens[n].kind == RUN and sentence.runs[n].final == ",")
        opens = n + 1 + (n + 2 < end and grammar.is_adverb(tokens[n + 1].low))
        if closes and _may_be_subject(tokens[opens], grammar) and any(
                token.low in grammar.finite or token.low in grammar.verbs or token.low.endswith("ed")
                for token in tokens[n + 2:n + 8]):
            return n + (tokens[n].kind == RUN)
    return end


def _is_in_relative(tokens: Sequence[Token], first: int, own: Report, grammar: Grammar) -> bool:
    """True for a report in a clause that hangs on a phrase in front: In a year in which many say that C, she went."""
    left = own.source.first if own.source else own.first
    before = tokens[first:left]
    return bool(before) and before[0].low in grammar.words["prepositions"] and all(
        token.kind == WORD for token in before) and any(
        token.low in grammar.words["fronting_relatives"] for token in before)


def _may_be_subject(token: Token, grammar: Grammar) -> bool:
    """True for a word with which a main clause may begin: a pronoun, a determiner, a name."""
    words = grammar.words
    return token.kind == WORD and (token.low in words["subject_pronouns"] or token.low in words["determiners"]
                                   or token.capital) and token.low not in words["relatives"]


def _closes(tokens: Sequence[Token], report: Report, grammar: Grammar) -> bool:
    """True when nothing but a time follows the cue in its clause."""
    at = report.right
    while at < len(tokens) and (tokens[at].low.strip(".") in grammar.words["time_words"] or tokens[at].low == "on"):
        at += 1
    return at >= len(tokens) or tokens[at].text in STOPS or tokens[at].text == ","


def comma_inside_marks(tokens: Sequence[Token], at: int) -> bool:
    """True when a comma and a closing mark stand before `at`: as “hostages,” RIA Novosti reported."""
    return at > 1 and tokens[at - 1].text in "”\"'’»" and tokens[at - 2].text == ","


def words_in(tokens: Sequence[Token]) -> int:
    """How many words some tokens are; words in marks count as enough for a clause."""
    return sum(token.kind in (WORD, NUMBER) or (token.kind == RUN) * LEAST for token in tokens)
