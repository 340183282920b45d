"""The workflows: what they may do, that nothing unchecked is published, and that their steps run from a clean clone."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from factsheet.cli import kit
from factsheet.data import settings
from tests import kept
from tests.conftest import ROOT
from tests.repository.test_docs import engine_commands, targets

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


# ---------------------------------------------------------------- their steps, from a clean clone


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
