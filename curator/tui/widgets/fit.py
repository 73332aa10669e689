"""Text cut to cells: what keeps columns straight among wide characters, and outside text inert."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from curator.text.graphemes import clusters, next_boundary
from curator.text.inert import inert_line

Piece = tuple[str, str]  # words, and the name of their style ("" is the plain one)


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """`text` on exactly `cells` cells, inert: padded (on the left with `right`), or cut with an ellipsis."""
    line = clip(text, cells)
    padding = " " * (cells - cell_len(line))
    return padding + line if right else line + padding


def clip(text: str, cells: int) -> str:
    """`text` on at most `cells` cells, inert; an ellipsis stands for what is left out."""
    near = text[:cells + 1]
    if near.isascii() and near.isprintable():  # a cell each and nothing to make inert: most of what lists show
        return near if len(near) <= cells else text[:cells - 1] + "…" if cells > 0 else ""
    line = inert_line(text[:cells * 4 + 64])  # a hostile field may be a book
    if cell_len(line) <= cells and len(text) <= cells * 4 + 64:
        return line
    if cells <= 0:
        return ""
    used, end = 0, 0
    for first, last in clusters(line):
        used += cell_len(line[first:last])
        if used > cells - 1:
            break
        end = last
    return line[:end] + "…"


def fit_pieces(pieces: Iterable[Piece], cells: int) -> list[Piece]:
    """Pieces cut and padded to exactly `cells` cells in all; the padding is a plain piece."""
    fitted: list[Piece] = []
    left = cells
    for words, style in pieces:
        if left <= 0:
            break
        line = clip(words, left)
        fitted.append((line, style))
        left -= len(line) if line.isascii() else cell_len(line)
    return [*fitted, (" " * left, "")] if left > 0 else fitted


def wrap(words: str, width: int) -> list[str]:
    """Text broken at spaces into rows of at most `width` cells; a longer word is cut between graphemes."""
    rows, row = [], ""
    for word in words.split(" "):
        while cell_len(word) > width:
            cut = 0
            while (step := next_boundary(word, cut)) and cell_len(word[:step]) <= width and step > cut:
                cut = step
            rows += [row] if row else []
            rows.append(word[:cut or 1])
            row, word = "", word[cut or 1:]
        if row and cell_len(row) + 1 + cell_len(word) > width:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}" if row else word
    return [*rows, row] if row else rows
