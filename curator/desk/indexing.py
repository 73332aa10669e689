"""The words of articles and settled quotes in an index for search; kept in each action's transaction, as counts are.

A dataset made before there was such an index, or with one of an older folding, gets it when it is opened: a few
articles in a transaction, so that nobody waits for it and nothing is lost when it is interrupted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from time import monotonic

from tinydb import where

from curator.desk.digests import title_of
from schema import Article, Quote
from store import Dataset, Holder, Missing, Source, WordIndex

VERSION = 1  # raise it when what is indexed changes: older indexes are dropped and made anew
OF_TITLE = "="  # stands before the words of a title
STATE = "derived"  # the cache that says how far an index has come
FEWEST, LONG_ENOUGH = 20, 0.05  # articles in one transaction at least, unless its seconds are over


def word_index(dataset: Dataset, table: str) -> WordIndex:
    """The index of the words of `articles` or `quotes`."""
    return dataset.words(f"{table}_{VERSION}", table)


def keep_words(dataset: Dataset, article: Article, quotes: Sequence[Quote]) -> None:
    """Index an article and its settled quotes, within the caller's transaction; what did not change costs little."""
    word_index(dataset, "articles").replace(article.uid, {article.uid: _source_of(dataset, article)})
    word_index(dataset, "quotes").replace(article.uid, {quote.uid: _source(words_of(quote)) for quote in quotes})


def drop_words(dataset: Dataset, article: str) -> None:
    """Forget an article that is gone with its quotes, within the caller's transaction."""
    for table in ("articles", "quotes"):
        word_index(dataset, table).replace(article, {})


def words_of(quote: Quote) -> str:
    """The words of a statement, its parts parted by an ellipsis."""
    return " … ".join(span.exact for span in quote.content)


def wrongly_indexed(dataset: Dataset) -> list[str]:
    """The tables whose index of words does not follow from their records; an index that is not finished is not looked
    at."""
    if unread(dataset):
        return []
    articles = ((Holder(place, article.uid, article.uid, source.mark), source.words)
                for place, article in dataset.articles.after(0) for source in [_source_of(dataset, article)])
    quotes = ((Holder(place, quote.uid, quote.article, source.mark), source.words)
              for place, quote in dataset.quotes.after(0) for source in [_source(words_of(quote))])
    return [table for table, wanted in (("articles", articles), ("quotes", quotes))
            if word_index(dataset, table).differs(wanted)]


def index_anew(dataset: Dataset) -> None:
    """Drop the indexes of words and make them again, within the caller's transaction."""
    for table in ("articles", "quotes"):
        dataset.drop_words(f"{table}_{VERSION}")
    dataset.cache(STATE).drop(_key())
    while _some(dataset):
        pass


def unread(dataset: Dataset) -> int:
    """How many articles of an old dataset are not indexed yet."""
    state = dataset.cache(STATE).get(_key())
    return len(dataset.articles) if state is None else int(state["left"])


def catch_up(dataset: Dataset, by: str, *, progress: Callable[[int, int], None] = lambda done, of: None,
             stop: Callable[[], bool] = lambda: False) -> int:
    """Index what an old dataset has not indexed yet; returns how many articles. `progress` is told how many are done,
    and of how many; after `stop`, or a kill, the next call goes on from there. Unwritable where nothing may be written.
    """
    total = left = unread(dataset)
    while left and not stop():
        with dataset.transaction("index words", by=by):
            left = _some(dataset)
        progress(total - left, total)
    return total - left


def _some(dataset: Dataset) -> int:
    """Index a few articles more; returns how many are left."""
    cache, began = dataset.cache(STATE), monotonic()
    state = cache.get(_key())
    if state is None:
        for version in range(1, VERSION):
            for table in ("articles", "quotes"):
                dataset.drop_words(f"{table}_{version}")
        state = {"upto": 0, "left": len(dataset.articles)}
    last = int(state["upto"])
    for number, (place, article) in enumerate(dataset.articles.after(last, at_once=FEWEST), 1):
        keep_words(dataset, article, dataset.quotes.search(where("article") == article.uid))
        last = place
        if number >= FEWEST and monotonic() - began > LONG_ENOUGH:
            left = max(int(state["left"]) - number, 1)
            break
    else:
        left = 0
    cache.put(_key(), {"upto": last, "left": left})
    return left


def is_fresh(dataset: Dataset) -> None:
    """Note, within the caller's transaction, that a dataset that was just made has everything indexed."""
    dataset.cache(STATE).put(_key(), {"upto": "", "left": 0})


def _key() -> str:
    return f"words_{VERSION}"


def _source_of(dataset: Dataset, article: Article) -> Source:
    title = title_of(article)
    return Source(_mark(article.text_sha256, title), lambda: _words_of_article(dataset, article.text_sha256, title))


def _source(words: str) -> Source:
    from curator.desk.folding import index_words

    return Source(_mark(words), lambda: index_words(words))


def _words_of_article(dataset: Dataset, sha256: str, title: str) -> set[str]:
    from curator.desk.folding import index_words

    try:
        text = dataset.text(sha256)
    except Missing:
        text = ""  # `curator check` names it
    titled = index_words(title)
    return index_words(text) | titled | {OF_TITLE + word for word in titled}


def _mark(*words: str) -> str:
    return hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
