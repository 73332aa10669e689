"""Reports by set phrases: according to S, in S's view, S's claim that, S made it clear that, quoted by T as saying."""

from __future__ import annotations

from collections.abc import Sequence

from curator.suggest.grammar import Grammar, Phrases
from curator.suggest.mentions import ORG
from curator.suggest.report import AFTER, BEFORE, NOUN, PHRASE, Report
from curator.suggest.subjects import Source, Subjects
from curator.suggest.tokens import MARK, WORD, Token

_ADJECTIVES = 4  # tokens between an owner and what is owned
_LIGHT = 4  # tokens from "made" to "clear"
_BETWEEN = 10  # tokens from "quoted" to "as saying"


def by_phrase(tokens: Sequence[Token], at: int, subjects: Subjects, grammar: Grammar) -> Report | None:
    """The report of a set phrase that begins, or for a noun stands, at token `at`; one without a source where the
    phrase names nobody who could speak. None where no phrase is."""
    words = grammar.words
    low = tokens[at].low
    if length := _phrase(tokens, at, grammar):
        source = subjects.all_after(at + length) or subjects.objective(at + length)
        is_none = source is None or source.low.rpartition(" ")[2] in words["no_sources"]
        last = at + length if source is None else source.last
        return Report(at, at + length, "according to", "phrase", None if is_none else source, PHRASE, last)
    if low in words["fronting"] and (found := _by_whom(tokens, at, subjects, grammar)):
        return found
    if low in words["view_openers"] and (found := _view(tokens, at, subjects, grammar)):
        return found
    if low in words["speech_nouns"] and (found := _noun(tokens, at, subjects, grammar)):
        return found
    if low in words["told_by_being"] or low in words["told_by_making"]:
        return _made_clear(tokens, at, subjects, grammar) or _made_clear_by(tokens, at, subjects, grammar)
    return None


def _phrase(tokens: Sequence[Token], at: int, grammar: Grammar) -> int:
    """How many tokens from `at` on are a fixed phrase that names a source."""
    for phrase in grammar.according.get(tokens[at].low, ()):
        if tuple(token.low for token in tokens[at:at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _by_whom(tokens: Sequence[Token], at: int, subjects: Subjects, grammar: Grammar) -> Report | None:
    """As noted by S, C."""
    verb = grammar.verbs.get(tokens[at + 1].low) if at + 2 < len(tokens) else None
    if verb is None or verb.form not in ("past", "participle") or verb.lemma not in grammar.cues["quote"] \
            or tokens[at + 2].low not in grammar.words["agents"]:
        return None
    source = subjects.after(at + 3)
    return Report(at, at + 3, "according to", "phrase", source, PHRASE, source.last) if source else None


def _view(tokens: Sequence[Token], at: int, subjects: Subjects, grammar: Grammar) -> Report | None:
    """In her view, C and in Holt's opinion, C: at the start or the end of a sentence. In the Norda poll, C."""
    words, limit = grammar.words, min(len(tokens) - 1, at + 2 * _ADJECTIVES)
    if at and tokens[at - 1].text != "," and not (at == 1 and tokens[0].low in words["opening"]):
        return None
    surveyed = subjects.after(at + 1) if at <= 1 else None
    if surveyed and surveyed.low.rpartition(" ")[2] in words["surveys"] and surveyed.last < len(tokens) \
            and tokens[surveyed.last].text == ",":
        return Report(at, at + 1, "according to", "phrase", surveyed, PHRASE, surveyed.last)
    for step in range(at + 1, limit):
        if tokens[step + 1].low not in words["views"]:
            continue
        owner = subjects.ending(step - 1) if tokens[step].low == "'s" else subjects.owner(step) if (
            step == at + 1 and tokens[step].low in words["possessives"]) else None
        last = step + 2
        is_edge = at <= 1 or last >= len(tokens) or tokens[last].text in ".!?"
        if owner and is_edge:
            return Report(at, last, "according to", "phrase", owner._replace(first=at, last=last), PHRASE, last)
    return None


def _made_clear(tokens: Sequence[Token], at: int, subjects: Subjects, grammar: Grammar) -> Report | None:
    """S made it clear that C, S is convinced that C, S gave assurances that C: `at` is the word before "that"."""
    words = grammar.words
    if at + 2 >= len(tokens) or tokens[at + 1].low not in words["thats"]:
        return None
    for step in range(at - 1, max(at - 1 - _LIGHT, -1), -1):
        low = tokens[step].low
        if tokens[step].kind == MARK:
            return None
        is_being = low in words["passive"] and tokens[at].low in words["told_by_being"]
        if is_being or (low in words["light_verbs"] and tokens[at].low in words["told_by_making"]):
            source = subjects.before(step)
            if source is None or source.low in ("it", "that", "this", "what", "which") \
                    or any(token.low in words["negation"] for token in tokens[source.last:at]):
                return None
            return Report(step, at + 1, "believe" if is_being else "say", "past", source, BEFORE, at + 2, True)
    return None


def _made_clear_by(tokens: Sequence[Token], at: int, subjects: Subjects, grammar: Grammar) -> Report | None:
    """It was made clear to T by S that C: `at` is the word after "made"."""
    words, behind = grammar.words, at + 1
    if not at or tokens[at - 1].low not in words["light_verbs"]:
        return None
    if behind < len(tokens) and tokens[behind].low == "to":
        told = subjects.after(behind + 1) or subjects.objective(behind + 1)
        behind = told.last if told else behind
    if behind >= len(tokens) or tokens[behind].low not in words["agents"]:
        return None
    source = subjects.after(behind + 1)
    if source is None or source.last + 1 >= len(tokens) or tokens[source.last].low not in words["thats"]:
        return None
    return Report(at - 1, at + 1, "say", "past", source, AFTER, source.last + 1, True)


def _noun(tokens: Sequence[Token], at: int, subjects: Subjects, grammar: Grammar) -> Report | None:
    """The report of a noun for what is said that has an owner and a that-clause: his claim that C, Holt's main
    complaint was that C, the argument of the council is that C."""
    words = grammar.words
    owner: Source | None = None
    step = at - 1
    while step >= 0 and at - step <= _ADJECTIVES and tokens[step].kind == WORD and not (
            tokens[step].low == "'s" or tokens[step].low in words["determiners"]):
        step -= 1
    if step > 0 and tokens[step].low == "'s":
        owner = subjects.ending(step - 1)
    elif step >= 0 and tokens[step].low in words["possessives"]:
        owner = subjects.owner(step)
    behind = at + 1
    if owner is None and tokens[behind:behind + 1] and tokens[behind].low == "of" and (
            found := subjects.after(behind + 1)):
        owner, behind = found, found.last
    if owner is None:
        return None
    while behind < len(tokens) and behind - at <= _ADJECTIVES + 8 and (
            tokens[behind].low in words["auxiliary"] or grammar.is_adverb(tokens[behind].low)):
        behind += 1
    if behind + 1 >= len(tokens) or tokens[behind].low not in words["thats"]:
        return None
    if behind == at + 1 and tokens[behind + 1].low in grammar.finite | words["auxiliary"]:  # the claim that was made
        return None
    return Report(at, at + 1, tokens[at].low, "noun", owner, NOUN, behind + 1, True)


def is_somebody(source: Source, grammar: Grammar) -> bool:
    """False for a thing: "a class called ..." has no speaker."""
    words = grammar.words
    return source.reference in ("name", "pronoun") or any(
        word in words["roles"] or word in words["bodies"] or word in words["sources"] for word in source.low.split())


def quoted_by(tokens: Sequence[Token], at: int, subjects: Subjects,
              grammar: Grammar) -> tuple[Source | None, Source | None]:
    """For "as saying" with "as" at token `at`: who was quoted, and by whom."""
    words = grammar.words
    for step in range(at - 1, max(at - 1 - _BETWEEN, 0), -1):
        if tokens[step].low in words["quoted_as"]:
            by = tokens[step + 1].low in words["agents"] if step + 1 < at else False
            return subjects.before(step), subjects.after(step + 2) if by else None
        if tokens[step].text in ".;:":
            break
    return None, None


def passed_on(report: Report, tokens: Sequence[Token], subjects: Subjects, grammar: Grammar) -> Report:
    """The report of an outlet with whom it cites: "..., TASS reported, citing the mayor"; that of somebody else with
    the outlet that was talked to: "the mayor said in an interview with TASS that ..."."""
    source = report.source
    if source is None or report.through or report.addressee:
        return report
    if not _is_outlet(source, grammar):
        return report._replace(through=_talked_to(report, tokens, subjects, grammar))
    if report.lemma not in (*grammar.phrases["source_verbs"], "according to"):
        return report
    for at in range(len(tokens)):
        if length := longest(tokens, at, grammar.by_first_word["citing"]):
            found = subjects.after(at + length)
            stands_apart = length > 1 or not at or tokens[at - 1].kind == MARK
            if found and stands_apart and is_somebody(found, grammar) and not report.first <= at < report.last:
                return report._replace(cited=found)
    return report


def _talked_to(report: Report, tokens: Sequence[Token], subjects: Subjects, grammar: Grammar) -> Source | None:
    """The outlet of an interview that stands beside speaker and cue."""
    near = range(max(report.left - _BETWEEN, 0), min(report.right + _BETWEEN, len(tokens)))
    for at in near:
        if length := longest(tokens, at, grammar.by_first_word["talking_to"]):
            found = subjects.after(at + length)
            return found if found and _is_outlet(found, grammar) else None
    return None


def said_before(tokens: Sequence[Token], subjects: Subjects, grammar: Grammar) -> Report | None:
    """The report of what the sentence before says: This was announced by S. and S reported this on Monday."""
    words = grammar.words
    for at in range(1, min(len(tokens), 2 * _BETWEEN)):
        verb = grammar.verbs.get(tokens[at].low)
        if verb is None or verb.form not in ("past", "participle", "any") or not (
                verb.lemma in grammar.cues["quote"] or verb.lemma in grammar.cues["that"]):
            continue
        before, behind = tokens[at - 1].low, tokens[at + 1].low if at + 1 < len(tokens) else ""
        if behind in words["agents"] and before in words["passive"] and tokens[0].low in words["this"] and at <= 4:
            source = subjects.after(at + 2)
            return Report(at, at + 1, verb.lemma, verb.form, source, AFTER, source.last) if source else None
        if before in words["this_told"] and at == 2:  # Об этом сообщил S.
            source = subjects.after(at + 1)
            return Report(at, at + 1, verb.lemma, verb.form, source, AFTER, source.last) if source else None
        if behind == "to" and before in words["passive"] and tokens[0].low in words["this"] and at <= 4 and (
                told := subjects.after(at + 2 + (tokens[at + 2].kind == MARK if at + 2 < len(tokens) else 0))):
            return _told_at(tokens, at, verb.lemma, told, subjects)
        if behind in words["this"] and _ends_or_dates(tokens, at + 2, grammar):
            source = subjects.before(at)
            return Report(at, at + 1, verb.lemma, verb.form, source, BEFORE, at + 2) if source else None
    return None


def _told_at(tokens: Sequence[Token], at: int, lemma: str, told: Source, subjects: Subjects) -> Report | None:
    """This was reported to T in the embassy: the body at which it was is who said it."""
    behind = told.last
    while behind < len(tokens) and tokens[behind].kind == MARK:
        behind += 1
    if behind + 1 >= len(tokens) or tokens[behind].low not in ("in", "at", "by"):
        return None
    source = subjects.after(behind + 1)
    speaks = source and any(name.label == ORG for name in source.names)
    return Report(at, at + 1, lemma, "past", source, AFTER, source.last, addressee=told) if source and speaks else None


def _ends_or_dates(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """True where a sentence ends, or goes on with a time or place."""
    return at >= len(tokens) or tokens[at].kind == MARK or tokens[at].low in grammar.words["prepositions"] \
        or tokens[at].low.strip(".") in grammar.words["time_words"]


def longest(tokens: Sequence[Token], at: int, phrases: Phrases) -> int:
    """How many tokens from `at` on are one of the phrases, 0 for none."""
    begun = phrases.get(tokens[at].low)
    return max((len(words) for words in begun if tuple(token.low for token in tokens[at:at + len(words)]) == words),
               default=0) if begun else 0


def _is_outlet(source: Source, grammar: Grammar) -> bool:
    if source.names:
        return source.names[-1].label == ORG
    return source.low.rpartition(" ")[2] in grammar.words["outlets"]
