"""What is half typed into any form: kept at the lock, for who typed it, until it is saved; and gone
with the child."""

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.flows import erasing
from imh_desktop.flows.erasing import What
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.words import Words
from tests.store.raw_pages import clear_pages

from .conftest import BEGUN, LUZ, ROSA, Laptop, text
from .stories import STORIES, Story

TYPED = "Zyxq O'Brien <img src=x> =1+1"
STORY = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)


def begin(laptop: Laptop, child: Child, story: Story) -> None:
    story.show(laptop, child.child_id)
    laptop.hands.write(story.field, TYPED)


@STORY
def test_it_stands_there_again_for_who_typed_it_and_is_gone_once_saved(
    story: Story, laptop: Laptop, child: Child, hands: Hands
) -> None:
    story.prepare(laptop.vault, child.child_id)
    begin(laptop, child, story)
    laptop.relock(LUZ)
    story.show(laptop, child.child_id)
    assert not hands.sees(BEGUN)
    assert TYPED not in text(hands, story.field)
    laptop.relock(ROSA)
    story.show(laptop, child.child_id)
    hands.wait_for(BEGUN)
    hands.picture(story.name)
    assert text(hands, story.field) == TYPED
    story.save(hands)
    hands.wait(lambda: not laptop.drafts(), "the end of the draft")
    assert not hands.sees(BEGUN)


@pytest.mark.parametrize("story", [s for s in STORIES if s.of_child], ids=lambda s: s.name)
def test_it_is_gone_with_the_child(story: Story, laptop: Laptop, child: Child) -> None:
    story.prepare(laptop.vault, child.child_id)
    begin(laptop, child, story)
    laptop.lock()
    with Vault.unlock(laptop.folder, ROSA) as vault:
        assert any(TYPED in draft for draft in vault.desk.drafts().values())
        what = What(kind="child", record_id=child.child_id)
        erasing.erase(vault, Library(), what, "family", Words("en"))
        assert vault.desk.drafts() == {}
        key = vault.key()
    assert b"Zyxq" not in clear_pages(laptop.folder, key)
