"""Renderings of quotations, as the audit meets them on a page."""

from types import SimpleNamespace

from selectolax.lexbor import LexborHTMLParser

from factsheet.audit import renderings


def test_a_rendering_where_the_language_keeps_none_is_a_problem_and_ends_no_audit():
    """As when a whole site, translations and all, is audited as if it were in one language."""
    kept = SimpleNamespace(language="en", folder=SimpleNamespace(figures=[], claims=[]), claims={})
    page = (
        '<article><span class="rendering" data-fact="otters-2020" data-source="herald">译文：约三千只</span></article>'
    )
    (found,) = renderings.problems("zh-Hans/index.html", LexborHTMLParser(page), kept)
    assert "'译文：约三千只' of 'otters-2020@herald' is none that 'en' keeps" in found.what
    assert "Audit the pages of a translation with its settings" in found.fix
