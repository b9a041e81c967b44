"""A figure is explained as before once the copies of its files are gone."""

from concord.domain.retention import RemovedFile
from tests import builders
from tests.services.test_explain import NOW, ROWS, Desk


def test_a_file_whose_copy_was_removed_still_explains_the_figure() -> None:
    desk = Desk(builders.agreement())
    desk.deliver(ROWS)
    desk.deliver(ROWS, sent_as="restated")
    desk.assess()
    removed = RemovedFile(sha256="restated", at=NOW, by="kim", rule="kept for 24 months")
    with desk.store.transaction() as tx:
        tx.removed_files.add(removed)
    found = desk.explained()
    assert found.removed == (removed,)
    assert found.rows
    assert found.is_current
