"""One short article of the storm in Port Elsin, opened in a driven Reader."""

from driving import Driver

from curator.desk.parties import shown
from schema import Quote

from building import BuiltArticle

STORM = """Storm leaves harbour without power

“We were not warned,” Anna Lee told the Herald on Tuesday. The engineer had seen the cable burn.

Mayor John Carter met Norda Energy in Port Elsin. Nobody was hurt, and the ferries sail again.
"""


async def start(drive: Driver, article: BuiltArticle, words: str = "") -> None:
    """Open the article; the caret goes to some words."""
    await drive.press("1", "enter")
    assert drive.reader.opened
    assert drive.reader.opened.article.uid == article.uid
    if words:
        drive.reader.view.caret = article.range(words)[0]
        await drive.settle()


async def select(drive: Driver, article: BuiltArticle, words: str) -> None:
    """Select some words of the text."""
    drive.reader.view.select(*article.range(words))
    await drive.settle()


def only_quote(article: BuiltArticle) -> Quote:
    [quote] = article.desk.dataset.quotes.all()
    return quote


def speakers(article: BuiltArticle) -> list[str]:
    return [shown(article.desk, party) for party in only_quote(article).speakers]
