"""Parts of a plain text that are not running text: appeals, navigation, teasers, captions, credits, the headline.

Lines are judged by phrases of the lexicon, their length and where they stand. What proves where a text comes from
(credit, byline, translator's note) is a zone, but not boilerplate.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from curator.suggest.grammar import KNOWN_LANGUAGES, Grammar, grammar
from curator.text.segments import Segment, sentences
from schema import ZoneKind


@dataclass(frozen=True)
class Place:
    """A zone as offsets in code points, with its kind and one line of why."""

    start: int
    end: int
    kind: ZoneKind
    reason: str


_SHORT = 130  # characters in a line that may be an offer to navigate or subscribe
_RUNNING = 400  # a line this long is running text
_TOP = 9  # lines at the top where appeals, captions and headlines stand
_WORD = re.compile(r"\w+")
_LETTERS_AND_NUMBERS = re.compile(r"[^\W\d_]+|\d+")
_BLANKS = re.compile(r"\s+")
_BEYOND_LATIN = re.compile("[\u0250-\U0010ffff]")  # signs of other scripts, and more


def zones(text: str, lines: Sequence[Segment], own: Grammar, seen: frozenset[str] = frozenset()) -> list[Place]:
    """The zones of a text, in order. `lines` are its paragraphs, `seen` the lines of the publisher's other articles."""
    known = [grammar(code) for code in KNOWN_LANGUAGES]
    lists = own.zones if own.code else known[0].zones
    script = _script(text[:4000])
    found: list[Place] = []
    copied = sum(text[start:end] in seen for start, end in lines) * 2 > len(lines) if seen else False
    tail = _tail(text, lines, lists)
    headline: int | None = None
    lead = False
    for number, (start, end) in enumerate(lines):
        low = _plain(text[start:min(end, start + 600)])
        kind, reason = _line(text, start, end, low, number, lists, script, known)
        if number >= tail:
            kind = kind if kind in ("credit", "translator's note") else "teaser"
            reason = "behind the words that end the article"
        elif seen and not copied and text[start:end] in seen and end - start < _RUNNING:
            kind, reason = "navigation", "the same line stands in another article of the publisher"
        elif kind is None and headline is None and not lead and number + 1 < len(lines) and _is_title(text, start, end):
            headline, kind, reason = number, "headline", "the first line that reads like a title"
        elif kind is None and headline is not None and not lead and number <= headline + 4 \
                and _is_caption(text, start, end, low, lists):
            kind, reason = "caption", "a short line that ends with a source of pictures"
        elif kind is None and end - start >= 60:
            if headline is not None and not lead:
                kind, reason = "lead", "the first paragraph below the headline"
            lead = True
        if kind is not None:
            found.append(Place(start, end, kind, reason))
        if kind in (None, "lead") and (credit := _credit_inside(text, start, end, low, lists)):
            found.append(credit)
    return sorted(found, key=lambda place: (place.start, -place.end))


def _plain(line: str) -> str:
    return _BLANKS.sub(" ", line).strip().lower()


def _line(text: str, start: int, end: int, low: str, number: int, lists: dict[str, tuple[str, ...]], script: str,
          known: Sequence[Grammar]) -> tuple[ZoneKind | None, str]:
    length = end - start
    if length > _RUNNING:
        return None, ""
    for other in known:
        if length <= 2 * _SHORT and any(phrase in low for phrase in other.zones["translator"]) and (
                other.zones["translator"] is not lists["translator"] or low.startswith(other.zones["translator"])):
            return "translator's note", "says who translated the text"
    if low.startswith("source attribution") or (length <= 2 * _SHORT and any(
            low.startswith(phrase) if phrase.endswith(" by") else phrase in low for phrase in lists["credit"])):
        return "credit", "says through whom the account came"
    if length <= _SHORT:
        if _is_timestamp(low, lists):
            return "dateline", "only a date and a time"
        words = len(_WORD.findall(low))
        bare = low.strip(" .!?:>»›-–—|")
        if words <= 8 and (bare in lists["navigation_whole"] or any(
                bare.startswith(phrase) and words <= len(phrase.split()) + 2 for phrase in lists["navigation"])):
            return "navigation", "an offer to go elsewhere"
        if any(phrase in low for phrase in lists["promo"]) and words <= 18:
            return "promo", "asks the reader for something"
        if number < _TOP and words <= 12 and low.startswith(lists["promo_support"]) and text[end - 1] == "!":
            return "promo", "an appeal at the top"
        if words <= 7 and low.startswith(lists["byline"]) and words >= 2 and text[start:end].split()[1][:1].isupper():
            return "byline", "says who wrote it"
        mine = _script(text[start:end])
        if script and mine and mine != script and length <= _SHORT and low[-1:] != ".":
            return "navigation", "a short line in another script"
    return None, ""


def _is_timestamp(low: str, lists: dict[str, tuple[str, ...]]) -> bool:
    parts = _LETTERS_AND_NUMBERS.findall(low)
    if not parts or len(parts) > 14 or not any(part.isdigit() for part in parts):
        return False
    if not any(len(part) in (2, 4) and part.isdigit() for part in parts) or len(parts) < 3:
        return False
    return all(part.isdigit() or part in _dates() or part in lists["timestamp_words"] for part in parts)


def _dates() -> frozenset[str]:
    return frozenset(word for code in KNOWN_LANGUAGES for word in grammar(code).words["time_words"])


def _is_title(text: str, start: int, end: int) -> bool:
    words = text[start:end].split()
    return (2 <= len(words) <= 25 and end - start <= 180 and text[end - 1] not in ".,;:"
            and any(word[0].isupper() for word in words) and not text[start].islower())


def _is_caption(text: str, start: int, end: int, low: str, lists: dict[str, tuple[str, ...]]) -> bool:
    return (end - start <= 220 and text[end - 1] not in ".?!”\"" and low.endswith(lists["caption"])) or (
        end - start <= 220 and low.startswith(("photo:", "photo ", "image:", "pictured:", "фото")))


def _tail(text: str, lines: Sequence[Segment], lists: dict[str, tuple[str, ...]]) -> int:
    """The number of the line from which on only teasers stand: behind a phrase such as "read more", to the end."""
    longest = 0
    tail = len(lines)
    for number in range(len(lines) - 1, 0, -1):
        start, end = lines[number]
        longest = max(longest, end - start)
        if longest > _RUNNING:
            break
        if end - start <= _SHORT:
            low = _plain(text[start:end]).strip(" .!?:>»›-–—|")
            if any(low == phrase or (low.startswith((phrase + " ", phrase + ":")) and text[end - 1] != ".")
                   for phrase in lists["tail"]):
                tail = number
    if tail < len(lines) and lines[tail][0] * 3 < len(text):
        return len(lines)
    return tail


def _credit_inside(text: str, start: int, end: int, low: str, lists: dict[str, tuple[str, ...]]) -> Place | None:
    """A sentence of running text that says through whom the account came."""
    whole = text[start:end].lower()
    for phrase in lists["credit"]:
        if len(phrase.split()) > 3 and phrase in whole:
            at = start + whole.index(phrase)
            for first, last in sentences(text, start, end):
                if first <= at < last and (first, last) != (start, end):
                    return Place(first, last, "credit", "says through whom the account came")
    return None


def _script(words: str) -> str:
    """The script of most letters: LATIN, CYRILLIC and so on; empty without letters."""
    beyond = [] if words.isascii() else [sign for sign in _BEYOND_LATIN.findall(words) if sign.isalpha()]
    if not beyond:
        return "LATIN" if any(sign.isalpha() for sign in words) else ""
    counts: dict[str, int] = {}
    for sign in beyond:
        name = unicodedata.name(sign, "").partition(" ")[0]
        counts[name] = counts.get(name, 0) + 1
    latin = sum(sign.isalpha() for sign in words) - len(beyond)
    if latin:
        counts["LATIN"] = counts.get("LATIN", 0) + latin
    return max(counts, key=lambda name: counts[name]) if counts else ""
