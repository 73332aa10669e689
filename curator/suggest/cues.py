"""Reports: a cue with the one who speaks and the place from which on the reported words stand."""

from __future__ import annotations

from collections.abc import Sequence

from curator.suggest.clauses import NameIndex, Sentence
from curator.suggest.grammar import Grammar, Verb
from curator.suggest.report import AFTER, BEFORE, NOUN, PHRASE, SHARED, Report
from curator.suggest.set_phrases import by_phrase, is_somebody, passed_on, quoted_by
from curator.suggest.subjects import Source, Subjects
from curator.suggest.tokens import MARK, RUN, WORD, Token

_REACH_OF_THAT, _REACH_OF_PLACED = 9, 16  # tokens
_MARKS = frozenset("\"“”«»„'‘’")  # round the name of an outlet: told "Izvestia"


def reports(sentence: Sentence, grammar: Grammar, names: NameIndex) -> list[Report]:
    """The reports of a sentence from left to right. Those without a source of their own share the sentence's."""
    subjects = Subjects(sentence.tokens, grammar, names)
    found: list[Report] = []
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.kind != WORD:
            continue
        if token.low in grammar.phrase_openers and (told := by_phrase(tokens, at, subjects, grammar)):
            found += [told] if told.source else []
            continue
        verb = grammar.verbs.get(token.low)
        if verb is None or (token.capital and at and names.by_start.get(token.start)):
            continue
        if names.by_end.get(token.end) or _inside_name(token, names):
            continue
        if report := _report(tokens, at, verb, subjects, grammar, found):
            found.append(report)
    nouns = {report.content for report in found if report.order == NOUN}
    if nouns:  # heard Holt's warning that C: the clause is of the nearer cue
        found = [report._replace(that=False, content=report.last) if report.content in nouns and report.order != NOUN
                 else report for report in found]
    return [passed_on(_shared(report, found, subjects), tokens, subjects, grammar) for report in found]


def _inside_name(token: Token, names: NameIndex) -> bool:
    return token.capital and token.start in names.by_start


def _report(tokens: Sequence[Token], at: int, verb: Verb, subjects: Subjects, grammar: Grammar,
            earlier: Sequence[Report]) -> Report | None:
    words = grammar.words
    before = tokens[at - 1] if at else None
    if before and ((before.low in words["determiners"] and before.low not in words["speaking_pronouns"])
                   or (before.low == "'s" and verb.form != "ing")):
        return None
    if before and before.low in words["prepositions"] and verb.form != "ing" and before.low not in ("to", "as", "by"):
        return None
    if before and verb.form == "s" and before.low in words["passive"]:  # there were offers to
        return None
    if _is_passive(tokens, at, verb, grammar):
        agent = subjects.all_after(at + 2) if tokens[at + 1:at + 2] and tokens[at + 1].low == "by" else None
        return Report(at, at + 1, verb.lemma, verb.form, agent, AFTER, agent.last) if agent else None
    if verb.lemma in words["needing_on"] and not (at + 1 < len(tokens) and tokens[at + 1].low in words["on"]):
        return None
    source, order = _source(tokens, at, verb, subjects, grammar)
    negated = any(token.low in words["negation"] for token in tokens[max(0, at - 3):at]) or bool(
        source and order == BEFORE and {token.low for token in tokens[max(0, source.first - 1):source.first + 1]}
        & words["nobody"])
    if source is None and order != SHARED:
        return None
    if source and source.low in ("i", "we", "you") and verb.form != "past":
        return None
    if source and source.reference != "name" and source.low.rpartition(" ")[2] in words["mere_matters"]:
        return None
    last = at + 1
    if source and verb.lemma in grammar.cues["naming"] and verb.form == "past" and not is_somebody(source, grammar) \
            and not (source.first and tokens[source.first].capital) \
            and not (last < len(tokens) and tokens[last].low in words["thats"] | words["objects"]):
        return None  # not "...," wrote Holt; it found that; critics called him
    start = source.last if source and order == AFTER else last
    content, that, addressee = _onward(tokens, start, verb, subjects, grammar)
    fronted = bool(source and order == BEFORE and source.first and tokens[source.first - 1].low in words["fronting"])
    through = quoted_by(tokens, at - 1, subjects, grammar)[1] if before and before.low == "as" else None
    return Report(at, last, verb.lemma, verb.form, source, order, content, that, addressee, negated, fronted,
                  through=through)


def _is_passive(tokens: Sequence[Token], at: int, verb: Verb, grammar: Grammar) -> bool:
    if verb.form not in ("past", "participle"):
        return False
    step = at - 1
    while step >= 0 and tokens[step].kind == WORD and (
            grammar.is_adverb(tokens[step].low) or tokens[step].low in grammar.words["negation"]):
        step -= 1
    return step >= 0 and (tokens[step].low in grammar.words["passive"]
                          or (tokens[step].low.endswith(("'s", "'re")) and verb.form == "participle"))


def _source(tokens: Sequence[Token], at: int, verb: Verb, subjects: Subjects,
            grammar: Grammar) -> tuple[Source | None, str]:
    words = grammar.words
    step = at - 1
    while step >= 0 and tokens[step].kind == WORD and grammar.is_adverb(tokens[step].low):
        step -= 1
    before = tokens[step] if step >= 0 else None
    if step == 0 and before and before.low in words["participles"]:  # Having said that C, S went.
        comma = next((n for n in range(at, len(tokens) - 1) if tokens[n].text == ","), None)
        return (subjects.after(comma + 1) if comma is not None else None), BEFORE
    noun_like = tokens[at].low in words["noun_like"]
    inverted = (before is None or before.kind == RUN or (before.kind == MARK and before.text not in "('")
                ) and verb.form in ("past", "s", "any") and verb.lemma in grammar.cues["quote"]
    if inverted and at + 1 < len(tokens) and (before is None or before.kind == MARK) and (
            tokens[at + 1].low in words["thats"] or (
            not _behind_marks(tokens, step) and (verb.lemma in grammar.object_acts or verb.lemma in words["calling"]))):
        inverted = False  # S, who was there, denounced the plan
    if inverted and before is not None and (found := subjects.all_after(at + 1)) and _is_inverted(
            tokens, step, at, found, subjects, grammar):
        return found, AFTER
    if verb.form == "ing":
        if before and before.low in words["auxiliary"]:
            return subjects.before(at), BEFORE
        if before and before.low == "as" and (found := quoted_by(tokens, step, subjects, grammar)[0]):
            return found, BEFORE
        if before and (found := subjects.before(at)) and found.first and tokens[found.first - 1].low == "with":
            return found, BEFORE
        if before is None or before.kind in (RUN, MARK) or before.low in words["after_ing"] \
                or before.low in words["utterances"]:  # issued a statement saying that C
            return None, SHARED
        return None, ""
    if before and before.low in ("and", "but", "then", "or", "и") and step and verb.form in ("past", "s", "any"):
        return None, SHARED
    if before and before.low == "to" and not (step and tokens[step - 1].low in words["chain"]):
        return None, ""
    if before is None or (before.kind == RUN):
        return None, ""
    if noun_like and before.kind == MARK:
        return None, ""
    found = subjects.before(at)
    if found is None:
        return None, ""
    if verb.form == "base" and not _takes_base(tokens, at, found, grammar):
        return None, ""
    if noun_like and found.last < at - 1 and tokens[at - 1].low not in words["auxiliary"] \
            and not grammar.is_adverb(tokens[at - 1].low):
        return None, ""
    return found, BEFORE


def _behind_marks(tokens: Sequence[Token], at: int) -> bool:
    """True when words in marks end at token `at`, or before the marks there."""
    while at > 0 and tokens[at].kind == MARK and tokens[at].text not in _MARKS:
        at -= 1
    return at >= 0 and (tokens[at].kind == RUN or tokens[at].text in _MARKS)


def _is_inverted(tokens: Sequence[Token], step: int, at: int, source: Source, subjects: Subjects,
                 grammar: Grammar) -> bool:
    """True when the noun phrase behind the cue is its subject ("...," said Holt), not what is said or who is told."""
    following = tokens[source.last] if source.last < len(tokens) else None
    if source.reference == "pronoun" or (following is not None and following.kind == WORD and (
            following.low in grammar.finite or (following.low in grammar.verbs and following.low not in
                                                grammar.words["noun_like"]))):
        return False
    ahead = step
    while ahead > 0 and tokens[ahead].kind == MARK:
        ahead -= 1
    if tokens[ahead].kind == RUN:
        return True
    if step < 4 or tokens[at].low in grammar.words["noun_like"]:
        return False
    ends = following is None or following.text in ".;!?,"
    enclosed = subjects.before(at)
    return ends or enclosed is None or enclosed.reference != "name"


def _takes_base(tokens: Sequence[Token], at: int, source: Source, grammar: Grammar) -> bool:
    """True when a base form is a verb here: after an auxiliary or "to", or with a plural subject."""
    helped = any(token.low in grammar.words["auxiliary"] or token.low == "to" for token in tokens[source.last:at])
    if helped:
        return True
    if any(word in grammar.words["portions"] for word in source.low.split()):
        return True
    if source.reference == "pronoun":
        return source.low in ("they", "i", "we", "who", "some", "many", "others", "most", "few", "several", "both")
    return source.reference == "collective" or len(source.names) > 1 or bool(source.others)


def _onward(tokens: Sequence[Token], at: int, verb: Verb, subjects: Subjects,
            grammar: Grammar) -> tuple[int, bool, Source | None]:
    """Where the reported words can start after the cue: behind the addressee, a time, an aside, and "that"."""
    addressee = None
    start = at
    words = grammar.words
    if start < len(tokens) and tokens[start].low == "to" and verb.lemma in grammar.cues["that"]:
        if found := subjects.all_after(start + 1):
            addressee, start = found, found.last
    elif verb.lemma in grammar.cues["addressed"] and start < len(tokens) and tokens[start].low not in words["thats"]:
        if tokens[start].low in ("him", "her", "them", "me", "us", "it", "you"):
            start += 1
        elif found := subjects.all_after(start + (tokens[start].text in _MARKS)):
            addressee, start = found, found.last
            start += start < len(tokens) and tokens[start].text in _MARKS
    is_placed = start < len(tokens) and tokens[start].low in words["placing"]  # said in an interview with T that
    limit = min(len(tokens), start + (_REACH_OF_PLACED if is_placed else _REACH_OF_THAT))
    for index in range(start, limit):
        if tokens[index].low in words["thats"]:
            if index > start and _is_relative(tokens, index, grammar):
                break  # heard the warning that was given
            if (index + 1 < len(tokens) and tokens[index + 1].kind != MARK) or tokens[index + 1:index + 2]:
                return index + 1, True, addressee
        elif tokens[index].kind == RUN or tokens[index].text in ".;:?!" or tokens[index].low in words["so"] or (
                index > start and tokens[index].low in grammar.finite) or (
                tokens[index].low in grammar.verbs and index > start and tokens[index].text.islower()
                and grammar.verbs[tokens[index].low].form in ("past", "s")):
            break
    while start < len(tokens) and tokens[start].kind == WORD and (
            tokens[start].low.strip(".") in words["time_words"]
            or (tokens[start].low in words["time_openers"] and start + 1 < len(tokens)
            and tokens[start + 1].low.strip(".") in words["time_words"])
            or (grammar.is_adverb(tokens[start].low) and not _counts(tokens, start, grammar))):
        start += 1
    return start, False, addressee


def _is_relative(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """True for a "that" with a verb behind it, perhaps after an adverb: a hit that used to be praised."""
    at += 1
    while at < len(tokens) and grammar.is_adverb(tokens[at].low):
        at += 1
    if at >= len(tokens) or tokens[at].kind != WORD:
        return False
    low = tokens[at].low
    return low in grammar.words["auxiliary"] or low in grammar.finite or low == "'s" or (
        tokens[at].text.islower() and low.endswith("ed"))


def _counts(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """True for "all" before what it counts, and for "there" before what is there: said all crossings were cancelled,
    said there were none."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != WORD:
        return False
    return tokens[at].low in grammar.words["quantifiers"] or (
        tokens[at].low in grammar.words["existential"] and tokens[at + 1].low in grammar.finite)


def _shared(report: Report, found: Sequence[Report], subjects: Subjects) -> Report:
    """A report without a source gets that of the nearest report before it, else the sentence's first noun phrase."""
    if report.order != SHARED or report.source is not None:
        return report
    before = [other for other in found if other.first < report.first and other.source is not None
              and other.order != PHRASE]
    source = before[0].source if before else subjects.first_of_sentence()
    return report._replace(source=source)
