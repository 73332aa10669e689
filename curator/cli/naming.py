"""`curator name`: entries of the registry by hand."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from curator.cli.parser import WrongUsage
from curator.cli.printing import show
from curator.cli.ranges import parse_range
from curator.desk import entries
from curator.desk.desk import Desk, open_desk
from curator.desk.judging import judge, line
from curator.desk.registry import registry
from curator.desk.splitting import Leaving, split

Options = argparse.Namespace


def name(options: Options) -> int:
    """`curator name CHANGE VALUE...`; WrongUsage when the values do not fit the change."""
    if options.change not in CHANGES:
        raise WrongUsage(f"{options.change!r} is none of {', '.join(CHANGES)}")
    fewest, most, do = CHANGES[options.change]
    if not fewest <= len(options.values) <= (most or len(options.values)):
        raise WrongUsage(f"{len(options.values)} values do not fit {options.change}: `curator name --help` lists them")
    with open_desk(options.dataset, create=False) as desk:
        show(do(desk, options, *options.values))
    return 0


def _new(desk: Desk, options: Options, words: str) -> str:
    made = entries.new_entry(desk, options.kind or "person", words, namesake=options.namesake)
    return f"{made.uid} {made.preferred} ({made.kind})"


def _add(desk: Desk, options: Options, entity: str, words: str) -> str:
    uid = _uid(desk, entity)
    changed = entries.drop_name(desk, uid, words) if options.drop else entries.add_name(
        desk, uid, words, options.kind or "name")
    return _names(desk, changed.uid)


def _prefer(desk: Desk, options: Options, entity: str, words: str) -> str:
    return _names(desk, entries.prefer(desk, _uid(desk, entity), words).uid)


def _kind(desk: Desk, options: Options, entity: str, kind: str) -> str:
    changed = entries.set_kind(desk, _uid(desk, entity), kind)
    return f"{changed.uid} {changed.preferred} ({changed.kind})"


def _role(desk: Desk, options: Options, entity: str, title: str) -> str:
    uid = _uid(desk, entity)
    if options.drop:
        found = [role for m in entries.identity_of(desk, uid).members for role in m.roles if role.title == title]
        if len(found) != 1:
            raise WrongUsage(f"{len(found)} roles are called {title!r}: on the screen one can be chosen")
        changed = entries.drop_role(desk, uid, found[0])
    else:
        changed = entries.add_role(
            desk, uid, title, organisation=options.organisation, since=options.since, until=options.until,
            article=desk.find("articles", options.article).uid if options.article else "",
            evidence=parse_range(options.evidence) if options.evidence else None)
    return f"{changed.uid} roles: {'; '.join(role.title for role in changed.roles) or 'none'}"


def _identifier(desk: Desk, options: Options, entity: str, scheme: str, value: str) -> str:
    uid = _uid(desk, entity)
    if options.drop:
        found = [i for m in entries.identity_of(desk, uid).members for i in m.identifiers
                 if (i.scheme, i.value) == (scheme.lower(), value)]
        if not found:
            raise WrongUsage(f"{scheme} {value} is no identifier of that entry")
        changed = entries.drop_identifier(desk, uid, found[0])
    else:
        changed = entries.add_identifier(desk, uid, scheme, value)
    return f"{changed.uid} identifiers: {'; '.join(f'{i.scheme} {i.value}' for i in changed.identifiers) or 'none'}"


def _affiliation(desk: Desk, options: Options, entity: str, organisation: str = "") -> str:
    changed = entries.affiliate(desk, _uid(desk, entity), organisation)
    return f"{changed.uid} affiliation: {registry(desk).name(changed.affiliation) if changed.affiliation else 'none'}"


def _note(desk: Desk, options: Options, entity: str, words: str = "") -> str:
    changed = entries.set_remark(desk, _uid(desk, entity), words)
    return f"{changed.uid} note: {changed.note or 'none'}"


def _split(desk: Desk, options: Options, entity: str, *leaving: str) -> str:
    identity = entries.identity_of(desk, _uid(desk, entity))
    bearers = {name: member.uid for member in reversed(identity.members) for name in member.all_names[1:]}
    chosen = [Leaving(bearers[words], words) if words in bearers else Leaving(_uid(desk, words)) for words in leaving]
    left = split(desk, identity.uid, chosen, reason=options.reason)
    gone = set(registry(desk).partition.members(left))
    stayed = next(member.uid for member in identity.members if member.uid not in gone)
    return f"{_names(desk, left)} split off from {_names(desk, stayed)}"


def _merge(desk: Desk, options: Options, entity: str, other: str) -> str:
    one = entries.identity_of(desk, _uid(desk, entity)).uid
    made = judge(desk, one, _uid(desk, other), "same", reason=options.reason, preferred=one)
    return f"{made.uid} {line(made)}"


def _delete(desk: Desk, options: Options, entity: str) -> str:
    return f"deleted {entries.delete_entry(desk, _uid(desk, entity)).preferred}"


def _uid(desk: Desk, words: str) -> str:
    return str(desk.find("entities", words).uid)


def _names(desk: Desk, uid: str) -> str:
    identity = entries.identity_of(desk, uid)
    return f"{identity.uid} {' = '.join(identity.names)}"


CHANGES: dict[str, tuple[int, int, Callable[..., str]]] = {  # fewest values, most of them (0: any number), function
    "new": (1, 1, _new), "add": (2, 2, _add), "prefer": (2, 2, _prefer), "kind": (2, 2, _kind), "role": (2, 2, _role),
    "identifier": (3, 3, _identifier), "affiliation": (1, 2, _affiliation), "note": (1, 2, _note),
    "split": (2, 0, _split), "merge": (2, 2, _merge), "delete": (1, 1, _delete)}
