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
    """Translator's notes, and the language of the original where the note names it or is written in another script."""
    words = lexicon.toml("article_parts")["translation"]
    for hit in hits(part, words["phrases"]):
        place = part, hit.start, hit.end
        yield guess("translator", part[slice(*hit.slot)], "stated", place, "translator's note", at)
        if named := words["languages"].get(hit.language.lower(), ""):
            yield guess("original_language", named, "stated", place, "the translator's note says so", at)
        elif _is_foreign(part, hit.start, hit.end):
            yield guess("original_language", words["script"]["cyrillic"], "inferred", place,
                        "the translator's note is in Cyrillic", at)


def _is_foreign(part: str, start: int, end: int) -> bool:
    article = sum("\u0400" <= sign <= "\u04ff" for sign in part) > len(part) // 3
    return not article and any("\u0400" <= sign <= "\u04ff" for sign in part[start:end])


def credits(part: str, at: int) -> Iterator[schema.Candidate]:
    """Agencies and contributors, never taken for the publisher; the reason is the role (`schema.Credit.role`)."""
    words = lexicon.toml("article_parts")
    for role in ("reported by", "contributed", "source"):
        for hit in hits(part, words["credit"][role]):
            named = hit.slot if role == "source" else first_name(part, hit.slot, words["publisher"]["connectors"])
            if named:
                evidence = (part, hit.start, max(named[1], hit.end_of_words))
                yield guess("credit", part[slice(*named)], "stated", evidence, role, at)
