"""Texts that are easily cut in the wrong place: news sentences mixed with one kind of writing each, or with all. The
same seed makes the same."""

from __future__ import annotations

import random
from collections.abc import Mapping
from unicodedata import normalize

from curator.text.graphemes import clusters

NEWS = ("“We are done,” ", "Ilse Brandt said ", "that the harbour ", "would close. ", "Bo Lind told the Herald ", "“",
        "”", "said ", ", ", ". ", " ", "She ", "115 ", "placed the number at ", "according to Anna Lee. ", "…", "'",
        "\n\n")
KINDS: Mapping[str, tuple[str, ...]] = {
    "CRLF": ("\r\n", "\r\n\r\n", "\r", "\n", "“We go.”\r\n", " \r\n ", "\u2028", "\x0b"),
    "NFD": ("cafe\u0301s ", normalize("NFD", "José Núñez "), normalize("NFD", "Żółć "), normalize("NFD", "Йод "),
            "e\u0301", "“e\u0301”", "\u0301", "“\u0301", " \u0308", "a\u0300\u0301\u0302\u0303 "),
    "ZWJ": ("👩\u200d👩\u200d👧", "👨🏽\u200d🚒 ", "❤\ufe0f\u200d🔥", "\u200d", "1\ufe0f\u20e3",
            "🏳\ufe0f\u200d🌈", "👍🏿",
            "क्\u200dष ", "“👩\u200d👧”"),
    "flags": ("🇫🇷🇩🇪", "🇺🇦 ", "🇫", "“🇷🇺”", "🇬🇧🇬", "said 🇺🇸 "),
    "RTL": ("مرحبا ", "قال ", "שָׁלוֹם ", "«مَرْحَبًا» ", "می\u200cخواهم ", "\u202e", "\u202c", "\u200f", "“שלום,” ", "٣٤ "),
    "CJK": ("家族。", "「行きます」", "彼は言った、", "한국어 ", "각", "葛󠄀", "が", "か\u3099", "“是的。”",
            "！", "\u3000"),
    "Indic": ("हिन्दी ", "क्षत्रिय ", "“नमस्ते,” ", "தமிழ் ", "ไทยนี้ ", "। ", "मैंने कहा "),
}
EVERYTHING = "everything"


def written(chance: random.Random, kind: str, most: int = 40) -> str:
    """A text of up to so many pieces: half of them news, half of one kind of writing."""
    odd = KINDS[kind] if kind in KINDS else tuple(piece for pieces in KINDS.values() for piece in pieces)
    return "".join(chance.choice(chance.choice((NEWS, odd))) for _ in range(chance.randrange(4, most)))


def edges(text: str) -> set[int]:
    """Every offset that cuts no character in two."""
    return {0, len(text), *(start for start, _ in clusters(text))}
