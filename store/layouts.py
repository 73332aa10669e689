"""What the store declares of each table: which fields are indexed, which hold uids, and of records of which table."""

from __future__ import annotations

from collections.abc import Mapping

from schema import TABLES
from store.engine import Layout

_PARTIES = ("speakers", "targets", "addressees", "via")
_FACTS = ("title", "publisher", "authors", "published", "url", "language", "original_language", "translator",
          "candidates", "credits")

_INDEXES: Mapping[str, tuple[str, ...]] = {
    "articles": ("text_sha256", "status", "group"),
    "zones": ("article",),
    "mentions": ("article", "label"),
    "quotes": ("article", "within"),
    "entities": ("preferred", "kind"),
    "judgements": ("left", "right"),
    "decisions": ("article", "key"),
    "labels": ("name",),
    "notes": ("on",),
}

# Lists of uids, which no index reaches: kept in a table of pairs, asked with `Collection.referring(link, uid)`.
_LINKS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "articles": {"entities": tuple(f"{fact}.entity" for fact in _FACTS)},
    "mentions": {"entities": ("entities",), "affiliation": ("affiliation",)},
    "quotes": {
        **{party: (f"{party}.mention", f"{party}.entity") for party in _PARTIES},
        "mentions": tuple(f"{party}.mention" for party in _PARTIES),
        "entities": (*(f"{party}.entity" for party in _PARTIES), "said.entity"),
    },
    "entities": {"entities": ("affiliation", "roles.organisation"), "articles": ("roles.article",)},
}

# Field -> the tables where the record it names may be.
REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "articles": {f"{fact}.entity": ("entities",) for fact in _FACTS},
    "zones": {"article": ("articles",)},
    "mentions": {"article": ("articles",), "entities": ("entities",), "affiliation": ("entities",)},
    "quotes": {
        "article": ("articles",),
        "within": ("quotes",),
        "said.entity": ("entities",),
        **{f"{party}.mention": ("mentions",) for party in _PARTIES},
        **{f"{party}.entity": ("entities",) for party in _PARTIES},
    },
    "entities": {"affiliation": ("entities",), "roles.organisation": ("entities",), "roles.article": ("articles",)},
    "judgements": {"left": ("entities", "quotes"), "right": ("entities", "quotes")},
    "decisions": {"article": ("articles",)},
    "labels": {"parent": ("labels",)},
    "notes": {"on": tuple(TABLES)},
}

LAYOUTS: Mapping[str, Layout] = {
    table: Layout(unique="uid", indexes=_INDEXES.get(table, ()), links=_LINKS.get(table, {}), model=model)
    for table, model in TABLES.items()
}
ACTIONS = Layout(unique="uid", indexes=("by",))
CHANGES = Layout(indexes=("action", "uid"))
CACHE = Layout(unique="key")
