"""The gallery: the examples as sites of their own, and where another group hears of them."""

import importlib.util
import re

import pytest

from tests.conftest import ROOT
from tests.repository.documents import MAINTAINING, section

spec = importlib.util.spec_from_file_location("gallery", ROOT / ".ci" / "gallery.py")
gallery = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gallery)


@pytest.mark.slow
def test_an_example_is_built_and_its_page_leads_to_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert gallery.main(["eagles", "--to", str(tmp_path)]) == 0
    page = (tmp_path / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert links == ["eagles/index.html"] and all((tmp_path / link).is_file() for link in links)
    assert (tmp_path / "eagles/fact-sheet.zip").is_file()


def test_a_build_that_fails_ends_it(tmp_path, monkeypatch):
    monkeypatch.setattr(gallery, "built", lambda name, to: 1)
    assert gallery.main(["--to", str(tmp_path)]) == 1 and not (tmp_path / "index.html").exists()


def test_an_unknown_example_is_refused_with_those_known(capsys):
    with pytest.raises(SystemExit) as left:
        gallery.main(["otters"])
    assert left.value.code == 2 and "eagles" in capsys.readouterr().err


def test_another_group_is_led_to_every_example():
    linked = re.findall(r"\(examples/(\w+)/README\.md\)", section(MAINTAINING, "Gallery"))
    assert sorted(linked) == gallery.EXAMPLES
