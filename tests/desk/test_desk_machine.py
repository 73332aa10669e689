"""Two programs on one dataset doing, undoing and redoing at random, against a plain model (`remembering`).

CURATOR_MACHINE=n plays n games instead of a few (`CURATOR_MACHINE=2000 pytest tests/desk/test_desk_machine.py`).
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from remembering import Model, Refuses, State, state_of

from curator.desk import codebook, entries, mentioning, notes, quoting
from curator.desk.cards import set_card, set_status
from curator.desk.counts import counts, tally
from curator.desk.deciding import accept_all
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.exporting import export_jsonl
from curator.desk.importing import import_paths
from curator.desk.judging import judge, retract
from curator.desk.parties import Who
from curator.desk.registry import rename
from curator.desk.undoing import history, redo, undo
from store import CannotUndo, LostRace, NothingToUndo, StoreError
from store.documents import at_path
from store.layouts import REFERENCES

GAMES = int(os.environ.get("CURATOR_MACHINE", "25"))
TEXTS = ("Talks\n\n“We will sign tomorrow,” said Arkady Lomtev. Mr Lomtev accused Sarmia of delay.\n\n"
         "Arkadi Lomtev, the ambassador, said that the treaty was ready.\n",
         "Ferries\n\n“We were not warned,” Anna Lee told the Herald. “It was dark,” Ana Lee said.\n")
NAMES = ("Arkady Lomtev", "Arkadi Lomtev", "Anna Lee", "Ana Lee", "Norda")
Pick = Callable[[Sequence[Any]], Any]


@lru_cache(maxsize=1)
def prepared() -> bytes:
    """A dataset with two articles, one of them annotated, and some entries, as a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "desk.curator")
        with open_desk(path, by="carl") as desk:
            for number, text in enumerate(TEXTS):
                Path(folder, f"{number}.txt").write_text(text, encoding="utf-8")
            list(import_paths(desk, [str(Path(folder, f"{number}.txt")) for number in range(len(TEXTS))]))
            for name in NAMES[:3]:
                entries.new_entry(desk, "person", name)
            accept_all(desk, desk.dataset.articles.all()[0].uid, grade="likely")
        return path.read_bytes()


VERBS: dict[str, Callable[[Desk, Pick], object]] = {
    "card": lambda d, pick: set_card(d, pick(d.dataset.articles.all()).uid, pick(("title", "publisher", "url")),
                                     pick(("Herald", "Talks", "Unknown words", "http://example.org/"))),
    "status": lambda d, pick: set_status(d, pick(d.dataset.articles.all()).uid,
                                         pick(("new", "in progress", "done", "excluded"))),
    "quote": lambda d, pick: quoting.make_quote(d, *ranged(d, pick)),
    "unquote": lambda d, pick: quoting.delete_quote(d, pick(d.dataset.quotes.all()).uid),
    "party": lambda d, pick: quoting.toggle_party(d, *of_quote(pick(d.dataset.quotes.all())),
                                                  pick(("speakers", "targets", "via")), Who(name=pick(NAMES))),
    "stance": lambda d, pick: quoting.set_stance(d, *of_quote(pick(d.dataset.quotes.all())),
                                                 pick(("positive", "negative", "neutral"))),
    "kind": lambda d, pick: quoting.set_kind(d, *of_quote(pick(d.dataset.quotes.all())),
                                             pick(("direct", "indirect", "mixed"))),
    "mention": lambda d, pick: mark(d, pick, pick(("PERSON", "ORG", "PLACE"))),
    "unmention": lambda d, pick: mentioning.delete_mention(d, pick(d.dataset.mentions.all()).uid),
    "link": lambda d, pick: mentioning.link(d, pick(d.dataset.mentions.all()).uid, name=pick(NAMES)),
    "relink": lambda d, pick: mentioning.link(d, pick(d.dataset.mentions.all()).uid,
                                              entity=pick(d.dataset.entities.all()).uid),
    "entry": lambda d, pick: entries.new_entry(d, pick(("person", "organisation")), pick(NAMES), namesake=True),
    "unentry": lambda d, pick: entries.delete_entry(d, pick(d.dataset.entities.all()).uid),
    "rename": lambda d, pick: rename(d, pick(d.dataset.entities.all()).uid, pick(NAMES)),
    "name": lambda d, pick: entries.add_name(d, pick(d.dataset.entities.all()).uid, pick(NAMES)),
    "unname": lambda d, pick: entries.drop_name(d, pick(d.dataset.entities.all()).uid, pick(NAMES)),
    "remark": lambda d, pick: entries.set_remark(d, pick(d.dataset.entities.all()).uid, pick(("", "tall", "old"))),
    "judge": lambda d, pick: judge(d, pick(d.dataset.entities.all()).uid, pick(d.dataset.entities.all()).uid,
                                   pick(("same", "different", "unsure"))),
    "retract": lambda d, pick: retract(d, pick(d.dataset.judgements.all()).uid),
    "note": lambda d, pick: notes.add_note(d, notes.thing(d, pick(
        [*d.dataset.articles.all(), *d.dataset.quotes.all(), *d.dataset.mentions.all(),
         *d.dataset.entities.all()]).uid), pick(("look", "again")), flag=pick((False, True))),
    "settle": lambda d, pick: notes.settle(d, pick(d.dataset.notes.all()).uid, settled=pick((True, False))),
    "unnote": lambda d, pick: notes.delete_note(d, pick(d.dataset.notes.all()).uid),
    "label": lambda d, pick: codebook.add_label(d, pick(("TREATY", "SHIP"))),
    "relabel": lambda d, pick: codebook.rename_label(d, pick(d.dataset.labels.all()).uid, pick(("PACT", "BOAT"))),
    "mark as": lambda d, pick: mark(d, pick, pick([label.name for label in d.dataset.labels.all()])),
    "accept": lambda d, pick: accept_all(d, pick(d.dataset.articles.all()).uid, grade=pick(("sure", "likely"))),
}


class Game(RuleBasedStateMachine):
    """Ana and Ben, each with the file open in a program of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name, "desk.curator")
        self.desks: dict[str, Desk] = {}
        self.opened: dict[str, Any] = {}

    @initialize()
    def sit_down(self) -> None:
        """Both open the dataset; what was exported before the first action is kept."""
        self.path.write_bytes(prepared())
        for by in ("ana", "ben"):
            self.open(by)
        self.first = self.exported()
        self.counted = self.counts()
        self.model = Model(state_of(self.desks["ana"]))
        self.kept: list[tuple[Any, str]] = []

    def open(self, by: str) -> None:
        """Open the dataset in one of the programs."""
        self.opened[by] = open_desk(self.path, by=by)
        self.desks[by] = self.opened[by].__enter__()

    @rule(by=st.sampled_from(("ana", "ben")), verbs=st.lists(st.sampled_from(sorted(VERBS)), min_size=1, max_size=5),
          data=st.data())
    def act(self, by: str, verbs: list[str], data: st.DataObject) -> None:
        """Somebody does something: each is one entry of history, or nothing happened."""
        desk = self.desks[by]
        for verb in verbs:
            before = desk.dataset.position()
            try:
                VERBS[verb](desk, lambda choices: picked(choices, data))
            except (Refused, StoreError):
                assert desk.dataset.position() == before
            self.agree(by, before)

    @rule(by=st.sampled_from(("ana", "ben")), data=st.data(), is_undo=st.booleans(), named=st.booleans())
    def turn(self, by: str, data: st.DataObject, is_undo: bool, named: bool) -> None:
        """Somebody undoes or redoes their last, or anything that was ever done."""
        action = data.draw(st.sampled_from(sorted(self.model.done))) if named and self.model.done else None
        self.turned(by, action, is_undo=is_undo)

    def turned(self, by: str, action: str | None, *, is_undo: bool) -> bool:
        """The desk does what the model says, or refuses with the model; one of them alone only for references."""
        desk, model = self.desks[by], self.model
        expected, target = None, None
        try:
            target = (model.undo if is_undo else model.redo)(by, action)
            expected = model.without(target)
        except Refuses:
            pass
        before, refused = desk.dataset.position(), ""
        try:
            done = (undo if is_undo else redo)(desk, action)
        except (CannotUndo, NothingToUndo, Refused) as trouble:
            refused = str(trouble)
        if refused:
            assert desk.dataset.position() == before
            assert expected is None or is_loose(expected) or "contradict" in refused, refused
            return False
        assert target is not None, f"{done} was turned"
        assert expected is not None, f"{done} was turned"
        assert (done.undoes, done.redoes) == ((target.uid, None) if is_undo else (None, target.uid))
        assert state_of(desk) == expected
        model.turned(done.uid, by, target, is_undo=is_undo, after=expected)
        return True

    @rule(by=st.sampled_from(("ana", "ben")), fields=st.tuples(*[st.sampled_from(("title", "publisher", "url"))] * 2),
          data=st.data())
    def race(self, by: str, fields: tuple[str, str], data: st.DataObject) -> None:
        """Both edit one card, each as they saw it: different fields go together, the same one is asked about."""
        mine, theirs = self.desks[by], self.desks["ben" if by == "ana" else "ana"]
        article = picked(mine.dataset.articles.all(), data).uid
        seen = mine.dataset.position()
        set_card(theirs, article, fields[0], "Theirs")
        position = mine.dataset.position()
        self.agree(theirs.by, seen)
        lost_to = ""
        try:
            with mine.seen(seen):
                set_card(mine, article, fields[1], "Mine")
        except LostRace as race:
            lost_to = race.by
        assert lost_to == (theirs.by if fields[0] == fields[1] and position > seen else "")
        assert not lost_to or mine.dataset.position() == position
        self.agree(by, position)

    @rule(by=st.sampled_from(("ana", "ben")))
    def reopen(self, by: str) -> None:
        """One program ends and starts again."""
        self.opened[by].__exit__(None, None, None)
        self.open(by)

    @rule()
    def keep(self) -> None:
        """Keep what an export holds now, to be compared with that of the past at the end."""
        if len(self.kept) < 3:
            self.kept.append((history(self.desks["ben"], limit=1)[0], self.exported()))

    def agree(self, by: str, before: int) -> None:
        """Both programs see the same, and what changed belongs to the one new action, if there is one."""
        desk = self.desks[by]
        state = state_of(desk)
        assert state_of(self.desks["ben" if by == "ana" else "ana"]) == state
        if desk.dataset.position() == before:
            assert state == self.model.state
            return
        action = history(desk, limit=1)[0]
        assert (action.seq, action.by) == (before + 1, by)
        assert {(c.table, c.uid) for c in desk.dataset.changes(action.uid) if c.table != "texts"} >= {
            key for key in state.keys() | self.model.state.keys() if state.get(key) != self.model.state.get(key)}
        self.model.did(action.uid, by, state)

    def exported(self, **options: Any) -> str:
        """The export as JSON Lines."""
        with redirect_stdout(io.StringIO()) as out:
            export_jsonl(self.desks["ana"], "-", **options)
        return out.getvalue()

    def counts(self) -> object:
        """What the Library counts, which must be what counting anew gives."""
        desk = self.desks["ana"]
        kept = counts(desk.dataset)
        with desk.act("count", ""):
            for article in desk.dataset.articles.all():
                tally(desk.dataset, article.uid)
        assert counts(desk.dataset) == kept
        return kept

    def teardown(self) -> None:
        """All is sound; the past exports as it did; undoing everything leads back to before the first action."""
        try:
            if self.desks:
                self.end()
        finally:
            for opened in self.opened.values():
                opened.__exit__(None, None, None)
            self.folder.cleanup()
            shutil.rmtree(self.folder.name, ignore_errors=True)

    def end(self) -> None:
        """Play to the end."""
        assert self.desks["ben"].dataset.check() == []
        self.counts()
        for action, then in self.kept:
            assert self.exported(as_of=action) == then
        last, undone = self.model.state, []
        while standing := self.model.standing():
            undone.append(standing[0].uid)
            assert self.turned("ben", undone[-1], is_undo=True)
        assert self.exported() == self.first
        assert self.counts() == self.counted
        for action in reversed(undone):
            assert self.turned("ana", action, is_undo=False)
        assert self.model.state == last
        assert self.desks["ana"].dataset.check() == []


def picked(choices: Sequence[Any], data: st.DataObject) -> Any:
    """One of the choices; Refused when there is none."""
    if not choices:
        raise Refused("there is none")
    return choices[data.draw(st.integers(0, 5)) % len(choices)]


def ranged(desk: Desk, pick: Pick) -> tuple[str, list[tuple[int, int]]]:
    """An article and a range in it, of whole words."""
    article = pick(desk.dataset.articles.all())
    text = desk.dataset.text(article.text_sha256)
    words = text.split()
    first, count = pick(range(6)) * 2 % len(words), 1 + pick(range(4))
    start = text.index(" ".join(words[:1]))
    for word in words[:first]:
        start = text.index(word, start) + len(word)
    start = text.index(words[first], start)
    end = start
    for word in words[first:first + count]:
        end = text.index(word, end) + len(word)
    return article.uid, [(start, end)]


def mark(desk: Desk, pick: Pick, label: str) -> object:
    """Mark a few words."""
    article, [(start, end)] = ranged(desk, pick)
    return codebook.mark_as(desk, article, start, end, label)


def of_quote(quote: Any) -> tuple[str, str]:
    """The article of a quote and its uid."""
    return quote.article, quote.uid


def is_loose(state: State) -> bool:
    """Whether some record would refer to what is not there, or carry a label that is none."""
    names = {record["name"] for (table, _), record in state.items() if table == "labels"}
    if any(record["label"] not in names for (table, _), record in state.items() if table == "mentions"):
        return True
    return any((to, uid) not in state for (table, _), record in state.items()
               for field, tables in REFERENCES.get(table, {}).items() for uid in at_path(dict(record), field)
               for to in tables if not any((other, uid) in state for other in tables))


TestTwoPrograms = Game.TestCase
TestTwoPrograms.settings = settings(max_examples=GAMES, stateful_step_count=25, deadline=None,
                                    suppress_health_check=list(HealthCheck))
