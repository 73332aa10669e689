"""Indirect and mixed speech: which words of a sentence a report reports."""

from __future__ import annotations

from collections.abc import Sequence

from curator.suggest.around import around
from curator.suggest.clause_ends import LEAST, OBJECT, OPENING, STOPS, end_of, words_in
from curator.suggest.clauses import Sentence
from curator.suggest.grammar import Grammar
from curator.suggest.report import AFTER, BEFORE, NOUN, PHRASE, SHARED, Report, Reported, act_of
from curator.suggest.tokens import DASHES, MARK, NUMBER, RUN, WORD, Token
from schema import Stance

_PLAIN = 4  # words
_SUBJECT = 9  # tokens up to the verb of a clause
_SURELY_OPENING = frozenset("“\"«„")


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
        for frame in (_refused, _about, _called, _that, _question, around, _fronted, _infinitive, _bare, _object):
            if (item := frame(sentence, report, reports, grammar)) is not None:
                found.append(item)
                break
    return found


def _about(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """accused X of Y, described X as Y, praised X for Y: X is the target, X and Y the content."""
    tokens = sentence.tokens
    if report.that or report.order == AFTER or report.lemma not in grammar.about or report.negated:
        return None
    for way in grammar.about[report.lemma]:
        reach = 1 if report.lemma in grammar.words["adjacent"] else 16
        for at in range(report.last, min(len(tokens), report.last + reach)):
            if tokens[at].text in STOPS or tokens[at].low in ("that", "who", "which"):
                break
            if tokens[at].low == way.preposition:
                end = end_of(sentence, at, reports, report, grammar)
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
    behind = next((n for n in range(at + 1, min(len(tokens), at + OBJECT)) if tokens[n].kind == RUN
                   or tokens[n].low in words["indefinite_articles"] or (
                       tokens[n].text in _SURELY_OPENING and tokens[n - 1].low != "the")), None)
    if behind is None or any((token.kind == MARK and token.text not in OPENING) or token.low in words["prepositions"]
                             or token.low in grammar.finite for token in tokens[at:behind]):
        return None
    end = end_of(sentence, at, reports, report, grammar)
    stop = behind - (tokens[behind - 1].text in OPENING)
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
    end = end_of(sentence, at, reports, report, grammar)
    return Reported(report, ((at, end),), "comment", "decline") if at < end else None


def _that(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S said that C."""
    if not report.that or not (report.lemma in grammar.cues["that"] or report.lemma in grammar.object_acts):
        return None
    return _clause(sentence, report, reports, report.content, "that", grammar)


def _question(sentence: Sentence, report: Report, reports: Sequence[Report], grammar: Grammar) -> Reported | None:
    """S asked T whether C, S wondered how C."""
    tokens, at = sentence.tokens, report.content
    if report.order not in (BEFORE, SHARED) or report.negated or at >= len(tokens) \
            or not (grammar.acts.get(report.lemma) == "ask" or report.lemma in grammar.cues["explaining"]) \
            or tokens[at].low not in grammar.words["asking"]:
        return None
    return _clause(sentence, report, reports, at, "question", grammar)


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
        if tokens[index].text in STOPS:
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
            if tokens[at].low == "to" and at + 1 < len(tokens) and tokens[at + 1].kind in (WORD, RUN) \
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
    if report.lemma not in grammar.cues["that"] or report.order == AFTER or report.that or at >= len(tokens):
        return None
    if report.lemma not in grammar.cues["bare"]:  # reported the talks; reported the talks were over
        takes_it = report.lemma in grammar.cues["bare_with_verb"] and _has_verb(tokens, at, grammar)
        return _clause(sentence, report, reports, at, "bare", grammar) if takes_it else None
    first = tokens[at]
    words = grammar.words
    if first.text == ":" and at + 2 < len(tokens) and tokens[at + 1].kind == WORD and tokens[at + 1].capital:
        return _clause(sentence, report, reports, at + 1, "bare", grammar)  # S said: C
    if at + 1 < len(tokens) and first.low in words["clause_openers"] and report.lemma in grammar.cues["fronted"]:
        return _clause(sentence, report, reports, at, "bare", grammar)
    if first.kind == RUN and _links(tokens, at, grammar):
        return _clause(sentence, report, reports, at, "bare", grammar)  # S said “A” because “B”
    starts = (first.low in words["subject_pronouns"] or first.low in words["determiners"]
              or first.kind == NUMBER or first.capital or first.low.endswith("s"))
    starts = starts or first.low in words["existential"] or first.low in words["quantifiers"] \
        or _leads_to_marks(tokens, at, grammar)
    if first.kind in (RUN, MARK) or first.low in words["prepositions"] or first.low in words["not_clauses"] \
            or not (starts or _has_verb(tokens, at, grammar)):
        return None
    end = end_of(sentence, at, reports, report, grammar)
    joined = min((other.first - 1 for other in reports if other.order == SHARED and other.first > at + 1
                  and tokens[other.first - 1].low in words["coordinating"]), default=end)  # the delay but said
    if not any(token.low in grammar.finite or token.low.endswith(("ed", "n't")) or token.low in grammar.verbs
               or "'" in token.low[1:] or token.kind == RUN
               for token in tokens[at + 1:min(end, at + 14, joined)]) and not _pronoun_and_verb(tokens, at, grammar) \
            and not _acts(tokens[at:min(end, at + _SUBJECT, joined)], grammar):
        return None
    return _clause(sentence, report, reports, at, "bare", grammar)


def _acts(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """True for one who does something that no list has: Holt runs a network."""
    words = grammar.words
    return any(
        before.kind == WORD and before.low not in words["determiners"] and token.kind == WORD and token.text.islower()
        and token.low.endswith("s") and not token.low.endswith(("ss", "'s", "us", "is"))
        and token.low not in grammar.function_words and token.low not in words["sources"]
        and (after.low in words["determiners"] or after.low in words["possessives"] or after.low in words["objects"])
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False))


def _has_verb(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """True for a noun phrase and an auxiliary behind it: debt relief is."""
    words = grammar.words
    if tokens[at].kind not in (WORD, NUMBER) or grammar.is_adverb(tokens[at].low) or any(
            tokens[at].low in words[name] for name in (
                "not_clauses", "auxiliary", "objects", "prepositions", "clause_openers", "coordinating")):
        return False
    for n in range(at + 1, min(len(tokens), at + _SUBJECT)):
        low = tokens[n].low
        if low in words["auxiliary"]:
            return tokens[n - 1].low != "to"
        if tokens[n].kind in (MARK, RUN) or low == "to" or any(
                low in words[name] for name in ("relatives", "coordinating", "subject_pronouns", "asking")) or (
                low in words["clause_openers"] and low not in words["prepositions"]):
            return False
    return False


def _links(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """True for words in marks that a conjunction or preposition joins to others in the same clause."""
    following = next((n for n in range(at + 1, min(len(tokens), at + 1 + OBJECT)) if tokens[n].kind == RUN), None)
    between = tokens[at + 1:following] if following else ()
    return bool(between) and between[0].kind == WORD and between[0].low in grammar.function_words and any(
        token.kind == WORD and token.low not in grammar.words["opening"] for token in between) and all(
        (token.kind == WORD and token.low not in grammar.verbs) or token.text == "," for token in between)


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
    if report.lemma not in grammar.object_acts or report.order == AFTER or report.that or at >= len(tokens) \
            or report.negated:
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
    end = end_of(sentence, at, reports, report, grammar, is_phrase=is_phrase)
    if words_in(sentence.tokens[at:end]) < LEAST:
        return None
    return Reported(report, ((at, end),), frame, act_of(report, grammar))


