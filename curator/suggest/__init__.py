"""Suggestions: text in, proposed zones, quotes and mentions out. One module a recogniser; languages are data."""

from curator.suggest.context import Context, KnownName, suggestion_key
from curator.suggest.engine import VERSION, suggest

__all__ = ["VERSION", "Context", "KnownName", "suggest", "suggestion_key"]
