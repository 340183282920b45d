"""The live site: a mistake never kills it, the page says what is wrong, and saving the fix clears it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


class Server:
    """`mkdocs serve` on a free port, with the engine at `engine`, or with the one in the project's folder."""

    def __init__(self, project, *options, engine=ROOT):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = (project.root / "serve.log").open("w+")
        environment = os.environ | {"PYTHONPATH": str(engine or ""), "NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}", *options]
        self.process = subprocess.Popen(command, cwd=project.root, env=environment, stdout=self.log, stderr=self.log)

    def said(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read()

    def page(self, path=""):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=300) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()
        except TimeoutError:
            raise AssertionError(f"a request for /{path} hangs; the server says:\n{self.said()}") from None
        except OSError:  # it does not listen yet, or no longer
            return ""

    def until(self, told, path="", seconds=600):
        """The page, once `told` is true of it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the server died:\n{self.said()}"
            page = self.page(path)
            if page and told(page):
                return page
            time.sleep(0.2)
        raise AssertionError(f"waited in vain; the server says:\n{self.said()}")

    def says(self, text, seconds=600):
        """Wait until its log has a text: what a page shows is listed there once the page is audited."""
        end = time.monotonic() + seconds
        while text not in self.said():
            assert time.monotonic() < end, f"waited in vain for {text!r}; the server says:\n{self.said()}"
            time.sleep(0.2)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
        self.log.close()


@pytest.fixture
def serve(toy):
    servers = []

    def start(*options):
        servers.append(Server(toy, *options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


def test_a_mistake_on_a_page_shows_a_box_and_saving_the_fix_clears_it(serve, toy):
    server = serve()
    server.until(lambda p: "Otters of the land" in p and 'class="problem"' not in p)
    toy.edit("docs/index.md", 'figure("dens-2020")', 'figure("denz-2020")')
    page = server.until(lambda p: 'class="problem"' in p)
    assert "unknown fact" in page and "dens-2020" in page
    server.says("docs/index.md:12: unknown fact 'denz-2020'. Did you mean 'dens-2020'")
    toy.edit("docs/index.md", 'figure("denz-2020")', 'figure("dens-2020")')
    server.until(lambda p: 'class="problem"' not in p and "12.30" in p)


def test_mistakes_in_jinja_and_data_never_kill_it(serve, toy):
    server = serve()
    server.until(lambda p: "Otters of the land" in p)
    toy.edit("docs/index.md", "# Otters of the land", "# Otters of the land\n\n{{ figure( }}")
    server.until(lambda p: "Jinja cannot read the page" in p)
    toy.edit("docs/index.md", "{{ figure( }}", "")
    server.until(lambda p: 'class="problem"' not in p)
    toy.edit("data/figures.csv", "births-2020,survey-2022,410", "births-2020,survey-2022,many")
    page = server.until(lambda p: 'class="problem"' in p)
    assert "many" in page and "figures.csv" in page
    toy.edit("data/figures.csv", "births-2020,survey-2022,many", "births-2020,survey-2022,412")
    server.until(lambda p: 'class="problem"' not in p and ">412</data>" in p)
    server.until(lambda p: ">412</data>" in p, "register/births/")


def test_a_first_build_with_a_mistake_still_serves(serve, toy):
    toy.edit("docs/index.md", 'figure("dens-2020")', 'figure("denz-2020")')
    toy.file("data/charts.yml").write_text("a: [")
    server = serve("--clean")
    server.until(lambda p: 'class="problem"' in p)


def test_no_page_and_no_file_keeps_a_stale_figure(serve, toy):
    """One cell is edited: every page that shows it, the register, the published data and the chart follow."""
    toy.add("docs/index.md", '\n{{ chart("years") }}\n')
    toy.file("docs/other.md").write_text('# Other page\n\nThere were {{ figure("otters-2015") }} otters.\n')
    server = serve()
    places = (
        "",
        "other/",
        "register/otters/",
        "data/figures.csv",
        "data/figures.json",
        "charts/years.csv",
        "charts/years.svg",
    )
    for place in places:
        server.until(lambda p: "1,200" in p or "1200" in p, place)
    toy.edit("data/figures.csv", "otters-2015,survey-2022,1200", "otters-2015,survey-2022,1357")
    toy.edit("data/facts.yml", "  period: 2015-12-31\n  place: WLD\n", WHY)
    for place in places:
        server.until(lambda p: "1,357" in p or "1357" in p, place)
    # The newspaper's figure of the same fact is another, and stays.
    for place in ("", "other/", "charts/years.csv"):
        page = server.page(place)
        kept = [line for line in page.splitlines() if "1,200" in line or "1200" in line]
        assert all("about 1,200" in line or "gazette" in line for line in kept), (place, kept)
    assert 'value="1357" data-fact="otters-2015" data-source="survey-2022"' in server.page("register/otters/")


WHY = """\
  period: 2015-12-31
  place: WLD
  show: survey-2022
  because: The survey counts; the paper rounds another count.
  weighed: [survey-2022, gazette]
"""
