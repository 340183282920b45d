"""What stands around a drawing: lines that are broken as a language breaks them."""

import pytest

from factsheet.render.charts import frame


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("来源：Survey；The Lakeland Herald；Gazette（2024年读取）。", room) for room in (60, 75, 90, 105, 120, 150)
    ],
)  # fmt: skip
def test_no_line_begins_or_ends_with_a_sign_that_may_not_stand_there(text, room):
    lines = frame.wrapped(text, room, 10)
    assert len(lines) > 1 and "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines if line[0] in "；：。）" or line[-1] in "（"]
    long = [line for line in lines if frame.width(line, 10) > room]
    assert all(" " not in line for line in long)  # a word of its own, with the signs beside it
