"""Which letters a picture can be drawn in on every machine."""

import pytest

from factsheet.text import writing_systems


@pytest.mark.parametrize(
    "text", ["<svg>Zürich: 17 %, ● ◆ → –</svg>", "Ærø, Đà Nẵng", "Ελλάδα", "Україна", "µ ² ½ €", ""]
)
def test_latin_greek_and_cyrillic_are_in_the_fonts_of_the_renderer(text):
    assert writing_systems.is_pictured(text)


@pytest.mark.parametrize("text", ["年底", "China 中国", "かな", "한국", "العربية", "हिन्दी", "བོད"])
def test_other_letters_depend_on_the_machine(text):
    assert not writing_systems.is_pictured(text)
