"""The pages of sources before they are written: which there are, and what they are called."""

from factsheet.plan import messages, source_pages
from tests.calling import real_sheet
from tests.conftest import ROOT


def test_a_page_is_called_by_its_source_and_month_in_the_punctuation_of_its_language():
    found = source_pages.paged(real_sheet()).values()
    assert found
    for tag, comma, not_comma in (("en", ", ", "，"), ("zh-Hans", "，", ", ")):
        spoken, _ = messages.load(tag, ROOT)
        titles = {
            source.id: page.title for source, page in zip(found, source_pages.pages(found, spoken, {}), strict=True)
        }
        assert len(set(titles.values())) == len(titles)
        assert any(comma in title for title in titles.values()) and not any(not_comma in t for t in titles.values())
