"""What curators decide changes what is suggested, can be read, and is taken back by undo."""

from __future__ import annotations

from curator.desk.deciding import accept, reject
from curator.desk.desk import Desk
from curator.desk.explaining import explained, learned, words_learned
from curator.desk.learning import seen_lines, taught
from curator.desk.quoting import make_quote, set_cue
from curator.desk.registry import registry
from curator.desk.suggesting import open_suggestions, refresh
from curator.desk.undoing import undo
from schema import Fact, SuggestedMention, revise

from building import BuiltArticle, a_desk

TEXT = ("They met Quorra Velmire at the gate of the bridge. "
        "The mayor waited there for the two of them until the night.\n")
AGAIN = "Nobody else had seen Quorra Velmire on that day. The mayor had gone home by then, and the gate was shut.\n"


def mention(desk: Desk, article: BuiltArticle, words: str) -> SuggestedMention | None:
    found = refresh(desk, desk.dataset.articles[article.uid]).mentions
    return next((one for one in found if one.spans[0].exact == words), None)


def test_a_rejected_name_is_less_likely_elsewhere_and_undo_forgets_that() -> None:
    with a_desk() as built:
        first, second = built.article(TEXT), built.article(AGAIN)
        before, offered = mention(built.desk, second, "Quorra Velmire"), mention(built.desk, first, "Quorra Velmire")
        assert before
        assert offered
        reject(built.desk, first.uid, offered.key)
        after = mention(built.desk, second, "Quorra Velmire")
        assert after
        assert after.confidence < before.confidence
        assert words_learned(built.desk)["names rejected"] == ["Quorra Velmire (1)"]
        undo(built.desk)
        assert mention(built.desk, second, "Quorra Velmire") == before


def test_a_name_rejected_three_times_is_proposed_no_more() -> None:
    with a_desk() as built:
        for number in range(3):
            article = built.article(f"{number} {TEXT}")
            offered = mention(built.desk, article, "Quorra Velmire")
            assert offered
            reject(built.desk, article.uid, offered.key)
        assert mention(built.desk, built.article(AGAIN), "Quorra Velmire") is None


def test_a_rule_earns_what_is_decided_on_it_and_says_so() -> None:
    with a_desk() as built:
        first, second = built.article(TEXT), built.article(AGAIN.replace("Quorra", "Ostrelle"))
        offered = mention(built.desk, first, "Quorra Velmire")
        before = mention(built.desk, second, "Ostrelle Velmire")
        assert offered
        assert before
        accept(built.desk, first.uid, offered.key)
        after = mention(built.desk, second, "Ostrelle Velmire")
        assert after
        assert after.confidence > before.confidence
        counts = [(card.rule, card.accepted, card.rejected) for card in learned(built.desk)]
        assert counts == [(offered.recogniser, 1, 0)]
        assert "here 1 accepted, 0 rejected" in explained(built.desk, after)


def test_an_accepted_name_is_known_in_the_next_article() -> None:
    with a_desk() as built:
        first, second = built.article(TEXT), built.article(AGAIN)
        offered = mention(built.desk, first, "Quorra Velmire")
        assert offered
        accept(built.desk, first.uid, offered.key)
        known = mention(built.desk, second, "Quorra Velmire")
        assert known
        assert (known.recogniser, known.grade) == ("registry", "sure")


def test_a_verb_marked_twice_as_a_cue_becomes_one() -> None:
    text = ("Tom Quill burbled that the bridge was closed. The bridge was closed on Monday.\n"
            "Anna Moss burbled that the road was open. The road was open on Monday.\n")
    with a_desk() as built:
        article = built.article(text)
        for said in ("that the bridge was closed", "that the road was open"):
            start, cue = text.index(said), text.index("burbled", text.index(said) - 10)
            quote = make_quote(built.desk, article.uid, [(start, start + len(said))])
            set_cue(built.desk, article.uid, quote.uid, cue, cue + len("burbled"))
        assert taught(built.desk, registry(built.desk)).memory.verbs == ("burbled",)
        other = built.article("Vera Holt burbled that the gate had fallen into the river.\n")
        offered = open_suggestions(built.desk, built.desk.dataset.articles[other.uid]).quotes
        assert [quote.speakers[0].name for quote in offered] == ["Vera Holt"]


def test_lines_that_two_articles_of_a_publisher_share_are_no_running_text() -> None:
    line = "The Courier of Moss prints what the river brings"
    with a_desk() as built:
        made = [built.article(f"{line}\n{text}") for text in (TEXT, AGAIN)]
        for article in made:
            with built.desk.act("edit", ""):
                stored = built.desk.dataset.articles[article.uid]
                built.desk.dataset.articles.put(revise(stored, publisher=Fact(value="The Courier", basis="typed")))
        stored = built.desk.dataset.articles[made[0].uid]
        assert seen_lines(built.desk, stored, registry(built.desk)) == {line}
        assert ("navigation", line) in [(z.kind, z.span.exact) for z in refresh(built.desk, stored).zones]
