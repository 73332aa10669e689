"""The lines of a pair to judge: names aligned, counts, sentences side by side, what speaks for and against."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from curator.desk.evidence import PairEvidence, Side, counted, effect, where_from
from curator.tui.latin import latinised
from curator.tui.widgets.fit import Piece, fit, wrap

Line = list[Piece]
TALL = 30  # lines from which more is said


def pair_lines(evidence: PairEvidence, preferred: str, width: int, height: int, *, latin: bool = False,
               place: str = "", again: Sequence[str] = ()) -> list[Line]:
    """Exactly `height` lines of at most `width` cells. `preferred` is the uid of the side whose name would be shown,
    `place` says which of the pairs it is, `again` what is new since a curator was unsure of it."""
    half = (width - 3) // 2
    sides = (evidence.left, evidence.right)
    rows = 3 if height >= TALL else 1  # of each of for, against, earlier
    head: list[Line] = [
        _row([(_name(side, preferred, latin), "strong") for side in sides], half),
        _row([(_counts(side), "dim") for side in sides], half),
        *(_row([(words, "dim") for words in line], half) for line in zip(*(_noted(s, height) for s in sides),
                                                                         strict=True)),
        _rule(width, place), *_alignment(evidence, latin), _rule(width)]
    foot: list[Line] = [
        _rule(width),
        *([[("again    ", "key"), (f"new since you were unsure: {', '.join(again)}", "")]] if again else []),
        *_said("for", "; ".join(evidence.speaks_for) or "only the names", width, rows),
        *_said("against", "; ".join(evidence.speaks_against) or "nothing noted", width, rows),
        *_said("earlier", "; ".join(evidence.earlier) or "no judgement", width, rows),
        *_said("y would", effect(evidence, preferred), width, 2)]
    room = max(0, height - len(head) - len(foot))
    columns = [_sentences(side, half, room) for side in sides]
    body = [_row([column[n] if n < len(column) else ("", "") for column in columns], half) for n in range(room)]
    return [*head, *body, *foot][:height]


def _noted(side: Side, height: int) -> list[str]:
    """Roles, dates and outlets: a line each where there is room for it."""
    roles = ", ".join(side.roles) or "no role noted"
    told = [roles, side.dates or "no date", ", ".join(side.outlets) or "no outlet"]
    return told if height >= TALL else ["; ".join([roles, *filter(None, (side.dates, ", ".join(side.outlets)))])]


def _counts(side: Side) -> str:
    return f"{side.identity.kind}, {counted(side.mentions, 'mention')}, {counted(side.quotes, 'statement')}"


def _said(word: str, words: str, width: int, most: int) -> list[Line]:
    """What is said under one word, on at most so many lines."""
    found = wrap(words, width - 9) or [""]
    shown = found if len(found) <= most else [*found[:most - 1], " ".join(found[most - 1:])]
    return [[(f"{word if not number else '':9}", "key"), (row, "")] for number, row in enumerate(shown)]


def _alignment(evidence: PairEvidence, latin: bool) -> list[Line]:
    """The words that were aligned, with how, what differs in brackets; what is left over; score and verdict."""
    comparison = evidence.comparison
    pieces: Line = []
    for step in comparison.steps:
        left, right = ((latinised(word) if latin else word) for word in (step.left, step.right))
        pieces += [("  " if pieces else " ", "")]
        if step.left == step.right:
            pieces += [(left, "")]
        else:
            pieces += [*differing(left, right), (f" ={step.how}= ", "dim"), *differing(right, left)]
    rest: list[Line] = []
    if comparison.left_rest or comparison.right_rest:
        rest = [[(" left over: ", "dim"), (" ".join(comparison.left_rest) or "nothing", "warn"), (" | ", "dim"),
                 (" ".join(comparison.right_rest) or "nothing", "warn")]]
    notes = "; ".join(comparison.notes)
    return [pieces or [(" nothing aligned", "warn")], *rest,
            [(f" {comparison.score:.2f} {comparison.verdict}", "strong"), (f"  {comparison.band}  {notes}", "dim")]]


def differing(word: str, other: str) -> Line:
    """A word with the letters lit up, and in brackets, that the other has not in their place; all of it where they
    share none."""
    made: Line = []
    one, two = word.lower(), other.lower()
    if len(one) != len(word):  # a letter that is two in lower case: places would not agree
        one, two = word, other
    for how, start, end, _, _ in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if how == "equal":
            made.append((word[start:end], ""))
        elif start < end:
            made.append((f"[{word[start:end]}]", "warn"))
    return made


def _name(side: Side, preferred: str, latin: bool) -> str:
    names = [latinised(name) if latin else name for name in side.identity.names]
    return ("* " if side.identity.uid == preferred else "  ") + " = ".join(names)


def _sentences(side: Side, width: int, room: int) -> list[Piece]:
    lines: list[Piece] = []
    if not side.sentences:
        lines = [("no article names it", "dim")]
    article = None
    for sentence in side.sentences:
        if sentence.article.uid != article:
            lines.append((where_from(sentence), "dim"))
            article = sentence.article.uid
        text, start, end = sentence.text, sentence.start, sentence.end
        words = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        rows = wrap(" ".join(words.split()), width - 3)[:6]
        lines += [(f"{'  ' if number else '- '}{row}", "") for number, row in enumerate(rows)]
        if len(lines) >= room:
            break
    for words in side.said:
        rows = wrap(words, width - 7)[:3]
        lines += [(f"{'      ' if number else 'says: '}{row}", "") for number, row in enumerate(rows)]
    return lines


def _row(cells: list[Piece], half: int) -> Line:
    (left, style), (right, other) = cells
    return [(fit(left, half), style), (" | ", "dim"), (fit(right, half), other)]


def _rule(width: int, words: str = "") -> Line:
    return [(f"-- {words} ".ljust(width, "-") if words else "-" * width, "dim")]
