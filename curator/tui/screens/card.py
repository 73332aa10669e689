"""The card of an article as a form: title, publisher, date and the rest, with numbered candidates and their basis."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from curator.desk.cards import CANDIDATE_FIELD, dates_in, set_card_fields
from curator.desk.desk import text_of
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.form import Change, Field, FieldChoice, Form
from schema import Article, Basis, Fact, is_edtf

LABELS = {"title": "title", "publisher": "publisher", "published": "published", "authors": "author", "url": "address",
          "language": "language", "original_language": "original in", "translator": "translator"}
FROM_TEXT = ("title", "publisher", "published", "authors", "translator")  # what a selection may be
HINTS = {"published": "EDTF: 2022-12-20, 2022-12~ (about), 2024-08/2024-12 (between), 202X"}

BASES: tuple[Basis, ...] = get_args(Basis)

Ranges = tuple[tuple[int, int], ...]
Proposal = tuple[FieldChoice, Ranges]
Decided = tuple[str, str, Basis, Ranges]


def edit_card(screen: PlaceScreen, room: Room, uid: str, selected: tuple[int, int] | None,
              then: Callable[[], None]) -> None:
    """Show the form for an article; what was changed is written as one action. A selection in the text is the first
    candidate of every field, and proves what it becomes."""
    def read() -> tuple[Article, str]:
        article = room.desk.dataset.articles[uid]
        return article, text_of(room.desk, article.text_sha256)

    def ask(found: tuple[Article, str]) -> None:
        article, text = found
        proposals = {name: _proposals(article, text, name, selected) for name in LABELS}
        fields = [_field(article, name, proposals[name]) for name in LABELS]

        def answered(changes: tuple[Change, ...] | None) -> None:
            if changes:
                decided = [_decided(change, proposals) for change in changes]
                room.do(screen, lambda: set_card_fields(room.desk, uid, decided), done, opens=True)

        screen.app.push_screen(Form("The card: what is known of this article, and on what it rests", fields), answered)

    def done(_: object) -> None:
        screen.say_done("card saved")
        then()

    room.do(screen, read, ask, opens=True)


def _decided(change: Change, proposals: dict[str, list[Proposal]]) -> Decided:
    basis: Basis = next((b for b in BASES if b == change.basis), "typed")
    evidence = proposals[change.name][change.choice][1] if change.choice is not None else ()
    return change.name, change.value, basis, evidence


def _proposals(article: Article, text: str, name: str, selected: tuple[int, int] | None) -> list[Proposal]:
    made: list[Proposal] = []
    if selected and name in FROM_TEXT:
        words = " ".join(text[slice(*selected)].split())
        values = [words] if name != "published" or is_edtf(words) else dates_in(words)
        made += [(FieldChoice(value, "stated", "the selection", is_guess=False), (selected,)) for value in values]
    wanted = CANDIDATE_FIELD.get(name, name)
    for candidate in article.candidates:
        if candidate.field == wanted:
            evidence = tuple((s.start, s.end) for s in candidate.evidence)
            made.append((FieldChoice(candidate.value, candidate.basis, candidate.reason), evidence))
    return made


def _field(article: Article, name: str, proposals: list[Proposal]) -> Field:
    decided: Fact | tuple[Fact, ...] | None = getattr(article, name)
    facts = decided if isinstance(decided, tuple) else (decided,) if decided else ()
    check = wrong_date if name == "published" else None
    return Field(name, LABELS[name], ", ".join(f.value for f in facts), facts[0].basis if facts else "",
                 tuple(choice for choice, _ in proposals), HINTS.get(name, ""), check)


def wrong_date(words: str) -> str | None:
    """Says why some words are no date that is kept; None when they are one."""
    return None if is_edtf(words) else f"{words!r} is no EDTF date: 2022-12-20, 2022-12~, 2024-08/2024-12, 202X"
