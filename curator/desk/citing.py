"""A quote as one would paste it: words, speaker, outlet, title, date."""

from __future__ import annotations

from curator.desk.reading import Item, OpenArticle
from schema import Mention, SuggestedMention


def citation(opened: OpenArticle, item: Item | None, selected: tuple[int, int] | None) -> str:
    """The words of an item or a range with who said them and where; guesses at the card are left out."""
    article = opened.article
    words = opened.text[slice(*selected)] if selected else " … ".join(s.exact for s in item.spans) if item else ""
    value = item.value if item else None
    speakers = "" if value is None or isinstance(value, (Mention, SuggestedMention)) else ", ".join(
        opened.who(p).rpartition(" = ")[2] for p in value.speakers)
    title = article.title.value if article.title else ""
    source = [f"“{title}”" if title else f"[{article.source.name or 'no name'}]"]
    source += [fact.value for fact in (article.publisher, article.published) if fact and fact.value]
    return f"“{words}”{f' ({speakers})' if speakers else ''}, {', '.join(source)}"
