"""Through whom an article came: publishers it names, agencies it credits, who translated it."""

from __future__ import annotations

from collections.abc import Iterator

import schema
from curator import lexicon
from curator.importers.guess import guess
from curator.importers.phrases import first_name, hits


def publishers(part: str, at: int) -> Iterator[schema.Candidate]:
    """Names in copyright lines and appeals: weak, because an outlet named in a text need not have printed it."""
    phrases = lexicon.toml("article_parts")["publisher"]
    for kind, reason in (
        ("copyright", "named in a copyright line"), ("origin", "named as where it first appeared"),
        ("appeal", "named only in an appeal to the reader"),
    ):
        for hit in hits(part, phrases[kind]):
            name = first_name(part, hit.slot, phrases["connectors"])
            # "the" at most before it: "Support independent reporting from Russia" names nobody
            if name and name[0] - hit.slot[0] <= len("the "):
                start = hit.slot[0] if part[hit.slot[0]:name[0]].lower() == "the " else name[0]
                yield guess("publisher", part[start:name[1]], "inferred", (part, start, name[1]), reason, at)


def translators(part: str, at: int) -> Iterator[schema.Candidate]:
    """Translator's notes; the reason names the original language where the note does, or the note's own script."""
    words = lexicon.toml("article_parts")["translation"]
    for hit in hits(part, words["phrases"]):
        original = words["languages"].get(hit.language.lower(), "")
        reason = f"translator's note, original language {original}" if original else _foreign(part, hit.start, hit.end)
        yield guess("translator", part[slice(*hit.slot)], "stated", (part, hit.start, hit.end), reason, at)


def _foreign(part: str, start: int, end: int) -> str:
    note = any("\u0400" <= sign <= "\u04ff" for sign in part[start:end])
    article = sum("\u0400" <= sign <= "\u04ff" for sign in part) > len(part) // 3
    return "translator's note in Cyrillic: the original may be too" if note and not article else "translator's note"


def credits(part: str, at: int) -> Iterator[schema.Candidate]:
    """Agencies and contributors, never taken for the publisher; the reason is the role (`schema.Credit.role`)."""
    words = lexicon.toml("article_parts")
    for role in ("reported by", "contributed", "source"):
        for hit in hits(part, words["credit"][role]):
            named = hit.slot if role == "source" else first_name(part, hit.slot, words["publisher"]["connectors"])
            if named:
                evidence = (part, hit.start, max(named[1], hit.end_of_words))
                yield guess("credit", part[slice(*named)], "stated", evidence, role, at)
