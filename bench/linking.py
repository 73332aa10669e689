"""Linking a mention by type-ahead over 50,000 entries: how long a key takes until its rows stand. Run:
`python -m bench.linking [FOLDER]`. The dataset is made once and stays in FOLDER (default: a temporary one).

Names are typed letter by letter, each in one of four ways: as they are, surname first, in Cyrillic letters, with
diacritics. First desk alone, then the Reader with its picker; wall time, as the search runs on a thread.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from random import Random
from shutil import copy
from statistics import median, quantiles
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter

from bench.large_dataset import large_dataset
from bench.library import row
from curator.desk.desk import Desk, open_desk
from curator.desk.finding import names_of
from curator.desk.offers import search
from curator.desk.parties import Who
from curator.desk.reading import OpenArticle, open_article
from curator.desk.registry import add_entity, registry

ENTITIES, ARTICLES, NAMES, ON_SCREEN = 50_000, 20, 120, 12
LIMIT = 50.0  # ms a key, p95
CYRILLIC = (
    ("shch", "щ"), ("sch", "щ"), ("kh", "х"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("ts", "ц"), ("th", "т"),
    ("yu", "ю"), ("ya", "я"), ("ye", "е"), ("iy", "ий"), ("sky", "ский"), ("ey", "ей"),
    *zip("abcdefghijklmnopqrstuvwyz", "абкдефгхийклмнопкрстуввыз", strict=True))
MARKED = str.maketrans({"a": "á", "e": "é", "o": "ö", "s": "š", "u": "ü"})


def main() -> None:
    """Print one row a measurement; exit code 1 when a limit is missed or a name is not found."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(gettempdir(), "curator-bench")
    kept = large_dataset(folder / "linking", articles=ARTICLES, entities=ENTITIES)
    with TemporaryDirectory(dir=folder) as name, open_desk(copy(kept, name), by="bench") as desk:
        start = perf_counter()
        known = registry(desk)
        row("read the registry", f"{perf_counter() - start:.1f} s, {len(known.entities):,} entries")
        start = perf_counter()
        names_of(known)
        row("make the type-ahead, once", f"{perf_counter() - start:.1f} s")
        article = str(next(iter(desk.dataset.articles.tally("uid"))))
        met = _asked(open_article(desk, article, anew=False))
        met &= _in_step(desk)
        met &= asyncio.run(_typed(desk, article))
    sys.exit(0 if met else 1)


def _asked(opened: OpenArticle) -> bool:
    taken, missed = [], 0
    for uid, typed in _names(opened, NAMES):
        offered = []
        for end in range(1, len(typed) + 1):
            start = perf_counter()
            offered = search(opened, typed[:end])
            taken.append(1000 * (perf_counter() - start))
        missed += not any(offer.who == Who(entity=uid) for offer in offered)
    met = _row("desk: a key", taken)
    return row("names not among the first 50", f"{missed} of {NAMES}", missed, NAMES * 0.02) and met


def _in_step(desk: Desk) -> bool:
    """An entry that was made just now is found; how long the first key after it takes."""
    taken = []
    for number in range(20):
        with desk.act("new entry", str(number)):
            uid = add_entity(desk, "person", f"Quirin Neuling{number}").uid
        known = registry(desk)
        start = perf_counter()
        found = names_of(known).find(f"neuling{number}")
        taken.append(1000 * (perf_counter() - start))
        if uid not in {each.owner for each in found}:
            return row("a new entry", "is not found", 1)
    return _row("the first key after a new entry", taken)


async def _typed(desk: Desk, article: str) -> bool:
    from textual import events
    from textual.keys import _character_to_key

    from curator.tui.app import CuratorApp
    from curator.tui.widgets.picker import Picker

    app = CuratorApp(desk)
    taken = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.room.article = article
        await pilot.press("2")
        await app.room.errands.idle()
        await pilot.pause()
        opened = open_article(desk, article, anew=False)
        for _, typed in _names(opened, ON_SCREEN):
            await pilot.press("home", "space")
            await app.room.errands.idle()
            await pilot.press("enter")
            await app.room.errands.idle()
            await pilot.pause()
            picker = app.screen
            if not isinstance(picker, Picker):
                return row("the picker", "did not open", 1)
            for letter in typed:
                asked, start = picker._asked, perf_counter()
                key = events.Key(_character_to_key(letter), letter)
                key.set_sender(app)
                app.post_message(key)  # Pilot would wait until the program rests: some 80 ms
                while picker._asked == asked or picker._answered != picker._asked:
                    await asyncio.sleep(0.001)
                await pilot.pause(0)
                taken.append(1000 * (perf_counter() - start))
            await pilot.press("escape")
    return _row("Reader: a key until its rows stand", taken)


def _row(what: str, taken: list[float]) -> bool:
    high = quantiles(taken, n=20)[18]
    words = f"{median(taken):.1f} ms, p95 {high:.1f}, at most {max(taken):.1f}, {len(taken)} keys"
    return row(what, words, high, LIMIT)


def _names(opened: OpenArticle, most: int) -> list[tuple[str, str]]:
    """Identities (uids) and what is typed to find each."""
    random, made = Random(5), []
    for uid in random.sample(sorted(opened.registry.entities), most):
        identity = opened.registry.identity(uid)
        name = identity.preferred
        words = name.split()
        made.append((identity.uid, random.choice((name.lower(), " ".join([*words[-1:], *words[:-1]]).lower(),
                                                  _cyrillic(name.lower()), name.translate(MARKED)))))
    return made


def _cyrillic(name: str) -> str:
    for latin, letter in CYRILLIC:
        name = name.replace(latin, letter)
    return name


if __name__ == "__main__":
    main()
