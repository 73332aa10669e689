"""Curator: turn news articles into evidence."""

__version__ = "0.1.0"
