"""The codebook: the labels that mentions carry, with what they mean; added, renamed, changed, retired."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tinydb import where

from curator.desk.desk import CODEBOOK, Desk, Refused
from curator.desk.mentioning import corrected, make_mention
from curator.desk.registry import KIND_OF_LABEL
from schema import Label, Mention, revise

COLOURS = ("red", "yellow", "green", "cyan", "blue", "magenta")
LONGEST = 40  # characters of a label's name
OWN = frozenset(name for name, _, _ in CODEBOOK)  # what the recognisers mark: their names are fixed
ON_KEYS = frozenset({"PERSON", "ORG", "PLACE"})  # what p, o and g mark
NO_KEY = frozenset("jkq?0123456789")  # these mean something else where a label is chosen


@dataclass(frozen=True)
class LabelRow:
    """A label with how many mentions carry it."""

    label: Label
    mentions: int


def labels(desk: Desk, *, retired: bool = True) -> list[LabelRow]:
    """The codebook in the order in which it grew, retired labels last; without them if asked."""
    used = desk.dataset.mentions.tally("label")
    found = sorted(desk.dataset.labels.all(), key=lambda label: (label.retired, label.uid))
    return [LabelRow(label, used.get(label.name, 0)) for label in found if retired or not label.retired]


def label_named(desk: Desk, name: str) -> Label:
    """The label of that name, letter case aside, or of that uid; Refused when there is none."""
    found = [label for label in desk.dataset.labels.all()
             if name == label.uid or label.name.casefold() == name.strip().casefold()]
    if not found:
        known = ", ".join(row.label.name for row in labels(desk, retired=False))
        raise Refused(f"{name!r} is not in the codebook: {known}")
    return found[0]


def add_label(desk: Desk, name: str, *, definition: str = "", examples: Sequence[str] = (), colour: str = "",
              key: str = "") -> Label:
    """A new label for mentions; Refused when there is one of that name."""
    with desk.act("add label", name.strip()):
        label = Label(name=_name(desk, name), definition=definition.strip(), examples=_examples(examples),
                      colour=_colour(colour), key=_key(desk, key), **desk.stamp())
        return desk.dataset.labels.add(label)


def rename_label(desk: Desk, uid: str, name: str) -> Label:
    """Another name for a label; every mention that carries it follows, in the same action."""
    label = desk.dataset.labels[uid]
    if label.name in OWN:
        raise Refused(f"{label.name} is what the recognisers mark, so its name is fixed: say what it means for you in "
                      "its definition, or add a label of your own")
    with desk.act("rename label", f"{label.name} to {name.strip()}"):
        label = desk.dataset.labels[uid]
        changed = desk.dataset.labels.put(revise(label, name=_name(desk, name, but=uid)))
        for mention in desk.dataset.mentions.search(where("label") == label.name):
            desk.dataset.mentions.put(revise(mention, label=changed.name))
        return changed


def set_label(desk: Desk, uid: str, **changes: Any) -> Label:
    """Other definition, examples, colour or key of a label, as one action."""
    unknown = changes.keys() - {"definition", "examples", "colour", "key"}
    if unknown:
        raise Refused(f"a label has no {', '.join(sorted(unknown))}: definition, examples, colour, key")
    with desk.act("change label", desk.dataset.labels[uid].name):
        checked: dict[str, Callable[[Any], object]] = {
            "definition": str.strip, "examples": _examples, "colour": _colour,
            "key": lambda key: _key(desk, key, but=uid)}
        made = {field: checked[field](value) for field, value in changes.items()}
        return desk.dataset.labels.put(revise(desk.dataset.labels[uid], **made))


def retire_label(desk: Desk, uid: str, *, retired: bool = True) -> Label:
    """Offer a label no longer, or again. The mentions that carry it keep it."""
    label = desk.dataset.labels[uid]
    if retired and label.name in ON_KEYS:
        raise Refused(f"{label.name} cannot be retired: p, o and g mark people, organisations and places")
    with desk.act("retire label" if retired else "bring back label", label.name):
        is_free = retired or not _owner(desk, label.key, uid)
        return desk.dataset.labels.put(revise(desk.dataset.labels[uid], retired=retired,
                                              key=label.key if is_free else ""))


def mark_as(desk: Desk, article_uid: str, start: int, end: int, name: str) -> Mention:
    """Mark words with a label of the codebook, or give the mention that stands on them another. Only people,
    organisations, places and events are linked to an entry."""
    label = label_named(desk, name)
    if label.retired:
        raise Refused(f"{label.name} is retired: bring it back in the codebook first")
    return make_mention(desk, article_uid, start, end, label.name, linked=label.name in KIND_OF_LABEL)


def relabel(desk: Desk, mention_uid: str, name: str) -> Mention:
    """Another label for a mention, wherever its words stand; its link goes, as it belonged to the old label."""
    label = label_named(desk, name)
    mention = desk.dataset.mentions[mention_uid]
    if mention.label == label.name:
        raise Refused(f"it is labelled {label.name} already")
    if len(mention.spans) == 1:
        return mark_as(desk, mention.article, mention.spans[0].start, mention.spans[0].end, label.name)
    with desk.act(f"mark {label.name.lower()}", f"“{mention.spans[0].exact}”", mention.article):
        return desk.dataset.mentions.put(corrected(revise(mention, label=label.name, entities=(), value=None,
                                                          reading=None)))


def _name(desk: Desk, name: str, *, but: str = "") -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise Refused(f"a label needs a name of 1 to {LONGEST} characters")
    if any(label.name.casefold() == name.casefold() and label.uid != but for label in desk.dataset.labels.all()):
        raise Refused(f"{name} is in the codebook already")
    return name


def _examples(examples: Sequence[str]) -> tuple[str, ...]:
    return tuple(words for words in (" ".join(example.split()) for example in examples) if words)


def _colour(colour: str) -> str:
    if colour and colour not in COLOURS:
        raise Refused(f"{colour!r} is no colour: {', '.join(COLOURS)}")
    return colour


def _key(desk: Desk, key: str, *, but: str = "") -> str:
    if not key:
        return ""
    if len(key) != 1 or not key.isprintable() or key.isspace() or key in NO_KEY:
        raise Refused(f"{key!r} cannot choose a label: take one letter or sign, but not j, k, q or a digit")
    if taken := _owner(desk, key, but):
        raise Refused(f"{key} chooses {taken} already")
    return key


def _owner(desk: Desk, key: str, but: str) -> str | None:
    """The name of another label, in use, that is chosen with a key."""
    return next((label.name for label in desk.dataset.labels.all()
                 if label.key == key and label.uid != but and not label.retired), None) if key else None
