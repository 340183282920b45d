"""The real site with something planted in it that no build may accept."""

import re
import shutil

import pytest

from tests.conftest import Project


@pytest.fixture
def planted(real, tmp_path):
    """A copy of the real project, without what was built, to plant things in."""
    shutil.copytree(real.root, tmp_path / "project", ignore=shutil.ignore_patterns("site"))
    return Project(tmp_path / "project")


@pytest.mark.slow
def test_words_for_double_and_half_in_chinese_fail_the_build_and_their_likes_do_not(planted):
    numbers = ("两倍", "兩倍", "双倍", "雙倍", "半数", "半數", "翻番", "翻一番")
    others = "一些 统一 第一 万一 一旦 双方 两者 半岛 統一 萬一 雙方 兩者 半島".split()
    lines = [f"申请人数是{word}以上。" for word in numbers] + [f"他们说{word}如此。" for word in others]
    planted.add("docs/about.md", '\n<div lang="zh-Hans" markdown>\n\n' + "\n\n".join(lines) + "\n\n</div>\n")
    done = planted.build("-q")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    on_the_page = re.findall(r"docs/about\.md:\d+: '([^']+)' has no source", told)
    assert sorted(on_the_page) == sorted(numbers), told
