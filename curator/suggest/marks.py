"""Quoted runs: a state machine over the quotation marks of each paragraph, which repairs what editors and pages lose.

At most one mark is open at a time. What had to be repaired is said in the flags of the run. The machine works by
paragraph, because one missing mark must not turn the rest of the document inside out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from curator.suggest.grammar import Grammar
from curator.suggest.tails import is_tail, last_tail, tail
from curator.text.segments import Segment, sentences

NO_OPENING, NO_CLOSING, DASH, CONTINUES = "opening mark missing", "closing mark missing", "dash", "continues"
SINGLE, BRACKETS, ELLIPSIS, TURN = "single marks", "brackets inside", "ellipsis", "turn"


@dataclass(frozen=True)
class Run:
    """Words between marks: `start` to `end` without them, `outer` with them; not `speech` when too short or a title."""

    start: int
    end: int
    outer: tuple[int, int]
    flags: tuple[str, ...]
    speech: bool
    paragraph: int
    final: str  # the last character inside the marks
    goes_on: bool  # begins with a small letter, in the middle of a sentence


class _Mark(NamedTuple):
    start: int
    end: int
    role: str  # open, close or either


_MARKS = re.compile(r"[“”„‟«»\"]|''|``|‘‘|’’")
_END = ".,;:!?…)]-–—'’"
_DASH_LINE = re.compile(r"[-–—―‒]\s+(?=[\w“\"«(])")
_LEAST_REPAIRED = 12  # characters in a run whose opening mark is missing
_LEAST_WORDS = 3
_REACH = 400  # characters in which the cue before a lost opening mark is looked for
_CUED = re.compile(r"[,:]\s+(?=[A-ZА-ЯЁ])")
_NAMING = re.compile(r"(?:(?P<one>[^\W\d_]+) )?(?P<last>[^\W\d_]+(?:-[^\W\d_]+)?),? ?\Z")
_THAT = re.compile(r"\b([^\W\d_]+) ([^\W\d_]+)\s+(?=\w)")
_COLON = re.compile(r"(?<=\w):\s+(?=[A-ZА-ЯЁ])")
_STOP = re.compile(r"[.?!…]\s")
_CUE_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,5}\Z")
_CUE_REACH = 60  # characters before the comma in which the cue must stand
_TAG = re.compile(r"<[A-Za-z/][^<>\n]*>")  # left by a copied page: marks in it are round the values of attributes
_LABEL = re.compile(r"(?P<mark>[\"“]?)(?P<who>[^\W\d_][\w.'’-]{0,30}(?:[ \xa0][^\W\d_][\w.'’-]{0,30}){0,3})"
                    r"(?: \([^()\n]{1,40}\))?:[ \xa0]+(?=\S)")  # who speaks, at the start of a line of an interview
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def runs(text: str, paragraphs: Sequence[Segment], grammar: Grammar) -> list[Run]:
    """The quoted runs of all paragraphs in text order, fragments among them (`speech` is False)."""
    reverse = "»" in text and _guillemets_reversed(text)
    tags = [tag.span() for tag in _TAG.finditer(text)]
    turned = turns(text, paragraphs)
    found: list[Run] = []
    for number, (start, end) in enumerate(paragraphs):
        if number in turned:
            found.append(turned[number])
            continue
        marks = [_mark(text, m.start(), m.end(), start, end, reverse) for m in _MARKS.finditer(text, start, end)
                 if not tags or not _inside(tags, m.start())]
        nearest = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = nearest is not None and bool(_MARKS.match(text, nearest[0]))
        mine = _machine(text, start, end, marks, goes_on, number, grammar)
        if not marks:
            mine += _dialogue(text, start, end, number, grammar)
        mine += _singles(text, start, end, mine, number)
        found += [replace(run, speech=False) if run.speech and _is_called(text, start, run, grammar) else run
                  for run in sorted(mine, key=lambda run: run.start)]
    return found


def turns(text: str, paragraphs: Sequence[Segment]) -> dict[int, Run]:
    """What is said in an interview or a transcript, by the number of its paragraph: lines that begin with a label and a
    colon ("HOLT: We knew."), where at least two labels come back. A paragraph's own marks round it are left out."""
    labels = {number: label for number, (start, end) in enumerate(paragraphs)
              if (label := _LABEL.match(text, start, end)) and label.end() < end}
    times = Counter(label["who"] for label in labels.values())
    if sum(count > 1 for count in times.values()) < 2:
        return {}
    found = {}
    for number, label in labels.items():
        end = paragraphs[number][1]
        if label["mark"] and text[end - 1] in "\"”":
            end -= 1
        if times[label["who"]] > 1 and label.end() < end:
            found[number] = replace(_run(text, label.end(), end, (label.end(), end), (TURN,), number), speech=True)
    return found


def _inside(ranges: Sequence[tuple[int, int]], at: int) -> bool:
    """True when one of some ranges, in order, holds an offset."""
    number = bisect_right(ranges, (at, len(ranges) + at)) - 1
    return number >= 0 and ranges[number][0] <= at < ranges[number][1]


def word_count(text: str, start: int, end: int) -> int:
    """Words between two offsets."""
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _guillemets_reversed(text: str) -> bool:
    """True when the text opens with » and closes with « (German and Danish style)."""
    return len(re.findall(r"(?:^|[\s(])»(?=\w)", text)) > len(re.findall(r"(?:^|[\s(])«(?=\w)", text))


def _mark(text: str, start: int, end: int, first: int, last: int, reverse: bool) -> _Mark:
    sign = text[start]
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    opens = (before.isspace() or before in "([—–-/:“‘'") and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in ".,;:!?)]—–-”’…'/" or end == last)
    if sign in "«»" and reverse:
        sign = "»" if sign == "«" else "«"
    if sign in "“«„‟" or (sign in "`‘" and end - start == 2):
        role = "close" if sign == "“" and closes and not opens else "open"
    elif sign in "”»" or (sign == "’" and end - start == 2):
        role = "open" if opens and not closes else "close"
    elif opens and not closes:
        role = "open"
    elif closes and not opens:
        role = "close"
    else:
        role = "either"
    return _Mark(start, end, role)


def _machine(text: str, start: int, end: int, marks: Sequence[_Mark], goes_on: bool, number: int,
             grammar: Grammar) -> list[Run]:
    found: list[Run] = []
    opened: _Mark | None = None
    dash = _DASH_LINE.match(text, start, end)
    skip = 0
    behind = start  # where the words start that a closing mark without an opening one can close
    for index, mark in enumerate(marks):
        if skip:
            skip -= 1
        elif opened is None:
            if mark.role != "close":
                opened = mark
            else:
                if run := _without_opening(text, start, behind, mark, dash, number, grammar):
                    found.append(run)
                behind = mark.end
        elif mark.role != "open":
            found.append(_run(text, opened.end, mark.start, (opened.start, mark.end), (), number))
            opened, behind = None, mark.end
        elif _nested(text, marks, index):
            skip = 1
        else:
            found.append(_unclosed(text, opened, mark.start, number, grammar))
            opened = mark
    if opened is not None:
        found.append(_without_closing(text, opened, end, goes_on, number, grammar))
    return [_with_speaker(text, start, end, run, grammar) for run in found if run.start < run.end]


def _with_speaker(text: str, start: int, end: int, run: Run, grammar: Grammar) -> Run:
    """A short run that opens a sentence is speech all the same when a speaker follows its comma: “Yes,” she said."""
    if run.speech or run.final not in ",?!" or not is_tail(text, run.outer[1], end, grammar):
        return run
    before = text[max(start, run.outer[0] - 3):run.outer[0]].rstrip()
    if before and before[-1] not in ".?!…”\"»'":
        return run
    return replace(run, speech=True)


def _nested(text: str, marks: Sequence[_Mark], index: int) -> bool:
    """True when the mark opens a quote within the open one: its own closing mark follows, then one more."""
    if index + 2 >= len(marks):
        return False
    inner, outer = marks[index + 1], marks[index + 2]
    return inner.role != "open" and outer.role == "close" and inner.start - marks[index].end < 300


def _without_opening(text: str, start: int, behind: int, mark: _Mark, dash: re.Match[str] | None, number: int,
                     grammar: Grammar) -> Run | None:
    """The run before a closing mark when nothing is open: from behind the dash that opens the paragraph, else from
    behind a cue and its comma or colon, else from the paragraph's start, or the start of the second sentence from
    `behind` (the mark before) on."""
    after = text[mark.end:mark.end + 1]
    last = text[behind:mark.start].rstrip("’'")[-1:]
    if last not in tuple(",.?!…") and after not in tuple(",.?!"):
        return None
    if dash and behind == start:
        first = dash.end()
    elif (cued := _behind_cue(text, behind, mark.start, grammar)) is not None:
        first = cued
    elif behind == start:
        first = start
    else:
        parts = sentences(text, behind, mark.start)
        if len(parts) < 2:
            return None
        first = parts[1][0]
    if mark.start - first < _LEAST_REPAIRED:
        return None
    flags = (NO_OPENING, DASH) if dash and first == dash.end() else (NO_OPENING,)
    return _run(text, first, mark.start, (dash.start() if DASH in flags and dash else first, mark.end), flags, number)


def _behind_cue(text: str, start: int, end: int, grammar: Grammar) -> int | None:
    """Where speech starts behind "Holt said, We", "Holt said: We", "Holt told the board on Friday, We" or "Holt noted
    that we" in the first sentences before a closing mark; else behind the first colon ("Holt: We")."""
    for stop in _CUED.finditer(text, start, min(end, start + _REACH)):
        words = _CUE_WORDS.search(text, max(start, stop.start() - _CUE_REACH), stop.start())
        if words and _has_cue(words[0].split(" "), bool(text[start:words.start()].strip()), grammar):
            return stop.end()
    for that in _THAT.finditer(text, start, min(end, start + _REACH)):
        verb = grammar.verbs.get(that[1].lower())
        if that[2].lower() in grammar.words["thats"] and verb and verb.lemma in grammar.cues["that"] \
                and verb.form != "base" and not _STOP.search(text, start, that.start()):
            return that.end()
    colon = _COLON.search(text, start, min(end, start + _REACH))
    return colon.end() if colon and not _STOP.search(text, start, colon.start()) else None


def _has_cue(words: Sequence[str], is_inside: bool, grammar: Grammar) -> bool:
    """True when one of the words before a comma quotes; the first only where something stands before it: behind
    speech, "said Vera Holt, an engineer" names its speaker, and what comes next is no speech."""
    for at in range(len(words) - 1, -1, -1):
        low = words[at].lower()
        if low in grammar.words["subordinators"]:
            return False
        verb = grammar.verbs.get(low)
        if verb and verb.lemma in grammar.cues["quote"] and verb.form != "base" and (at or is_inside):
            return at == len(words) - 1 or not (low in grammar.words["noun_like"] or verb.form == "ing")
    return False


def _unclosed(text: str, opened: _Mark, until: int, number: int, grammar: Grammar) -> Run:
    """A run whose closing mark is missing before the next opening one."""
    end = last_tail(text, opened.end, until, grammar)
    if end is None:
        stops = [stop.end() for stop in re.finditer(r"[.?!…]+(?=\s)", text[opened.end:until])]
        end = opened.end + stops[-1] if stops else until
    end = _trimmed(text, opened.end, end)
    return _run(text, opened.end, end, (opened.start, end), (NO_CLOSING,), number)


def _without_closing(text: str, opened: _Mark, end: int, goes_on: bool, number: int, grammar: Grammar) -> Run:
    """A run that no mark closes in its paragraph: ends at the words that name the speaker, else with the paragraph."""
    if (found := tail(text, opened.end, end, grammar)) is not None:
        return _run(text, opened.end, found, (opened.start, found), (NO_CLOSING,), number)
    end = _trimmed(text, opened.end, end)
    flags = (NO_CLOSING, CONTINUES) if goes_on else (NO_CLOSING,)
    return _run(text, opened.end, end, (opened.start, end), flags, number)


def _dialogue(text: str, start: int, end: int, number: int, grammar: Grammar) -> list[Run]:
    """Speech introduced by a dash in a paragraph without marks: "— We agree, — said X. — And we go."

    A line with neither a second dash nor a cue is an entry of a list.
    """
    dash = _DASH_LINE.match(text, start, end)
    if not dash or not text[dash.end()].isupper():
        return []
    parts = list(re.finditer(r"[,.?!…]\s*[–—―‒-]\s+", text[dash.end():end]))
    if not parts:
        cut = tail(text, dash.end(), end, grammar)
        return [] if cut is None else [_run(text, dash.end(), cut, (dash.start(), cut), (DASH,), number)]
    first = dash.end() + parts[0].start() + 1
    if tail(text, first - 1, end, grammar, gap=dash.end() + parts[0].end() - first + 1) is None:
        return []
    found = [_run(text, dash.end(), first, (dash.start(), first), (DASH,), number)]
    if len(parts) > 1:
        again = dash.end() + parts[1].end()
        found.append(_run(text, again, end, (again, end), (DASH,), number))
    return [run for run in found if run.start < run.end]


_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w,.?!…])[’'](?![\w’'])")


def _singles(text: str, start: int, end: int, taken: Sequence[Run], number: int) -> list[Run]:
    """Runs in single marks outside the double ones; an apostrophe is none, so only word edges count."""
    found: list[Run] = []
    gaps = sorted(run.outer for run in taken)
    at = start
    for left, right in [*gaps, (end, end)]:
        while (opening := _SINGLE_OPEN.search(text, at, left)):
            closing = _SINGLE_CLOSE.search(text, opening.end(), left)
            if not closing:
                break
            spoken = text[closing.start() - 1] in ",.?!"
            run = _run(text, opening.end(), closing.start(), (opening.start(), closing.end()), (SINGLE,), number)
            if closing.start() - opening.end() <= 600 and (spoken or text[opening.start()] == "‘"):
                found.append(run if spoken else replace(run, speech=False))
            at = closing.end()
        at = max(at, right)
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _run(text: str, start: int, end: int, outer: tuple[int, int], flags: tuple[str, ...], number: int) -> Run:
    while start < end and text[start].isspace():
        start += 1
    end = _trimmed(text, start, end)
    words = text[start:end]
    more = ((BRACKETS,) if "[" in words else ()) + ((ELLIPSIS,) if "…" in words or "..." in words else ())
    speech = _is_speech(words) and not _is_work(text, outer[0], words) and not _is_heading(text, outer, words)
    return Run(start, end, outer, flags + more, speech, number, words.rstrip("’'")[-1:] or words[-1:],
               words.lstrip("[(…. ")[:1].islower())


def is_title(words: str) -> bool:
    """True for words in marks that are all capitalised but the small ones: the name of a paper, a programme, a work."""
    long = [word for word in _WORD.findall(words) if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long) and (len(long) > 1 or words[0].isupper())


def _is_work(text: str, start: int, words: str) -> bool:
    """True for a short title whose stop or comma the marks have swallowed: on “Meet the Town.”"""
    found = _WORD.findall(words[:80])
    before = text[max(0, start - 3):start].rstrip()[-1:]
    return (len(found) <= 5 and len(words) < 60 and words[-1] in ".," and before.isalpha() and sum(
        word[0].isupper() for word in found) >= 2 and all(word[0].isupper() for word in found if len(word) > 3))


def _is_called(text: str, first: int, run: Run, grammar: Grammar) -> bool:
    """True for words in marks behind a word that says they are what somebody is called: by his nickname “the fox”."""
    before = _NAMING.search(text, max(first, run.outer[0] - 40), run.outer[0])
    if before is None or run.final in ".?!…":
        return False
    last = before["last"].lower()
    return last in grammar.words["naming"] or f"{before['one']} {last}".lower() in grammar.words["naming"]


def _is_heading(text: str, outer: tuple[int, int], words: str) -> bool:
    """True for a short title that is a line of its own: '‘All Is Lost.’'"""
    first = text.rfind("\n", 0, outer[0]) + 1
    last = text.find("\n", outer[1])
    alone = not (text[first:outer[0]] + text[outer[1]:len(text) if last < 0 else last]).strip(" \xa0.,")
    return alone and len(words) < 60 and is_title(words)


def _is_speech(words: str) -> bool:
    """False for fewer than three words, and for up to eight that are capitalised like a title and have no stop."""
    found = _WORD.findall(words[:200])
    if len(found) < _LEAST_WORDS:
        return False
    if len(words) > 120 or len(found) > 8 or words[-1] in ".?!…":
        return True
    long = [word for word in found if len(word) > 3]
    return not (found[0][0].isupper() and long and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
                and sum(word[0].isupper() for word in found) >= 2)
