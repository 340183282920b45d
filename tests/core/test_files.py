"""Files written whole or not at all."""

import pytest

from factsheet.core import files
from factsheet.core.problems import FactsheetError


def test_all_are_replaced_and_keep_their_permissions(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old")
    one.chmod(0o640)
    files.replace({one: b"new", two: b"new"})
    assert one.read_text() == two.read_text() == "new" and one.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "two"]


def test_if_one_cannot_be_prepared_none_is_changed(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old")
    (tmp_path / ".two.new").mkdir()  # stands where the second is prepared
    with pytest.raises(FactsheetError, match=r"two: it cannot be written: .*; nothing was changed"):
        files.replace({one: b"new", two: b"new"})
    assert one.read_text() == "old" and not (tmp_path / ".one.new").exists()


def test_if_one_cannot_be_put_in_place_the_others_are_put_back(tmp_path):
    one, none, two = tmp_path / "one", tmp_path / "none", tmp_path / "two"
    one.write_text("old")
    (tmp_path / "two").mkdir()  # a folder where the file should go: no file is renamed over it
    with pytest.raises(FactsheetError):
        files.replace({one: b"new", none: b"new", two: b"new"})
    assert one.read_text() == "old" and not none.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "two"]
