"""The side panel of a wide Reader: every quote of the article with its state, who says it and its first words; below,
which labels its colours stand for."""

from __future__ import annotations

from curator.desk.reading import Item, OpenArticle
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.label_colour import label_look
from schema import Mention, SuggestedMention

Line = list[Piece]
WIDE = 110  # cells from which a screen has room for it
MEASURE = 108  # cells of text beyond which lines are hard to follow: what is left is the panel's
LEAST, MOST = 40, 90  # cells of the panel
MOST_LABELS = 6


def side_width(screen: int) -> int:
    """The cells of the panel on a screen so wide; 0 where there is no room."""
    return min(max(screen - MEASURE, LEAST), MOST) if screen >= WIDE else 0


def side_lines(opened: OpenArticle, current: str | None, width: int, height: int) -> list[Line]:
    """At most `height` lines of `width` cells; the current quote is among them and carries a `>`. They move on by half
    a panel at once, so that most steps change two lines."""
    quotes, legend = opened.quotes, _legend(opened)
    height -= len(legend)
    at = next((n for n, item in enumerate(quotes) if item.id == current), 0)
    room = max(1, height - 1)
    step = max(1, room // 2)
    first = min(max(0, at // step * step - room // 4), max(0, len(quotes) - room))
    head: Line = [(fit(f"QUOTES {len(quotes)}", 20), "strong"), ("+ settled  ? open", "dim")]
    lines = [head, *(_line(opened, item, item.id == current, width) for item in quotes[first:first + room])]
    return [*lines, *[[] for _ in range(height - len(lines))], *legend]


def _legend(opened: OpenArticle) -> list[Line]:
    """The labels with a colour that are marked in the article, most frequent first, each with how often it is."""
    coloured = [(label, number) for label, number in opened.labels.most_common() if opened.colours.get(label)]
    lines: list[Line] = [[(f"{number:>4} ", "dim"), (label, label_look(opened.colours[label]))]
                         for label, number in coloured[:MOST_LABELS]]
    return [[("LABELS", "strong")], *lines] if lines else []


def _line(opened: OpenArticle, item: Item, is_current: bool, width: int) -> Line:
    noted = opened.noted(item.id)
    flagged = "!" if noted and noted[0].flag else "n" if noted else " "
    sign = f"{'>' if is_current else ' '}{item.tag:>3} {'+' if item.settled else '?'}{flagged}"
    who = ""
    if not isinstance(item.value, (Mention, SuggestedMention)):
        who = ", ".join(opened.who(p).rpartition(" = ")[2] for p in item.value.speakers)
    words = " ".join(item.spans[0].exact.split())
    name = width * 3 // 8
    return [(sign, "strong" if is_current else ""), (fit(who or "(nobody)", name) + " ", "" if who else "warn"),
            (fit(words, width - len(sign) - name - 1), "strong" if is_current else "dim")]
