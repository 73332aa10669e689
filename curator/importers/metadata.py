"""What the words of an article say about it: candidates for its card, each with its evidence, best first.

Nothing here is a fact. A name in an appeal is perhaps the publisher's; an agency that reported something is not; a
line is only a title by its looks. `stated` is used where the text says what the words are (a dateline, "By ...",
"Translated by ..."), `inferred` where their place or form suggests it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import schema
from curator import lexicon
from curator.importers.guess import guess
from curator.importers.provenance import credits, publishers, translators
from curator.importers.published import is_timestamp, published, published_by_name
from curator.text.language import guess_language
from curator.text.segments import paragraphs

_HEAD = 20_000
_TAIL = 5_000
_LINES_OF_HEAD = 15
_LINES_OF_TAIL = 6
_LONGEST_TITLE = 200
_SHORTEST_TITLE = 12
_PARAGRAPH = 250
_SENTENCE = 80
_MOST_TITLES = 3
_MOST_OF_A_FIELD = 6

_CLOSING = "\"'’”»)]"
_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'«»“”]{4,2000}")


def candidates(text: str, name: str = "") -> tuple[schema.Candidate, ...]:
    """The guesses at every field of the card, from the first and last lines of `text` and the file's name."""
    head = text[:_HEAD]
    tail_at = max(len(head), len(text) - _TAIL)
    tail = text[tail_at:]
    outlets = [*publishers(head, 0), *publishers(tail, tail_at)]
    mastheads = {outlet.value.casefold() for outlet in outlets}
    return distinct([
        *(title for title in _titles(head) if title.value.casefold() not in mastheads),
        *outlets,
        *_authors(head),
        *published(text, _edges(text)), *published_by_name(name),
        *_addresses(head),
        *_language(text),
        *translators(head, 0), *translators(tail, tail_at),
        *credits(head, 0), *credits(tail, tail_at),
    ])


def distinct(found: Iterable[schema.Candidate]) -> tuple[schema.Candidate, ...]:
    """Each value of a field once (the first, which is the best), at most six of a field."""
    kept: dict[tuple[str, str], schema.Candidate] = {}
    for candidate in found:
        of_field = sum(field == candidate.field for field, _ in kept)
        if of_field < _MOST_OF_A_FIELD:
            kept.setdefault((candidate.field, " ".join(candidate.value.casefold().split())), candidate)
    return tuple(kept.values())


def _edges(text: str) -> list[tuple[int, int]]:
    """The first and the last lines of a text, where dates of publication stand."""
    shift = max(0, len(text) - _TAIL)
    last = list(paragraphs(text[shift:]))[-_LINES_OF_TAIL:]
    first = list(paragraphs(text[:_HEAD]))[:_LINES_OF_HEAD]
    return list(dict.fromkeys([*first, *((start + shift, end + shift) for start, end in last)]))


def _titles(head: str) -> Iterator[schema.Candidate]:
    """Headline-like lines above the first paragraph."""
    given = 0
    for number, (start, end) in enumerate(paragraphs(head)):
        line = head[start:end]
        if number >= _LINES_OF_HEAD or given == _MOST_TITLES or _is_running_text(line):
            return
        if _is_headline(line):
            given += 1
            yield guess("title", line, "inferred", (head, start, end), "looks like a headline")


def _is_running_text(line: str) -> bool:
    """True for a paragraph: long, or a sentence with its full stop that is more than a few words."""
    sentence = len(line) > _SENTENCE and line.rstrip(_CLOSING).endswith(".")
    return len(line) > _PARAGRAPH or (sentence and not is_furniture(line))


def _is_headline(line: str) -> bool:
    words = _LETTERS.findall(line)
    if not _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE or len(words) < 2:
        return False
    if line.rstrip(_CLOSING).endswith((".", ",", ":", ";")):
        return False
    first = next(sign for sign in line if sign.isalnum())
    if first.islower() or line[0] in "-–—•*·([" or is_furniture(line) or _names_of_byline(line):
        return False
    return not is_timestamp(line)


def is_furniture(line: str) -> bool:
    """True for a short line that belongs to the page and not to the article: buttons, appeals, labels."""
    phrases = lexicon.toml("article_parts")["furniture"]
    plain = line.casefold().strip()
    return (
        " ".join(_LETTERS.findall(plain)) in phrases["whole"] or plain.strip(" .!?:…") in phrases["whole"]
        or plain.startswith(tuple(phrases["begins"])) or any(phrase in plain for phrase in phrases["holds"])
    )


def _authors(head: str) -> Iterator[schema.Candidate]:
    for number, (start, end) in enumerate(paragraphs(head)):
        if number >= _LINES_OF_HEAD:
            return
        for first, last in _names_of_byline(head[start:end]):
            name = (head, start + first, start + last)
            yield guess("author", head[start + first:start + last], "stated", name, "byline")


def _names_of_byline(line: str) -> list[tuple[int, int]]:
    """Where the names stand in a byline such as "By Ana Ruiz and Tomas Hale, Staff Writers"; empty when it is none."""
    parts = lexicon.toml("article_parts")["byline"]
    if len(line) > 120 or line.endswith((".", "!", "?")):
        return []
    begins = [words for words in parts["begins"] if line.lower().startswith((f"{words} ", f"{words}\u00a0"))]
    if not begins:
        return []
    names = []
    for piece in re.compile(r"(?:(?!\s(?:and|und|et|y|и|і)\s)[^,|•·&/])+").finditer(line, len(max(begins, key=len))):
        words = re.sub(r"^\s*(?:and|und|et|y|и|і)\s", lambda found: " " * len(found[0]), piece[0])
        start = piece.start() + len(words) - len(words.lstrip())
        end = piece.start() + len(words.rstrip())
        if _is_name(line[start:end], parts):
            names.append((start, end))
        elif not names:
            return []
    return names


def _is_name(words: str, parts: dict[str, list[str]]) -> bool:
    """Two to five capitalised words, particles aside, none of them a role."""
    tokens = words.split()
    capitalised = [token for token in tokens if token[0].isupper()]
    return (
        2 <= len(capitalised) <= 5 and not any(role in words.lower() for role in parts["roles"])
        and all(token in capitalised or token.lower() in parts["particles"] for token in tokens)
        and not any(sign.isdigit() for sign in words)
    )


def _addresses(head: str) -> Iterator[schema.Candidate]:
    """A line that is nothing but a web address."""
    for number, (start, end) in enumerate(paragraphs(head)):
        if number >= _LINES_OF_HEAD:
            return
        if _ADDRESS.fullmatch(head, start, end):
            yield guess("url", head[start:end], "inferred", (head, start, end), "a line of its own")


def _language(text: str) -> Iterator[schema.Candidate]:
    code = guess_language(text)
    if code:
        yield schema.Candidate(field="language", value=code, basis="inferred", reason="function words")
