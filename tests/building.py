"""A small world for tests: a desk in a temporary folder with the articles a test writes down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from curator.desk.desk import Desk, open_desk
from curator.desk.importing import import_paths
from curator.desk.mentioning import make_mention
from curator.desk.parties import Who
from curator.desk.quoting import make_quote, toggle_party
from curator.desk.registry import registry
from schema import Mention, Quote


class Building:
    """A desk with articles; words say where: `article.quote("...")` finds them in the text."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder

    def article(self, text: str, name: str = "article.txt") -> BuiltArticle:
        """Import a text as a file of that name."""
        path = self.folder / name
        path.write_bytes(text.encode())
        outcome = next(iter(import_paths(self.desk, [str(path)])))
        assert outcome.state == "added", outcome
        return BuiltArticle(self.desk, str(outcome.article), text)

    def entity(self, name: str) -> str:
        """The uid of the identity that is shown under this name."""
        return next(i.uid for i in registry(self.desk).identities() if i.preferred == name)

    def names(self) -> list[str]:
        """All spellings of each identity, joined by '='."""
        return [" = ".join(i.names) for i in registry(self.desk).identities()]


class BuiltArticle:
    """An article with the words of its text as handles."""

    def __init__(self, desk: Desk, uid: str, text: str) -> None:
        self.desk, self.uid, self.text = desk, uid, text

    def range(self, words: str) -> tuple[int, int]:
        """Where some words stand, the first time."""
        start = self.text.index(words)
        return start, start + len(words)

    def mention(self, words: str, label: str = "PERSON") -> Mention:
        """Mark words as a mention."""
        return make_mention(self.desk, self.uid, *self.range(words), label)

    def quote(self, words: str, speaker: str = "") -> Quote:
        """Make a quote of some words, said by one of that name."""
        quote = make_quote(self.desk, self.uid, [self.range(words)])
        return toggle_party(self.desk, self.uid, quote.uid, "speakers", Who(name=speaker)) if speaker else quote


@contextmanager
def a_desk(by: str = "ana") -> Iterator[Building]:
    """A new desk; gone afterwards."""
    with TemporaryDirectory() as folder, open_desk(Path(folder, "desk.curator"), by=by) as desk:
        yield Building(desk, Path(folder))
