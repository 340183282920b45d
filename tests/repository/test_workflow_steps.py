"""The steps of the workflows, run from a clean clone: here, and in a new fact-sheet."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from factsheet.cli import kit
from tests import kept
from tests.conftest import ROOT
from tests.repository.documents import engine_commands, targets
from tests.repository.test_workflows import GITHUB, RUNS, STEPS


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The last commit as a runner checks it out, with this environment in place of the one it would make."""
    root = tmp_path_factory.mktemp("clean") / "clone"
    if subprocess.run(["git", "clone", "-q", str(ROOT), str(root)], check=False, capture_output=True).returncode:
        pytest.skip("not a clone: there is no commit to check out")
    (root / ".venv").symlink_to(sys.prefix)
    return root


def run(step, clone, **extra):
    """Run a step's script as the runner does, but for the packages, which are there."""
    script = re.sub(r"^make ", "make -o .venv/site -o .venv/dev ", step["run"])
    summary = clone.parent / "summary"
    environment = os.environ | {"GITHUB_STEP_SUMMARY": str(summary)} | extra
    with kept.lent(clone):
        return subprocess.run(
            ["bash", "-e", "-c", script], cwd=clone, env=environment, capture_output=True, text=True, check=False
        )


def test_every_step_is_a_command_that_anyone_can_run():
    known = targets(ROOT) | engine_commands()
    for _, name, step in RUNS:
        words = re.match(r"(?:make(?: --silent)?|\.venv/bin/python -m factsheet) ([a-z]+)", step["run"])
        # A fact sheet may have a script of its own, which the step runs only where it stands.
        script = re.match(r"if test -f (data/\w+\.py); then \.venv/bin/python \1 ", step["run"])
        assert name == "check" or GITHUB.match(step["run"]) or script or (words and words[1] in known), step["run"]


def test_the_data_are_checked_from_a_clean_clone(clone):
    (step,) = [s for f, n, s in RUNS if (f, n) == ("check", "data")]
    done = run(step, clone)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_site_is_built_from_a_clean_clone_under_the_address_it_is_given(clone):
    step = next(s for f, n, s in RUNS if (f, n) == ("check", "build") and s["run"].startswith("make site"))
    done = run(step, clone, **step["env"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert f'href="{step["env"]["SITE_URL"]}register/"' in (clone / "site/register/index.html").read_text("utf-8")
    hidden = [p for p in (clone / "site").rglob("*") if p.name.startswith(".")]
    assert hidden == [], "Pages' upload leaves hidden files out"
    assert subprocess.check_output(["git", "status", "--porcelain"], cwd=clone, text=True).strip() in ("", "?? .venv")


@pytest.mark.slow
def test_everything_that_is_kept_or_signed_is_in_the_built_site(clone):
    """Runs after the build from a clean clone; a file that is not there would end the run at the upload."""
    for flow in ("deploy", "release"):
        (paths,) = [
            step["with"]["path"].split()
            for f, _, step in STEPS
            if f == flow and step.get("uses", "").startswith("actions/upload-artifact@")
        ]
        assert paths and [p for p in paths if not list(clone.glob(p))] == []
        (sign,) = [s for f, n, s in STEPS if (f, n) == (flow, "attest") and "subject-path" in s.get("with", {})]
        assert sign["with"]["subject-path"].split() == [p.removeprefix("site/") for p in paths[:2]]
    kept = {p.name for path in paths for p in clone.glob(path)}
    assert kept >= {"trace.json", "figures.csv", "fact-sheet.zip", "SHA256SUMS"}


def test_a_pull_request_is_told_what_it_changes(clone):
    (step,) = [s for f, n, s in RUNS if (f, n) == ("check", "build") and "diff" in s["run"]]
    done = run(step, clone, BASE="HEAD~1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (clone.parent / "summary").read_text("utf-8").startswith("# What has changed since")
    assert run(step, clone, BASE="0" * 40).returncode != 0


def test_a_placeholder_ends_the_deploy_of_a_clean_clone_before_its_tests(clone):
    """Whatever the contact of this repository is: its owner sets it, and a fork's sets another."""
    (step,) = [s for f, n, s in RUNS if (f, n) == ("deploy", "ready")]
    settings_file = clone / "mkdocs.yml"
    before = settings_file.read_text("utf-8")
    for contact, code in (("otter@example.org", 2), ("otter@lakeland-survey.net", 0)):
        settings_file.write_text(re.sub(r"(?m)^  contact: \S+", f"  contact: {contact}", before), "utf-8")
        done = run(step, clone, SITE_URL="https://otters.github.io/sheet/")
        assert done.returncode == code and ("reaches nobody" in done.stderr) == (code > 0), done.stderr
    settings_file.write_text(before, "utf-8")


# ---------------------------------------------------------------- the same in a new fact-sheet


@pytest.fixture(scope="module")
def new_clone(begun, tmp_path_factory):
    """A new fact-sheet as a runner checks it out, on a branch that is not main, under git for the first time."""
    origin = shutil.copytree(begun, tmp_path_factory.mktemp("new") / "origin")
    who = ["-c", "user.name=Otter", "-c", "user.email=otter@example.org", "-c", "init.defaultBranch=trunk"]
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["commit", "-qm", "Begin"],
        ["commit", "-qm", "Go on", "--allow-empty"],
    ):
        subprocess.run(["git", *who, *command], cwd=origin, check=True, capture_output=True)
    root = origin.parent / "clone"
    subprocess.run(["git", "clone", "-q", str(origin), str(root)], check=True, capture_output=True)
    (root / ".venv").symlink_to(sys.prefix)
    return root


@pytest.mark.slow
def test_every_step_of_its_workflows_that_can_run_here_is_green_from_a_clean_clone(new_clone, engine):
    """But for what needs the network, a tag, or the code host."""
    flows = [name for name in kit.SHARED if name.endswith(".yml")]
    ran = []
    for name in flows:
        for job in yaml.safe_load((new_clone / name).read_text("utf-8"))["jobs"].values():
            for step in (s for s in job.get("steps", []) if s.get("run", "").startswith(("make", ".venv"))):
                if any(word in step["run"] for word in ("links", "seen", "refresh")):
                    continue
                values = {key: str(value) for key, value in step.get("env", {}).items()}
                values |= {"SITE_URL": "https://example.org/sheet/"} if "steps." in values.get("SITE_URL", "") else {}
                values |= {"BASE": "HEAD~1"} if "BASE" in values else {}
                done = run(step, new_clone, PYTHONPATH=str(engine), **values)
                assert done.returncode == 0, (step["run"], done.stdout, done.stderr)
                ran.append(step["run"])
    assert {"make check", "make test", "make site"} <= {one.partition(" FORMAT=")[0] for one in ran} and any(
        "diff" in one for one in ran
    )
    status = subprocess.check_output(["git", "status", "--porcelain"], cwd=new_clone, text=True).split("\n")
    assert [line for line in status if line and line != "?? .venv"] == []


def test_its_ci_runs_what_its_workflows_run(new_clone):
    script = (new_clone / ".ci/run").read_text("utf-8")
    assert [line for line in script.splitlines() if line.startswith("make ")] == [
        "make check",
        "make site",
        "make test",
    ]
    done = subprocess.run(["bash", "-n", ".ci/run"], cwd=new_clone, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("name", [n for n in kit.SHARED if "workflows" in n])
def test_a_workflow_that_new_fact_sheets_share_says_nothing_of_this_one(name):
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"\bmain\b|engine|zizmor|ruff|examples", text), name
    known = targets(kit.SCAFFOLD)
    assert set(re.findall(r"run: make (?:--silent )?(\w+)", text)) <= known
