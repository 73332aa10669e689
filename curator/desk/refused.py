"""The trouble of the desk, by itself: a command that opens no dataset need not read all of the desk for it."""

from __future__ import annotations


class Refused(Exception):
    """An action that cannot be done; the message says why and what to do instead."""
