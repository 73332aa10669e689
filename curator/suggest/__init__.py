"""Suggestions: text in, proposed zones, quotes and mentions out. One module a recogniser; languages are data."""

from typing import TYPE_CHECKING

from curator.late import late

if TYPE_CHECKING:
    from curator.suggest.at_hand import landmarks, phrase_at, statement_at, statement_of
    from curator.suggest.beside import phrases_beside, speaker_beside
    from curator.suggest.context import Context, KnownName, suggestion_key
    from curator.suggest.engine import VERSION, suggest
    from curator.suggest.listed import ListedNames, read_names
    from curator.suggest.memory import Memory

__getattr__ = late(__name__, {"Context": "context", "KnownName": "context", "suggestion_key": "context",
                              "VERSION": "engine", "Memory": "memory", "suggest": "engine",
                              "ListedNames": "listed", "read_names": "listed",
                              "landmarks": "at_hand", "phrase_at": "at_hand", "phrases_beside": "beside",
                              "speaker_beside": "beside",
                              "statement_at": "at_hand", "statement_of": "at_hand"})

__all__ = ["VERSION", "Context", "KnownName", "ListedNames", "Memory", "landmarks", "phrase_at", "phrases_beside",
           "read_names", "speaker_beside", "statement_at", "statement_of", "suggest", "suggestion_key"]
