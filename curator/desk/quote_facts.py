"""What is known of a statement beside its words: when it was said, what its speaker does by it, its tags."""

from __future__ import annotations

from typing import get_args

from tinydb import where

from curator.desk.desk import Desk, Refused, span_of, text_of, trimmed
from curator.desk.quoting import alter_quote
from schema import Act, Basis, Fact, Quote, is_edtf, revise

ACTS: tuple[Act, ...] = get_args(Act)
MEANT: dict[str, str] = {
    "state": "says that it is so", "ask": "asks, requests", "promise": "promises, pledges, offers",
    "accuse": "accuses, blames", "criticise": "speaks against", "praise": "speaks for, thanks",
    "deny": "denies, rejects", "decline": "declines to comment", "order": "orders, demands",
    "threaten": "threatens, warns", "think": "believes, expects"}
LONGEST_TAG = 60  # characters


def set_said(desk: Desk, article_uid: str, item: str, edtf: str, *, basis: Basis = "typed",
             evidence: tuple[int, int] | None = None) -> Quote:
    """When it was said, as an EDTF date, with the words that prove it; an empty date takes it away, with the basis
    'unknown' it says: looked, not found."""
    edtf = edtf.strip()
    if edtf and not is_edtf(edtf):
        raise Refused(f"{edtf!r} is no EDTF date: write 2022-12-20, 2022-12~ (about), 2024-08/2024-12 (between), 202X")

    def alter(quote: Quote) -> Quote:
        text = text_of(desk, quote.text_sha256)
        proof = (span_of(text, *trimmed(text, *evidence)),) if evidence else ()
        proven: Basis = "stated" if proof and basis == "typed" else basis
        return revise(quote, said=Fact(value=edtf, basis=proven, evidence=proof)
                      if edtf or basis == "unknown" else None)

    return alter_quote(desk, article_uid, item, "set date", edtf or basis, alter)


def set_act(desk: Desk, article_uid: str, item: str, act: str) -> Quote:
    """What the speaker does by saying it."""
    chosen = next((known for known in ACTS if known == act), None)
    if chosen is None:
        raise Refused(f"{act!r} is no act: {', '.join(ACTS)}")
    return alter_quote(desk, article_uid, item, "set act", act, lambda quote: revise(quote, act=chosen))


def toggle_tag(desk: Desk, article_uid: str, item: str, tag: str) -> Quote:
    """Put a tag on a statement, or take it off."""
    tag = " ".join(tag.split()).lstrip("#")
    if not tag or len(tag) > LONGEST_TAG:
        raise Refused(f"a tag is one to {LONGEST_TAG} characters")

    def alter(quote: Quote) -> Quote:
        kept = tuple(t for t in quote.tags if t != tag)
        return revise(quote, tags=kept if tag in quote.tags else (*quote.tags, tag))

    return alter_quote(desk, article_uid, item, "tag", tag, alter)


def tags(desk: Desk) -> list[str]:
    """The tags in use, most used first, then the labels of the codebook for quotes that nobody used yet."""
    used: dict[str, int] = {}
    for quote in desk.dataset.quotes.search(where("tags").test(bool)):
        for tag in quote.tags:
            used[tag] = used.get(tag, 0) + 1
    coded = [each.name for each in desk.dataset.labels.all() if each.applies_to == "quote" and not each.retired]
    return list(dict.fromkeys((*sorted(used, key=lambda tag: (-used[tag], tag)), *coded)))
