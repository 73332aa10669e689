"""The lines of a pair to judge: names aligned, counts, sentences side by side, what speaks for and against."""

from __future__ import annotations

from curator.desk.evidence import PairEvidence, Side, counted, effect, where_from
from curator.tui.latin import latinised
from curator.tui.widgets.fit import Piece, fit, wrap

Line = list[Piece]


def pair_lines(evidence: PairEvidence, preferred: str, width: int, height: int, *, latin: bool = False) -> list[Line]:
    """Exactly `height` lines of at most `width` cells. `preferred` is the uid of the side whose name would be shown."""
    half = (width - 3) // 2
    sides = (evidence.left, evidence.right)
    head: list[Line] = [
        _row([(_name(side, preferred, latin), "strong") for side in sides], half),
        _row([(_counts(side), "dim") for side in sides], half),
        _row([(", ".join(side.roles) or "no role noted", "dim") for side in sides], half),
        _rule(width), *_alignment(evidence, width), _rule(width)]
    foot: list[Line] = [
        _rule(width),
        [("for      ", "key"), ("; ".join(evidence.speaks_for) or "only the names", "")],
        [("against  ", "key"), ("; ".join(evidence.speaks_against) or "nothing noted", "")],
        [("earlier  ", "key"), ("; ".join(evidence.earlier) or "no judgement", "")],
        *_would(effect(evidence, preferred), width)]
    room = max(0, height - len(head) - len(foot))
    columns = [_sentences(side, half, room) for side in sides]
    body = [_row([column[n] if n < len(column) else ("", "") for column in columns], half) for n in range(room)]
    return [*head, *body, *foot][:height]


def _counts(side: Side) -> str:
    return f"{side.identity.kind}, {counted(side.mentions, 'mention')}, {counted(side.quotes, 'statement')}"


def _would(words: str, width: int) -> list[Line]:
    """What y would do, on one or two lines."""
    first, *rest = wrap(words, width - 9)
    return [[("y would  ", "key"), (first, "")], *[[("         ", ""), (row, "")] for row in rest[:1]]]


def _alignment(evidence: PairEvidence, width: int) -> list[Line]:
    """Each pair of words that were aligned, with how; what is left over; score and verdict."""
    comparison = evidence.comparison
    pieces: Line = []
    for step in comparison.steps:
        style = "" if step.how == "equal" else "warn"
        pieces += [(f" {step.left}", style), (f" ={step.how}= ", "dim"), (f"{step.right} ", style), ("|", "dim")]
    rest: Line = [("", "")]
    if comparison.left_rest or comparison.right_rest:
        rest = [(" left over: ", "dim"), (" ".join(comparison.left_rest) or "nothing", "warn"), (" | ", "dim"),
                (" ".join(comparison.right_rest) or "nothing", "warn")]
    notes = "; ".join(comparison.notes)
    return [pieces or [(" nothing aligned", "warn")], rest,
            [(f" {comparison.score:.2f} {comparison.verdict}", "strong"), (f"  {comparison.band}  {notes}", "dim")]]


def _name(side: Side, preferred: str, latin: bool) -> str:
    name = side.identity.preferred
    shown = latinised(name) if latin else name
    others = "".join(f" = {other}" for other in side.identity.names[1:])
    return ("* " if side.identity.uid == preferred else "  ") + shown + others


def _sentences(side: Side, width: int, room: int) -> list[Piece]:
    lines: list[Piece] = []
    if not side.sentences:
        return [("no article names it", "dim")]
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
    return lines


def _row(cells: list[Piece], half: int) -> Line:
    (left, style), (right, other) = cells
    return [(fit(left, half), style), (" | ", "dim"), (fit(right, half), other)]


def _rule(width: int) -> Line:
    return [("-" * width, "dim")]
