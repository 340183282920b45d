"""The workflows: what they may do, and that nothing unchecked is published."""

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from factsheet.data import settings
from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
PATHS = sorted(FOLDER.glob("*.yml"))
FLOWS = {p.stem: yaml.safe_load(p.read_text("utf-8")) for p in PATHS}
JOBS = [(flow, name, job) for flow, text in FLOWS.items() for name, job in text["jobs"].items()]
STEPS = [(flow, name, step) for flow, name, job in JOBS for step in job.get("steps", [])]
RUNS = [(flow, name, step) for flow, name, step in STEPS if "run" in step]
_uses = re.compile(r"uses: (?P<action>[\w./-]+)(?:@(?P<pin>\S+)(?P<comment>.*))?$", re.M)
_pinned = re.compile(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+")
# Run by jobs that may write: the host's own command with the repository's token, or a warning. No code of ours.
GITHUB = re.compile(r"gh release create |echo \"::warning |if test -f data/refresh\.py; ")


def triggers(flow):
    """What starts a workflow (YAML reads its key `on` as a truth value)."""
    return FLOWS[flow][True]


def needed(flow, name):
    """The jobs that have to succeed before a job starts, however far back."""
    needs = FLOWS[flow]["jobs"][name].get("needs", [])
    needs = [needs] if isinstance(needs, str) else needs
    return {*needs, *(far for near in needs for far in needed(flow, near))}


# ---------------------------------------------------------------- what they may do


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_every_action_is_pinned_to_a_commit_and_tells_its_version(path):
    for use in _uses.finditer(path.read_text("utf-8")):
        assert use["action"].startswith("./") or _pinned.fullmatch(f"@{use['pin']}{use['comment']}"), use[0]


def test_an_action_has_one_pin():
    pins = {}
    for path in PATHS:
        for use in _uses.finditer(path.read_text("utf-8")):
            pins.setdefault(use["action"], set()).add((use["pin"], use["comment"]))
    assert {action: found for action, found in pins.items() if len(found) > 1} == {}


@pytest.mark.parametrize("flow", FLOWS)
def test_a_workflow_may_do_nothing_but_what_each_job_names(flow):
    assert FLOWS[flow]["permissions"] == {}
    assert all(isinstance(job["permissions"], dict) for job in FLOWS[flow]["jobs"].values())
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(triggers(flow))
    assert FLOWS[flow]["concurrency"]["group"]


@pytest.mark.parametrize(("flow", "name", "job"), JOBS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_job_that_may_write_runs_no_code_of_the_repository(flow, name, job):
    assert "uses" in job or job["timeout-minutes"] <= 60
    if "write" in job["permissions"].values():
        for step in job["steps"]:
            assert "checkout" not in step.get("uses", "")
            assert "run" not in step or GITHUB.match(step["run"])


def test_a_pull_request_may_only_read():
    for flow in FLOWS:
        if "pull_request" in triggers(flow):
            for job in FLOWS[flow]["jobs"].values():
                assert set(job["permissions"].values()) <= {"read"}


def test_no_working_copy_is_left_with_a_token():
    for _, _, step in STEPS:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_no_step_puts_an_expression_into_a_script():
    assert [step["run"] for _, _, step in RUNS if "${{" in step["run"]] == []


# ---------------------------------------------------------------- what they do


def test_only_the_default_branch_is_deployed_whatever_its_name_and_only_after_the_check():
    assert triggers("deploy")["push"] == {"branches": ["**"]}
    jobs = FLOWS["deploy"]["jobs"]
    assert jobs["ready"]["if"] == "github.ref_name == github.event.repository.default_branch"
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert needed("deploy", "check") == {"ready"} and needed("deploy", "deploy") == {
        "ready",
        "check",
        "build",
        "attest",
    }
    assert all("if" not in jobs[name] for name in jobs.keys() - {"ready"}), "an `if` could pass over a failure"


def test_the_settings_are_looked_at_before_any_other_job_starts():
    """A placeholder for the contact, or Pages that are not enabled, end a deploy in its first minute."""
    steps = FLOWS["deploy"]["jobs"]["ready"]["steps"]
    asked = next(s for s in steps if s.get("uses", "").startswith("actions/configure-pages@"))
    assert steps[-1]["run"] == "make check"
    assert steps[-1]["env"]["SITE_URL"] == f"${{{{ steps.{asked['id']}.outputs.base_url }}}}/"


@pytest.mark.parametrize("flow", ["deploy", "release"])
def test_only_what_is_not_public_may_be_published_unsigned_and_the_run_says_so(flow):
    job = FLOWS[flow]["jobs"]["attest"]
    assert "continue-on-error" not in job and "if" not in job
    (sign,) = [s for s in job["steps"] if "attest-build-provenance" in s.get("uses", "")]
    assert sign["continue-on-error"] == "${{ github.event.repository.visibility != 'public' }}"
    (told,) = [s for s in job["steps"] if "run" in s]
    assert told["if"] == f"steps.{sign['id']}.outcome == 'failure'"
    done = subprocess.run(["bash", "-e", "-c", told["run"]], capture_output=True, text=True, check=True)
    assert re.match(r"::warning title=[^:]+::.*not signed", done.stdout)
    others = [s for f, _, s in STEPS if f == flow and s is not sign]
    assert all("continue-on-error" not in s for s in others)


def test_a_failed_build_ends_before_anything_is_uploaded():
    steps = FLOWS["deploy"]["jobs"]["build"]["steps"]
    built = next(i for i, s in enumerate(steps) if s.get("run") == "make site")
    uploads = [i for i, s in enumerate(steps) if "upload" in s.get("uses", "")]
    assert uploads and min(uploads) > built
    assert all("continue-on-error" not in s and "if" not in s for s in steps)


def test_the_deploy_builds_for_the_address_that_pages_gives():
    steps = FLOWS["deploy"]["jobs"]["build"]["steps"]
    site = next(s for s in steps if s.get("run") == "make site")
    asked = next(s for s in steps if s.get("uses", "").startswith("actions/configure-pages@"))
    assert site["env"]["SITE_URL"] == f"${{{{ steps.{asked['id']}.outputs.base_url }}}}/"


def test_what_is_not_on_the_way_to_a_deploy_cannot_stop_one():
    for flow in ("links", "canary"):
        assert set(triggers(flow)) == {"schedule", "workflow_dispatch"}
        assert all(flow not in str(job.get("uses")) for _, _, job in JOBS)


def test_one_job_stands_for_all_others():
    jobs = FLOWS["check"]["jobs"]
    assert set(jobs["check"]["needs"]) == jobs.keys() - {"check"} and jobs["check"]["if"] == "always()"


@pytest.mark.parametrize(
    ("results", "passes"),
    [("success success", True), ("success failure success", False), ("skipped success", False), ("cancelled", False)],
)
def test_the_required_job_passes_only_if_every_other_has(results, passes):
    (step,) = FLOWS["check"]["jobs"]["check"]["steps"]
    done = subprocess.run(["bash", "-e", "-c", step["run"]], env=os.environ | {"RESULTS": results}, check=False)
    assert (done.returncode == 0) == passes


# ---------------------------------------------------------------- tools that know more


def zizmor(root):
    """What zizmor finds in a copy of the workflows, with everything it can find without the network."""
    command = [
        Path(sysconfig.get_path("scripts")) / "zizmor",
        "--offline",
        "--strict-collection",
        "--persona",
        "auditor",
        ".",
    ]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", ""),
        ("permissions: {}\n", "permissions: write-all\n", "excessive-permissions"),
        ("actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2", "actions/checkout@v6", "unpinned-uses"),
        ("run: make check", 'run: echo "${{ github.event.pull_request.title }}"', "template-injection"),
        ("  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
        ("    runs-on: ubuntu-24.04\n", "    runs_on: ubuntu-24.04\n", "runs_on"),
    ],
    ids=lambda v: "",
)
def test_the_workflows_have_nothing_that_zizmor_knows_and_it_would_say_so(tmp_path, old, new, told):
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    check = tmp_path / ".github/workflows/check.yml"
    text = check.read_text("utf-8")
    assert old in text
    check.write_text(text.replace(old, new, 1), "utf-8")
    done = zizmor(tmp_path)
    assert (done.returncode == 0) == (not told) and told in done.stdout + done.stderr, done.stdout + done.stderr


# ---------------------------------------------------------------- releases


def test_the_engine_is_published_on_the_index_only_if_the_owner_says_so_and_after_its_release():
    job = FLOWS["engine"]["jobs"]["index"]
    assert job["if"] == "vars.PACKAGE_INDEX == 'pypi'" and job["environment"] == {"name": "pypi"}
    assert needed("engine", "index") == {"check", "build", "attest", "release"}
    assert job["permissions"] == {"id-token": "write"} and "password" not in str(job)
    told = (ROOT / "MAINTAINING.md").read_text("utf-8")
    assert all(f"`{word}`" in told for word in ("engine.yml", "pypi", "PACKAGE_INDEX"))


def test_an_edition_is_kept_once_and_for_good():
    assert all(
        re.fullmatch(r"data-(\[0-9\]){4}-(\[0-9\]){2}-(\[0-9\]){2}", t) for t in triggers("release")["push"]["tags"]
    )
    assert needed("release", "publish") == {"check", "build", "attest"}
    (step,) = [s for f, n, s in RUNS if (f, n) == ("release", "publish")]
    assert "--clobber" not in step["run"] and "upload" not in step["run"] and "--verify-tag" in step["run"]


# ---------------------------------------------------------------- what is documented


def test_security_is_reported_to_the_address_on_every_page():
    contact = settings.load(ROOT)["extra"]["contact"]
    assert contact in (ROOT / "SECURITY.md").read_text("utf-8")
