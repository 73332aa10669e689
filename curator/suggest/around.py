"""Clauses with their cue behind or inside them: C, S said. and C, S said, C. and C, according to S."""

from __future__ import annotations

from collections.abc import Sequence

from curator.suggest.clause_ends import LEAST, STOPS, comma_inside_marks, end_of, start_of, words_in
from curator.suggest.clauses import Sentence
from curator.suggest.grammar import Grammar
from curator.suggest.report import AFTER, BEFORE, PHRASE, SHARED, Report, Reported, act_of
from curator.suggest.set_phrases import longest
from curator.suggest.tokens import DASHES, RUN, WORD, Token


def around(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """C, S said. and C, S said, C. and C, said S. and C, according to S."""
    tokens = sentence.tokens
    left, right = report.left, report.right
    if report.order == SHARED or left == 0 or report.fronted:
        return None
    if report.lemma not in grammar.cues["quote"] and report.order != PHRASE and not (
            report.lemma in grammar.cues["bare"] and right < len(tokens) and tokens[right].text in STOPS):
        return None
    if report.lemma in grammar.cues["infinitive"] and tokens[report.last:report.last + 1] \
            and tokens[report.last].low == "to":  # After the trial, S vowed to go on.
        return None
    ahead = left - (tokens[left - 1].text in "," + DASHES)
    in_marks = ahead > 0 and tokens[ahead - 1].kind == RUN and _is_led_in(sentence, ahead - 1, reports, grammar)
    if ahead == left and report.order != PHRASE and not comma_inside_marks(tokens, left) and not (
            in_marks and sentence.runs[left - 1].final in ",?!"):
        return None
    over = _over_aside(tokens, report, right, grammar)
    if over is None:
        return None
    right = over
    has_comma = right < len(tokens) and tokens[right].text == ","
    act = act_of(report, grammar)
    first = start_of(sentence, left)
    first += _connective(tokens, first, ahead, grammar)
    if first >= ahead:  # And, S said, C
        end = end_of(sentence, right + 1, reports, report, grammar)
        return Reported(report, ((right + 1, end),), "around", act) if has_comma \
            and words_in(tokens[right + 1:end]) >= 2 * LEAST else None
    if tokens[ahead - 1].kind == RUN and not in_marks:
        return None
    if has_comma and _goes_on_in_marks(sentence, right):  # In cases of fire, S said, “it is over.”
        return Reported(report, ((first, ahead), (right + 1, end_of(sentence, right + 1, reports, report, grammar))),
                        "interposed", act)
    opener = next((token.low for token in tokens[first:ahead] if token.low not in grammar.words["opening"]
                   and not grammar.is_adverb(token.low)), "")
    openers = grammar.words["clause_openers"]
    if opener in openers and report.order == BEFORE and report.lemma not in grammar.cues["that"]:
        return None  # When he was asked, S laughed.
    if not in_marks and (tokens[first].low in grammar.words["prepositions"] or tokens[first].low in openers) \
            and not any(token.text == "," for token in tokens[first:ahead]):
        if not has_comma or _is_aside(tokens[min(right + 1, len(tokens) - 1)], grammar):
            return None
        end = end_of(sentence, right + 1, reports, report, grammar)
        return Reported(report, ((first, ahead), (right + 1, end)), "interposed", act) \
            if words_in(tokens[right + 1:end]) >= 2 * LEAST else None  # In the spring, S said, C.
    at_end = right >= len(tokens) or tokens[right].text in STOPS or tokens[right].kind == RUN
    if not has_comma and words_in(tokens[first:ahead]) < LEAST:
        return None
    if at_end or not has_comma:
        if not at_end and report.order != PHRASE:
            return None
        return Reported(report, ((first, ahead),), "around" if report.order != PHRASE else "according", act)
    if tokens[right + 1:right + 2] and (_is_aside(tokens[right + 1], grammar) or (
            report.order == AFTER and not _goes_on(tokens[right + 1], grammar))):
        return Reported(report, ((first, ahead),), "around", act)
    end = end_of(sentence, right + 1, reports, report, grammar)
    if words_in(tokens[right + 1:end]) < LEAST:
        return Reported(report, ((first, ahead),), "around", act)
    return Reported(report, ((first, ahead), (right + 1, end)), "interposed", act)


def _goes_on(token: Token, grammar: Grammar) -> bool:
    """True for a word with which a clause goes on behind "said S,"; any other describes S."""
    return token.low in grammar.function_words and token.low not in grammar.words["determiners"]


def _is_led_in(sentence: Sentence, at: int, reports: Sequence[Report], grammar: Grammar) -> bool:
    """True for words in marks that end a sentence which began without them, as told by nobody else: Teachers are “worn
    out,” S said."""
    tokens = sentence.tokens
    before = tokens[at - 1] if at else None
    if before is None or before.text in ":" + DASHES or any(
            report.source and report.first < at for report in reports):
        return False
    return (before.kind == WORD or sentence.runs[at].goes_on) and any(
        token.kind == WORD and token.low not in grammar.words["opening"] for token in tokens[:at])


def _goes_on_in_marks(sentence: Sentence, right: int) -> bool:
    """True when words in marks that go on with a sentence stand behind the comma at token `right`."""
    run = sentence.runs.get(right + 1)
    return run is not None and run.goes_on


def _connective(tokens: Sequence[Token], first: int, last: int, grammar: Grammar) -> int:
    """How many tokens join a sentence to the one before and are no part of it: Still, C; In the end, C. The comma may
    be that of the cue."""
    width = longest(tokens, first, grammar.by_first_word["connecting"])
    behind = first + width
    if not width or behind > last or (behind < last and tokens[behind].text != ","):
        return 0
    return width + (behind < last)


def _is_aside(token: Token, grammar: Grammar) -> bool:
    """True for a word after "S said," that opens a circumstance, not the rest of the statement."""
    verb = grammar.verbs.get(token.low)
    return token.low.endswith("ing") or bool(verb and verb.form == "ing") or token.low in ("who", "which", "citing")


def _over_aside(tokens: Sequence[Token], report: Report, at: int, grammar: Grammar) -> int | None:
    """Right over addressee, time and place after the cue to the comma or stop; None when a clause goes on there."""
    if report.addressee and report.addressee.last > at:
        at = report.addressee.last
    steps = 0
    while at < len(tokens) and steps < 7:
        token = tokens[at]
        if token.text in STOPS or token.text in ",–—" or token.kind == RUN:
            return at
        if steps == 0 and token.kind == WORD and not (
                token.low in grammar.words["prepositions"] or token.low.strip(".") in grammar.words["time_words"]
                or grammar.is_adverb(token.low) or _opens_a_time(tokens, at, grammar)
                or token.low in grammar.words["sources"]):
            return None if report.order != PHRASE else at
        if token.low in grammar.words["prepositions"] and at + 1 < len(tokens) and tokens[at + 1].low.endswith("ing") \
                and tokens[at + 1].low not in grammar.words["time_words"] and tokens[at + 1].text.islower():
            return None  # insisted on going
        at += 1
        steps += 1
    return at if at >= len(tokens) else None


def _opens_a_time(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """True for what leads to a time within three words: last Friday, the other day."""
    return tokens[at].low in grammar.words["time_openers"] and any(
        token.low.strip(".") in grammar.words["time_words"] for token in tokens[at + 1:at + 4])
