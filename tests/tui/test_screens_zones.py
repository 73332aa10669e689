"""Boilerplate by hand: nothing is suggested there any more, and one key takes it back."""

from driving import driving

from building import a_desk

TEXT = ("“We were not warned,” Anna Lee told the Herald.\n\n"
        "Read next: “The ferry never came,” Jonas Wil said.\n\nNobody was hurt.\n")


async def test_a_selection_becomes_a_zone_in_which_nothing_is_suggested() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        async with driving(world.desk) as drive:
            await drive.press("1", "enter")
            before = len([i for i in drive.reader.opened.items if not i.settled]) if drive.reader.opened else 0
            drive.reader.view.select(*article.range("Read next: “The ferry never came,” Jonas Wil said."))
            await drive.press("B", *"teaser", "enter")
            assert "marked as teaser" in drive.said
            [zone] = [z for z in world.desk.dataset.zones.all() if z.kind == "teaser"]
            assert zone.span.exact.startswith("Read next")
            assert drive.reader.opened
            left = [i for i in drive.reader.opened.items if not i.settled]
            assert 0 < len(left) < before
            assert all(i.end <= zone.span.start or i.start >= zone.span.end for i in left)
            drive.reader.view.caret = zone.span.start
            await drive.press("B")
            assert "running text again" in drive.said
            assert len([i for i in drive.reader.opened.items if not i.settled]) == before
            await drive.press("B")
            assert "no zone stands here" in drive.said
            assert world.desk.dataset.check() == []
