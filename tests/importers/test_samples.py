"""The sample articles: read whole, of every kind of mess, with nothing asserted that is only guessed."""

from __future__ import annotations

import subprocess
import sys

from curator import samples
from curator.importers import Draft, find, read_file


def drafts() -> dict[str, Draft]:
    return {path.name[:2]: read_file(path) for path in samples.paths()}


def best(draft: Draft, field: str) -> str | None:
    return next((candidate.value for candidate in draft.candidates if candidate.field == field), None)


def test_there_are_eight_and_find_takes_them_as_they_are() -> None:
    assert len(drafts()) == 8
    assert list(find([str(path) for path in samples.paths()])) == samples.paths()


def test_titles_dates_and_languages_as_a_reader_sees_them() -> None:
    fields = ("title", "published", "language")
    seen = {key: [best(draft, field) for field in fields] for key, draft in drafts().items()}
    assert seen == {
        "01": [None, None, "en"],
        "02": ["Velmark’s Deputy FM Accuses Sarmia of Holding 9 Sailors ‘for Ransom’", None, "en"],
        "03": ["The list is growing: Velmark and Sarmia continue to talk about detainees", None, "en"],
        "04": [None, "2031-03-15", "en"],
        "05": ["Ломтев: посольство добьётся возвращения всех моряков «Северной звезды»", "2031-03-14", "ru"],
        "06": ["Eleven freed in exchange on the Kessel Dam", "2031-04-02", "en"],
        "07": ["Water, Fish and Trust Between Velmark and Sarmia", None, "en"],
        "08": ["Velmark sailors come home, three still held", "2031-04-03", "en"],
    }


def test_the_web_page_gives_its_article_and_no_scripts_comments_or_promos() -> None:
    text = drafts()["06"].text
    assert "“I counted the steps,” Al Mansuri told reporters" in text
    assert not any(words in text for words in ("Injected", "dataLayer", "Subscribe", "good riddance", "Sport"))


def test_the_crlf_file_keeps_its_line_ends() -> None:
    text = drafts()["04"].text
    assert text.count("\r\n") == text.count("\n") > 20


def test_reading_plain_text_loads_nothing_heavy() -> None:
    script = (
        "import sys; from curator import samples, exporters; from curator.importers import read_file; "
        "read_file(samples.paths()[0]); "
        "print(sorted({'trafilatura', 'lxml', 'dateparser', 'charset_normalizer', 'textual'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"
