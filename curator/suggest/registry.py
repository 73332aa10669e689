"""Names of the registry found in the tokens of a text: the longest match at word edges, with the same capitals."""

from __future__ import annotations

from collections.abc import Sequence

from curator.suggest.context import KnownName
from curator.suggest.tokens import MARK, Token, tokens

Index = dict[str, list[tuple[tuple[str, ...], KnownName]]]
_latest: tuple[Sequence[KnownName], str, int, Index] = ((), "", 0, {})


def index(known: Sequence[KnownName], registry: str) -> Index:
    """The names by their first word, longest first; kept while the registry stays the same."""
    global _latest
    if _latest[0] is known and _latest[1:3] == (registry, len(known)):
        return _latest[3]
    table: Index = {}
    for name in known:
        if words := _words(name.text):
            table.setdefault(words[0], []).append((words, name))
    for group in table.values():
        group.sort(key=lambda entry: (-len(entry[0]), entry[1].entity, entry[1].text))
    _latest = (known, registry, len(known), table)
    return table


def hits(found: Sequence[Token], table: Index) -> list[tuple[int, int, KnownName]]:
    """The matches among the tokens of one sentence as (first token, token after the last, name), left to right."""
    if not table:
        return []
    matches = []
    at = 0
    while at < len(found):
        for words, name in table.get(found[at].text, ()):
            if tuple(token.text for token in found[at:at + len(words)]) == words:
                matches.append((at, at + len(words), name))
                at += len(words) - 1
                break
        at += 1
    return matches


def _words(name: str) -> tuple[str, ...]:
    found = tokens(name, 0, len(name))
    return tuple(token.text for token in found) if any(token.kind != MARK for token in found) else ()
