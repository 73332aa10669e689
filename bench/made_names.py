"""Invented names of people, as many as wanted and always the same, and other spellings of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

GIVEN = (
    "Yelena", "Viktor", "Jonas", "Margaret", "Ilya", "Khadija", "Tomasz", "Ines", "Sergey", "Aiko", "Bruno",
    "Chandra", "Dmitry", "Esther", "Farid", "Greta", "Hamid", "Ivana", "John", "Maria", "Mohammed", "Anna", "Peter",
    "Olga", "Pierre", "Sofia", "Andrei", "Helen", "Yusuf", "Karin", "Paul", "Lucia")
ONSETS = (
    "b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kh", "kl", "kr", "l", "m", "n", "p", "pr", "r", "s",
    "sh", "sk", "st", "t", "tr", "ts", "v", "vl", "w", "y", "z", "zh")
VOWELS = "aaaeeioouy"
CODAS = ("", "", "", "l", "m", "n", "r", "s")
ENDS = (
    "in", "ov", "ova", "sky", "enko", "son", "oglu", "mann", "elli", "ez", "ard", "ides", "ev", "yan", "shvili",
    "ic")
SWAPS = (("kh", "h"), ("sh", "sch"), ("v", "w"), ("ts", "tz"), ("sky", "skij"), ("y", "i"), ("ei", "ey"), ("zh", "j"))


def names(size: int) -> list[str]:
    """So many different names: given names as uneven as in life, surnames of two or three syllables and an ending."""
    return list(islice(_names(Random(1)), size))


def _names(random: Random) -> Iterator[str]:
    given = [first for rank, first in enumerate(GIVEN) for _ in range(1 + 40 // (rank + 1))]
    seen: set[str] = set()
    while True:
        name = f"{random.choice(given)} {_surname(random)}"
        if random.random() < 0.15:
            name = name.replace(" ", f" {random.choice(GIVEN)} ", 1)
        if name not in seen:
            seen.add(name)
            yield name


def _surname(random: Random) -> str:
    syllables = [random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS)
                 for _ in range(random.choice((1, 2, 2)))]
    return ("".join(syllables) + random.choice(ONSETS) + random.choice(ENDS)).capitalize()


def respelled(name: str, random: Random) -> str:
    """Another spelling: romanised otherwise, a letter lost or doubled, two swapped, surname first, or an initial."""
    how = random.randrange(6)
    first, *rest = name.split()
    if how == 0:
        return f"{' '.join(rest)}, {first}"
    if how == 1:
        return f"{first[0]}. {' '.join(rest)}"
    at = random.randrange(1, len(rest[-1]) - 1)
    surname = rest[-1]
    if how == 2:
        surname = surname[:at] + surname[at + 1:]
    elif how == 3:
        surname = surname[:at] + surname[at] + surname[at:]
    elif how == 4:
        surname = surname[:at] + surname[at + 1] + surname[at] + surname[at + 2:]
    else:
        for one, other in SWAPS:
            surname = surname.replace(one, other)
    return " ".join([first, *rest[:-1], surname])
