"""Indirect and mixed speech: which words of a sentence a report reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.suggest.clauses import Sentence
from curator.suggest.grammar import Grammar
from curator.suggest.report import AFTER, BEFORE, NOUN, PHRASE, SHARED, Report
from curator.suggest.set_phrases import longest
from curator.suggest.tokens import DASHES, MARK, NUMBER, RUN, WORD, Token
from schema import Act, Stance


@dataclass(frozen=True)
class Reported:
    """A report and the token ranges of its content (end excluded); `frame` is a row of the table in grades.py."""

    report: Report
    content: tuple[tuple[int, int], ...]
    frame: str
    act: Act
    target: tuple[int, int] | None = None  # tokens of the one spoken about
    stance: Stance | None = None


_LEAST = 2  # words in a clause
_PLAIN = 4  # words
_STOPS = ".;?!"
_OBJECT = 8  # tokens of whom something is called
_OPENING = "“\"«„‘'"


def reported(sentence: Sentence, reports: Sequence[Report], grammar: Grammar) -> list[Reported]:
    """What each report of the sentence reports; at most one clause a report."""
    found = []
    for report in reports:
        if report.source is None:
            continue
        if report.order == NOUN:
            item = _clause(sentence, report, reports, report.content, "noun", grammar)
            found += [item] if item else []
            continue
        for frame in (_refused, _about, _called, _that, _question, _around, _fronted, _infinitive, _bare, _object):
            if (item := frame(sentence, report, reports, grammar)) is not None:
                found.append(item)
                break
    return found


def _act(report: Report, grammar: Grammar) -> Act:
    return grammar.acts.get(report.lemma, "state")


def _about(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """accused X of Y, described X as Y, praised X for Y: X is the target, X and Y the content."""
    tokens = sentence.tokens
    if report.that or report.order == AFTER or report.lemma not in grammar.about or report.negated:
        return None
    for way in grammar.about[report.lemma]:
        reach = 1 if report.lemma in grammar.words["adjacent"] else 16
        for at in range(report.last, min(len(tokens), report.last + reach)):
            if tokens[at].text in _STOPS or tokens[at].low in ("that", "who", "which"):
                break
            if tokens[at].low == way.preposition:
                end = _end(sentence, at, reports, report, grammar)
                if end - at < 2 or (at == report.last and way.preposition in ("at", "with", "on")):
                    break
                target = (report.last, at) if at > report.last else None
                if target and way.stance == "neutral" and any(
                        token.low in grammar.words["prepositions"] for token in tokens[report.last:at]):
                    target = None
                first = at + (way.preposition != "as") if at == report.last else report.last  # referring to X
                return Reported(report, ((first, end),), "about", way.act, target, way.stance)
    return None


def _called(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S called X a Y, S called him “Y”: X is the target, X and Y are said."""
    tokens, at, words = sentence.tokens, report.last, grammar.words
    if report.lemma not in words["calling"] or report.order == AFTER or report.negated or at + 1 >= len(tokens):
        return None
    behind = next((n for n in range(at + 1, min(len(tokens), at + _OBJECT)) if tokens[n].kind == RUN
                   or tokens[n].low in words["indefinite_articles"]), None)
    if behind is None or any((token.kind == MARK and token.text not in _OPENING) or token.low in words["prepositions"]
                             or token.low in grammar.finite for token in tokens[at:behind]):
        return None
    end = _end(sentence, at, reports, report, grammar)
    stop = behind - (tokens[behind - 1].text in _OPENING)
    return Reported(report, ((at, end),), "called", "state", (at, stop), "neutral") if behind < end else None


def _refused(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S declined to comment, S did not respond: nothing was said, and that is news."""
    tokens = sentence.tokens
    refusable = grammar.cues["refusable"]
    if report.order not in (BEFORE, SHARED):
        return None
    if report.lemma in grammar.cues["decline"]:
        ahead = tokens[report.last:report.last + 2]
        if len(ahead) < 2 or not (ahead[1].low in refusable or ahead[0].low in refusable):
            return None
        at = report.last
    elif report.negated and report.lemma in grammar.cues["that"] and report.last < len(tokens) \
            and tokens[report.last].low in grammar.words["question_words"]:  # did not say how
        at = report.last
    elif report.negated and (report.lemma in refusable or any(
            token.low in grammar.words["undetailed"] for token in tokens[report.last:report.last + 1])):
        at = report.first
    else:
        return None
    end = _end(sentence, at, reports, report, grammar)
    return Reported(report, ((at, end),), "comment", "decline") if at < end else None


def _that(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S said that C."""
    if not report.that or not (report.lemma in grammar.cues["that"] or report.lemma in grammar.object_acts):
        return None
    return _clause(sentence, report, reports, report.content, "that", grammar)


def _question(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S asked T whether C, S wondered how C."""
    tokens, at = sentence.tokens, report.content
    if report.order not in (BEFORE, SHARED) or report.negated or grammar.acts.get(report.lemma) != "ask" \
            or at >= len(tokens) or tokens[at].low not in grammar.words["asking"]:
        return None
    return _clause(sentence, report, reports, at, "question", grammar)


def _around(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """C, S said. and C, S said, C. and C, said S. and C, according to S."""
    tokens = sentence.tokens
    left, right = report.left, report.right
    if report.order == SHARED or (report.lemma not in grammar.cues["quote"] and report.order != PHRASE) \
            or left == 0 or report.fronted:
        return None
    if report.lemma in grammar.cues["infinitive"] and tokens[report.last:report.last + 1] \
            and tokens[report.last].low == "to":  # After the trial, S vowed to go on.
        return None
    ahead = left - (tokens[left - 1].text in "," + DASHES)
    in_marks = tokens[ahead - 1].kind == RUN and _is_led_in(sentence, ahead - 1, reports, grammar)
    if ahead == left and report.order != PHRASE and not _comma_inside_marks(tokens, left) and not (
            in_marks and sentence.runs[left - 1].final in ",?!"):
        return None
    over = _over_aside(tokens, report, right, grammar)
    if over is None:
        return None
    right = over
    first = _start(sentence, left, reports)
    first += _connective(tokens, first, ahead, grammar)
    if first >= ahead:
        end = _end(sentence, right + 1, reports, report, grammar)
        return Reported(report, ((right + 1, end),), "around", _act(report, grammar)) if tokens[right:right + 1] \
            and tokens[right].text == "," and _words(tokens[right + 1:end]) >= 2 * _LEAST else None
    if tokens[ahead - 1].kind == RUN and not in_marks:
        return None
    if _goes_on_in_marks(sentence, right):  # In cases of fire, S said, “it is over.”
        return Reported(report, ((first, ahead), (right + 1, _end(sentence, right + 1, reports, report, grammar))),
                        "interposed", _act(report, grammar))
    opener = next((token.low for token in tokens[first:ahead] if token.low not in grammar.words["opening"]
                   and not grammar.is_adverb(token.low)), "")
    if opener in grammar.words["clause_openers"] and report.order == BEFORE and report.lemma not in grammar.cues["that"]:
        return None  # When he was asked, S laughed.
    if not in_marks and (tokens[first].low in grammar.words["prepositions"] or tokens[first].low in grammar.words["clause_openers"]) \
            and not any(token.text == "," for token in tokens[first:ahead]):
        end = _end(sentence, right + 1, reports, report, grammar) if tokens[right:right + 1] \
            and tokens[right].text == "," and not _is_aside(tokens[min(right + 1, len(tokens) - 1)], grammar) else right
        if _words(tokens[right + 1:end]) < 2 * _LEAST:
            return None
        if end == right or tokens[right].text != ",":
            return Reported(report, ((right + 1, end),), "around", _act(report, grammar))  # In the end, S said, C.
        return Reported(report, ((first, ahead), (right + 1, end)), "interposed", _act(report, grammar))
    enough = _words(tokens[first:ahead]) >= _LEAST
    at_end = right >= len(tokens) or tokens[right].text in _STOPS or tokens[right].kind == RUN
    act = _act(report, grammar)
    if not enough and (at_end or tokens[right].text != ","):
        return None
    if at_end or tokens[right].text != ",":
        if not at_end and report.order != PHRASE:
            return None
        return Reported(report, ((first, ahead),), "around" if report.order != PHRASE else "according", act)
    if tokens[right + 1:right + 2] and (_is_aside(tokens[right + 1], grammar) or (
            report.order == AFTER and tokens[right + 1].low not in grammar.function_words - grammar.words["determiners"])):
        return Reported(report, ((first, ahead),), "around", act)
    end = _end(sentence, right + 1, reports, report, grammar)
    if _words(tokens[right + 1:end]) < _LEAST:
        return Reported(report, ((first, ahead),), "around", act)
    return Reported(report, ((first, ahead), (right + 1, end)), "interposed", act)


def _connective(tokens: Sequence[Token], first: int, last: int, grammar: Grammar) -> int:
    """How many tokens join a sentence to the one before and are no part of it: Still, C; In the end, C. The comma may be
    that of the cue."""
    width = longest(tokens, first, grammar.by_first_word["connecting"])
    behind = first + width
    if not width or behind > last or (behind < last and tokens[behind].text != ","):
        return 0
    return width + (behind < last)


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
    """True when a comma and words in marks that go on with a sentence stand behind a cue."""
    run = sentence.runs.get(right + 1)
    return run is not None and run.goes_on and sentence.tokens[right].text == ","


def _comma_inside_marks(tokens: Sequence[Token], at: int) -> bool:
    """True when a comma and a closing mark stand before `at`: as “hostages,” RIA Novosti reported."""
    return at > 1 and tokens[at - 1].text in "”\"'’»" and tokens[at - 2].text == ","


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
        if token.text in _STOPS or token.text in ",–—" or token.kind == RUN:
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


def _fronted(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """As S told T, C. and According to S, C."""
    tokens = sentence.tokens
    if not (report.fronted or report.order == PHRASE):
        return None
    at = _comma(tokens, report.right)
    if at is not None and report.cited and report.cited.first > at:  # According to T, citing S, C.
        at = _comma(tokens, report.cited.last)
    if at is None:
        return None
    frame = "according" if report.order == PHRASE else "as"
    return _clause(sentence, report, reports, at + 1, frame, grammar)


def _comma(tokens: Sequence[Token], at: int) -> int | None:
    for index in range(at, min(len(tokens), at + 14)):
        if tokens[index].text == ",":
            return index
        if tokens[index].text in _STOPS:
            return None
    return None


def _infinitive(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S promised to ..., S asked T to ..."""
    tokens = sentence.tokens
    if report.order in (AFTER, PHRASE):
        return None
    particle = tokens[report.last].low if report.last < len(tokens) else ""
    if report.lemma in grammar.cues["request"] or f"{report.lemma} {particle}" in grammar.cues["request"]:
        negation = grammar.words["negation"]
        for at in range(report.last + 1, min(len(tokens), report.last + 9)):
            if tokens[at].kind in (MARK, RUN) or tokens[at].low in grammar.finite:
                break
            if tokens[at].low == "to" and at + 1 < len(tokens) and tokens[at + 1].kind == WORD \
                    and tokens[at + 1].low not in grammar.words["determiners"]:
                at -= tokens[at - 1].low in negation  # urged people not to
                found = _clause(sentence, report, reports, at, "request", grammar)
                act = grammar.acts.get(report.lemma, "ask")
                about = report.last + (report.lemma not in grammar.cues["request"])
                return found and Reported(report, found.content, "request", act, (about, at))
    if report.lemma in grammar.cues["infinitive"] and report.last < len(tokens) and tokens[report.last].low == "to":
        return _clause(sentence, report, reports, report.last, "infinitive", grammar)
    return None


def _bare(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S said C without "that": C starts with a subject and has a verb."""
    tokens = sentence.tokens
    at = report.content
    if report.lemma not in grammar.cues["bare"] or report.order == AFTER or report.that or at >= len(tokens):
        return None
    first = tokens[at]
    words = grammar.words
    if first.text == ":" and at + 2 < len(tokens) and tokens[at + 1].kind == WORD and tokens[at + 1].text[0].isupper():
        return _clause(sentence, report, reports, at + 1, "bare", grammar)  # S said: C
    if at + 1 < len(tokens) and first.low in words["clause_openers"] and report.lemma in grammar.cues["fronted"]:
        return _clause(sentence, report, reports, at, "bare", grammar)
    starts = (first.low in words["subject_pronouns"] or first.low in words["determiners"]
              or first.kind == NUMBER or first.text[0].isupper() or first.low.endswith("s"))
    starts = starts or first.low in words["existential"] or first.low in words["quantifiers"] \
        or _leads_to_marks(tokens, at, grammar)
    if first.kind in (RUN, MARK) or not starts or first.low in words["prepositions"] \
            or first.low in words["not_clauses"]:
        return None
    end = _end(sentence, at, reports, report, grammar)
    joined = min((other.first - 1 for other in reports if other.order == SHARED and other.first > at + 1
                  and tokens[other.first - 1].low in words["coordinating"]), default=end)  # the delay but said
    if not any(token.low in grammar.finite or token.low.endswith(("ed", "n't")) or token.low in grammar.verbs
               or "'" in token.low[1:] or token.kind == RUN
               for token in tokens[at + 1:min(end, at + 14, joined)]) and not _pronoun_and_verb(tokens, at, grammar):
        return None
    return _clause(sentence, report, reports, at, "bare", grammar)


def _pronoun_and_verb(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """True for a pronoun that only a subject is, with a word behind it that may be any verb: they empathize."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].low in grammar.words["mere_subjects"] and following is not None and following.kind == WORD \
        and following.low not in grammar.words["prepositions"] and following.low not in grammar.words["determiners"]


def _leads_to_marks(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """True for a few plain words before what stands in marks: said fraud “would be easy”."""
    for token in tokens[at:at + _PLAIN + 1]:
        if token.kind == RUN:
            return token is not tokens[at]
        if token.kind != WORD or token.low in grammar.words["prepositions"] \
                or token.low.strip(".") in grammar.words["time_words"] or grammar.is_adverb(token.low):
            return False
    return False


def _object(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S rejected the claim, S criticised the decision: the object is what is said."""
    tokens = sentence.tokens
    at = report.last
    if report.lemma not in grammar.object_acts or report.order == AFTER or report.that or at >= len(tokens):
        return None
    first = tokens[at]
    if first.kind in (RUN, MARK) or first.low in grammar.words["prepositions"] or grammar.is_adverb(first.low) \
            or first.low in grammar.words["no_objects"]:
        return None
    found = _clause(sentence, report, reports, at, "object", grammar, is_phrase=True)
    if found is None:
        return None
    act = grammar.object_acts[report.lemma]
    stance: Stance | None = "negative" if act == "criticise" else "positive" if act == "praise" else None
    end = found.content[-1][1]
    near = next((index for index in range(at, end) if tokens[index].text == ","), end)
    return Reported(report, found.content, "object", act, (at, near) if stance else None, stance)


def _clause(sentence: Sentence, report: Report, reports: Sequence[Report], at: int, frame: str,
            grammar: Grammar, *, is_phrase: bool = False) -> Reported | None:
    while at < len(sentence.tokens) and sentence.tokens[at].text in ",:" + DASHES:
        at += 1
    end = _end(sentence, at, reports, report, grammar, is_phrase=is_phrase)
    if _words(sentence.tokens[at:end]) < _LEAST:
        return None
    return Reported(report, ((at, end),), frame, _act(report, grammar))


def _end(sentence: Sentence, at: int, reports: Sequence[Report], own: Report, grammar: Grammar, *,
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
                    other.that or is_phrase or _says_more(tokens, other, grammar))):
                end = min(end, before)
        elif other.order == BEFORE and _closes(tokens, other, grammar):
            if tokens[left - 1].text == "," or _comma_inside_marks(tokens, left):
                end = min(end, left - (tokens[left - 1].text == ","))
        elif tokens[left - 1].low in grammar.words["coordinating"] and other.source.low in grammar.words["persons"] \
                and (other.that or tokens[left - 2].text == ","):
            end = min(end, left - 1)
        elif tokens[left - 1].low in grammar.words["contrasting"] and tokens[left - 2].text == "," \
                and (other.that or other.source.reference == "name" or other.lemma in grammar.cues["fronted"]):
            end = min(end, left - 2)
    end = _end_of_fronted(sentence, at, end, own, grammar)
    while end > at and tokens[end - 1].kind == MARK and tokens[end - 1].text in ".,;:?!…" + DASHES:
        end -= 1
    return end


def _says_more(tokens: Sequence[Token], other: Report, grammar: Grammar) -> bool:
    """True for a coordinated cue that words in marks follow, or "to" after a vow: said that A and called it “B”."""
    ahead = tokens[other.last:other.last + _OBJECT]
    return bool(ahead) and ((ahead[0].low == "to" and other.lemma in grammar.cues["infinitive"]) or any(
        token.kind == RUN and all(before.kind != MARK or before.text in _OPENING for before in ahead[:n])
        for n, token in enumerate(ahead)))


def _end_of_fronted(sentence: Sentence, at: int, end: int, own: Report, grammar: Grammar) -> int:
    """Where the main clause begins behind a clause that opens the sentence: Although S said that C, she went."""
    tokens, words = sentence.tokens, grammar.words
    first = next((n for n, token in enumerate(tokens) if token.kind == WORD and token.low not in words["opening"]), 0)
    if tokens[first].low not in words["fronted_by"] or own.order not in (BEFORE, SHARED) or own.first <= first \
            or any(tokens[n - 1].text == "," and _may_be_subject(tokens[n], grammar) and own.source and n >= own.source.last
                   for n in range(first + 1, own.first)):
        return end
    for n in range(at + 1, end - 1):
        closes = tokens[n].text == "," or (tokens[n].kind == RUN and sentence.runs[n].final == ",")
        if closes and _may_be_subject(tokens[n + 1], grammar) and any(
                token.low in grammar.finite or token.low in grammar.verbs or token.low.endswith("ed")
                for token in tokens[n + 2:n + 8]):
            return n + (tokens[n].kind == RUN)
    return end


def _may_be_subject(token: Token, grammar: Grammar) -> bool:
    """True for a word with which a main clause may begin: a pronoun, a determiner, a name."""
    words = grammar.words
    return token.kind == WORD and (token.low in words["subject_pronouns"] or token.low in words["determiners"]
                                   or token.text[0].isupper()) and token.low not in words["relatives"]


def _closes(tokens: Sequence[Token], report: Report, grammar: Grammar) -> bool:
    """True when nothing but a time follows the cue in its clause."""
    at = report.right
    while at < len(tokens) and (tokens[at].low.strip(".") in grammar.words["time_words"] or tokens[at].low == "on"):
        at += 1
    return at >= len(tokens) or tokens[at].text in _STOPS or tokens[at].text == ","


def _start(sentence: Sentence, before: int, reports: Sequence[Report]) -> int:
    """Where a clause that ends before a trailing cue starts: the sentence's start, past an opening conjunction."""
    tokens = sentence.tokens
    at = 0
    while at < before and (tokens[at].kind == MARK and tokens[at].text not in "“\"«‘'$€£(["):
        at += 1
    return at


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.kind in (WORD, NUMBER) or (token.kind == RUN) * _LEAST for token in tokens)
