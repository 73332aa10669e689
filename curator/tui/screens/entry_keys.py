"""The keys that change one entry, the same in the list of names and on the card of an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from curator.desk import entries
from curator.desk.entry_card import Occurrence
from curator.desk.evidence import PairEvidence, effect, pair_evidence
from curator.desk.judging import judge
from curator.desk.offers import matching
from curator.desk.registry import Identity, Registry, registry, rename
from curator.desk.splitting import Leaving, SplitPlan, leavable, split, split_plan
from curator.tui.room import Room
from curator.tui.screens.contradicted import judge_or_ask
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.roles import ask_roles
from curator.tui.widgets.fit import wrap
from curator.tui.widgets.picker import Choice, Confirm, New, Picker, Prompt
from schema import EntityKind, NameKind

KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
DROP = "drop"
WIDTH = 70  # cells of a line in a question


class EntryKeys(PlaceScreen):
    """A place where one entry is current. It says which; what was changed is read anew."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.latin = False

    @property
    def entry(self) -> str | None:
        """The uid of the current entry."""
        raise NotImplementedError

    @property
    def stated(self) -> Occurrence | None:
        """The place under the cursor, which may state a role."""
        return None

    def made(self, uid: str) -> None:
        """Called when an entry was made."""

    def deleted(self, name: str) -> None:
        """Called when the current entry is gone."""
        self.say_done(f"deleted {name}")
        self.reload()

    def edit(self, work: Callable[[], Any], said: str) -> None:
        """Do one action off the UI thread, say what was done, and read the place anew."""
        def then(_: object) -> None:
            self.say_done(f"{said}")
            self.reload()

        self.room.do(self, work, then, failed=self.reload, opens=True)

    def action_new_entry(self) -> None:
        """Ask for a name and a kind; a second one of that name is asked about."""
        desk = self.room.desk

        def named(name: str | None) -> None:
            if name:
                self.app.push_screen(Picker(f"What is {name}?", [Choice(k, k) for k in KINDS]),
                                     lambda kind: kinded(name, kind))

        def kinded(name: str, kind: object) -> None:
            if isinstance(kind, str):
                self.room.do(self, lambda: entries.is_called(desk, kind, name),
                             lambda there: ask(name, kind, there), opens=True)

        def ask(name: str, kind: str, there: bool) -> None:
            if there:
                self.app.push_screen(Confirm(f"There is a {kind} called {name} already. Make another one?"),
                                     lambda yes: make(name, kind) if yes else None)
            else:
                make(name, kind)

        def make(name: str, kind: str) -> None:
            def work() -> None:
                self.made(entries.new_entry(desk, kind, name, namesake=True).uid)

            self.edit(work, f"made {name}")

        self.app.push_screen(Prompt("Name of the new entry"), named)

    def action_rename(self) -> None:
        """Another preferred name."""
        def ask(identity: Identity) -> None:
            def typed(name: str | None) -> None:
                if name and name != identity.preferred:
                    self.edit(lambda: rename(self.room.desk, identity.uid, name),
                              "renamed; the old name stays as a spelling")

            self.app.push_screen(Prompt("Name to show", value=identity.preferred), typed)

        self._on_entry(ask)

    def action_add_name(self) -> None:
        """Another name and its kind; one of the other names can get another kind, or go."""
        desk = self.room.desk

        def ask(identity: Identity) -> None:
            others = {name.text for member in identity.members for name in member.names}

            def typed(name: str | None) -> None:
                if name:
                    choices = [Choice(kind, kind) for kind in NAME_KINDS]
                    choices += [Choice(DROP, "drop this name")] if name in others else []
                    self.app.push_screen(Picker(f"What kind of name is {name}?", choices),
                                         lambda kind: kinded(name, kind))

            def kinded(name: str, kind: object) -> None:
                if kind == DROP:
                    self.edit(lambda: entries.drop_name(desk, identity.uid, name), f"dropped {name}")
                elif isinstance(kind, str):
                    self.edit(lambda: entries.add_name(desk, identity.uid, name, kind), f"added {name}")

            self.app.push_screen(Prompt(f"Another name of {identity.preferred}"), typed)

        self._on_entry(ask)

    def action_prefer(self) -> None:
        """Choose which of its names is shown."""
        def ask(identity: Identity) -> None:
            self._pick("Show it as", identity.names, lambda name: self.edit(
                lambda: entries.prefer(self.room.desk, identity.uid, name), f"shown as {name}"))

        self._on_entry(ask)

    def action_entry_kind(self) -> None:
        """Another kind of entry."""
        def ask(identity: Identity) -> None:
            self._pick(f"What is {identity.preferred}? (now: {identity.kind})", KINDS, lambda kind: self.edit(
                lambda: entries.set_kind(self.room.desk, identity.uid, kind), f"now a {kind}"))

        self._on_entry(ask)

    def action_roles(self) -> None:
        """Add a role or drop one."""
        stated = self.stated
        self._on_entry(lambda identity: ask_roles(self, self.room.desk, identity, stated, self.edit))

    def action_identifiers(self) -> None:
        """Add an id elsewhere, or drop one."""
        desk = self.room.desk

        def ask(identity: Identity) -> None:
            there = [i for member in identity.members for i in member.identifiers]

            def picked(value: object) -> None:
                if isinstance(value, New):
                    scheme, _, number = value.text.partition(" ")
                    self.edit(lambda: entries.add_identifier(desk, identity.uid, scheme, number), f"added {value.text}")
                elif isinstance(value, str):
                    dropped = there[int(value)]
                    self.edit(lambda: entries.drop_identifier(desk, identity.uid, dropped), f"dropped {dropped.value}")

            self.app.push_screen(Picker(
                "Identifiers: choose one to drop it, or type one", [
                    Choice(str(n), f"{i.scheme} {i.value}", "drop") for n, i in enumerate(there)],
                new="add", hint="such as: wikidata Q42   Esc leaves"), picked)

        self._on_entry(ask)

    def action_affiliation(self) -> None:
        """To which organisation or place it belongs."""
        self._on_entry(lambda identity: self.app.push_screen(
            Prompt(f"To which organisation or place does {identity.preferred} belong? (empty: none)"),
            lambda name: None if name is None else self.edit(
                lambda: entries.affiliate(self.room.desk, identity.uid, name), "affiliation set")))

    def action_remark(self) -> None:
        """A line that tells it from its like."""
        self._on_entry(lambda identity: self.app.push_screen(
            Prompt(f"What tells {identity.preferred} from its like?", value=identity.members[0].note),
            lambda words: None if words is None else self.edit(
                lambda: entries.set_remark(self.room.desk, identity.uid, words), "noted")))

    def action_split(self) -> None:
        """Choose what is somebody else, look at what that means, and split it off."""
        desk = self.room.desk

        def ask(identity: Identity) -> None:
            found = leavable(identity)
            if not found:
                self.say(f"{identity.preferred} has one name and is one entry: nothing can be split off")
                return
            choices = [Choice(str(n), words, f"only this name of {desk_name(identity, one)}" if one.name else
                              "all of this entry") for n, (one, words) in enumerate(found)]

            def picked(values: object) -> None:
                if isinstance(values, tuple) and values:
                    leaving = [found[int(value)][0] for value in dict.fromkeys(values)]
                    self.room.do(self, lambda: split_plan(desk, identity.uid, leaving),
                                 lambda plan: confirm(plan, leaving), opens=True)

            self.app.push_screen(Picker("Who is somebody else? (they leave together)", choices, multi=True), picked)

        def confirm(plan: SplitPlan, leaving: list[Leaving]) -> None:
            self.app.push_screen(
                Confirm(f"Split {plan.identity.preferred}?", details=_wrapped(plan.lines())),
                lambda yes: self.edit(lambda: split(desk, plan.identity.uid, leaving), "split off") if yes else None)

        self._on_entry(ask)

    def action_merge(self) -> None:
        """Choose another entry, look at what speaks for and against, and judge both the same."""
        desk = self.room.desk

        def ask(found: tuple[Identity, Registry]) -> None:
            identity, known = found

            def search(words: str) -> list[Choice]:
                return [Choice(other.uid, other.preferred, ", ".join((other.kind, *other.names[1:3])))
                        for other in matching(known, words) if other.uid != identity.uid]

            def picked(other: object) -> None:
                if isinstance(other, str):
                    self.room.do(self, lambda: pair_evidence(desk, identity.uid, other), confirm, opens=True)

            self.app.push_screen(Picker(f"Who is the same as {identity.preferred}?", search=search), picked)

        def confirm(evidence: PairEvidence) -> None:
            one, other = evidence.left.identity, evidence.right.identity
            self.app.push_screen(
                Confirm(f"Is {one.preferred} the same as {other.preferred}?", details=_wrapped(_reasons(evidence))),
                lambda yes: merge(one, other) if yes else None)

        def merge(one: Identity, other: Identity) -> None:
            def then(_: object) -> None:
                self.say_done(f"{one.preferred} = {other.preferred}")
                self.reload()

            judge_or_ask(self, self.room, f"{one.preferred} = {other.preferred}", lambda gives: judge(
                desk, one.uid, other.uid, "same", preferred=one.uid, retracting=gives.retracting,
                unsure_of=gives.unsure_of), then, kept=self.reload)

        uid = self.entry
        if uid is None:
            self.say("no entry is current")
        else:
            self.room.do(self, lambda: (entries.identity_of(desk, uid), registry(desk)), ask, opens=True)

    def action_delete_entry(self) -> None:
        """Delete the entry, if nothing refers to it."""
        def work(identity: Identity) -> None:
            self.room.do(self, lambda: entries.delete_entry(self.room.desk, identity.uid),
                         lambda gone: self.deleted(gone.preferred), opens=True)

        self._on_entry(work)

    def _on_entry(self, do: Callable[[Identity], object]) -> None:
        uid = self.entry
        if uid is None:
            self.say("no entry is current")
        else:
            self.room.do(self, lambda: entries.identity_of(self.room.desk, uid), lambda found: void(do(found)),
                         opens=True)

    def _pick(self, title: str, offered: tuple[str, ...], chosen: Callable[[str], None]) -> None:
        self.app.push_screen(Picker(title, [Choice(one, one) for one in offered]),
                             lambda value: chosen(value) if isinstance(value, str) else None)


def desk_name(identity: Identity, one: Leaving) -> str:
    """The name of the entry that something leaves."""
    return next(member.preferred for member in identity.members if member.uid == one.entry)


def void(_: object) -> None:
    """Nothing comes of it."""


def _reasons(evidence: PairEvidence) -> list[str]:
    comparison = evidence.comparison
    aligned = " | ".join(f"{step.left} ={step.how}= {step.right}" for step in comparison.steps)
    rest = " ".join((*comparison.left_rest, *comparison.right_rest))
    return [f"names: {comparison.score:.2f} {comparison.verdict}, {comparison.band}",
            aligned or "nothing aligned", *([f"left over: {rest}"] if rest else []), *comparison.notes,
            f"for: {'; '.join(evidence.speaks_for) or 'only the names'}",
            f"against: {'; '.join(evidence.speaks_against) or 'nothing noted'}",
            f"earlier: {'; '.join(evidence.earlier) or 'no judgement'}",
            f"y would {effect(evidence, evidence.left.identity.uid)}"]


def _wrapped(lines: list[str]) -> list[str]:
    return [row for line in lines for row in wrap(line, WIDTH)]
