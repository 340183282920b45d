"""What a project keeps for a language, and what `check` says of it at its line."""

import pytest

from factsheet import data
from factsheet.cli.main import main
from factsheet.data import labels, locales
from factsheet.text.scripts import Script
from tests.translated import message, translate


@pytest.fixture
def several(toy):
    return translate(toy)


def told(project, capsys):
    """The exit code of `check`, and what it says of the translation."""
    capsys.readouterr()
    code = main(["--root", str(project.root), "check"])
    out = capsys.readouterr()
    return code, [line for line in (out.out + out.err).splitlines() if line.startswith(("locales/", "mkdocs.zh"))]


def test_a_missing_label_is_a_note_at_its_file(several, capsys):
    several.edit("locales/zh-Hans/labels/measures.po", "水獭", "")
    code, lines = told(several, capsys)
    assert code == 0
    assert [
        line
        for line in lines
        if line.startswith("locales/zh-Hans/labels/measures.po")
        and "'otters.label' has no label in 'zh-Hans', and 14 more of measures.yml" in line
    ]


def test_a_label_of_another_english_text_is_a_note_at_its_line(several, capsys):
    path = "locales/zh-Hans/labels/measures.po"
    line = several.file(path).read_text("utf-8").splitlines().index('msgid "Otters seen on the day."') + 1
    several.edit("data/measures.yml", "Otters seen on the day.", "Otters counted on the day.")
    code, lines = told(several, capsys)
    assert code == 0
    assert [
        x
        for x in lines
        if x.startswith(f"{path}:{line}: the English of 'otters.definition' has changed") and "counted" in x
    ], lines


@pytest.mark.parametrize("number", ["17", "十七", "两倍"])
def test_a_label_with_a_number_is_a_problem_at_its_line(several, capsys, number):
    path = "locales/zh-Hans/labels/places.po"
    several.edit(path, "北湖", f"北湖{number}")
    line = several.file(path).read_text("utf-8").splitlines().index('msgid "North Lake"') + 1
    code, lines = told(several, capsys)
    assert code == 1 and [x for x in lines if x.startswith(f"{path}:{line}: ") and "a number without a source" in x], (
        lines
    )


@pytest.mark.parametrize(
    ("added", "what"),
    [
        (message("otter.label", "Otters", "水獭"), "the label 'otter.label' belongs to no text of data/measures.yml. Did you mean 'otters.label'"),
        (message("", "Beavers", "河狸"), "no entry of data/measures.yml has the text 'Beavers'"),
        ("what is this\n", "the labels cannot be read"),
    ],
)  # fmt: skip
def test_a_label_of_nothing_is_a_problem(several, capsys, added, what):
    several.add("locales/zh-Hans/labels/measures.po", added)
    code, lines = told(several, capsys)
    assert code == 1 and [x for x in lines if x.startswith("locales/zh-Hans/labels/measures.po") and what in x], lines


def test_a_page_that_translates_none_and_a_heading_without_an_anchor_are_problems(several, capsys):
    several.file("locales/zh-Hans/docs/indx.md").write_text("# 水獭\n", "utf-8")
    several.edit("locales/zh-Hans/docs/index.md", "# 水獭 { #otters-of-the-land }", "# 水獭")
    code, lines = told(several, capsys)
    assert code == 1
    assert [
        x
        for x in lines
        if x.startswith("locales/zh-Hans/docs/indx.md: there is no page 'indx.md'") and "'index.md'" in x
    ], lines
    assert [x for x in lines if x.startswith("locales/zh-Hans/docs/index.md:6: the heading '水獭' has no anchor")], (
        lines
    )


def test_a_page_with_other_numbers_than_its_original_is_a_note(several, capsys):
    assert not [x for x in told(several, capsys)[1] if "the numbers are not those" in x]
    several.edit("docs/index.md", '{{ figure("births-2020") }}', "many")
    several.edit("docs/index.md", '{{ cite("gazette") }}', '{{ cite("herald") }}')
    code, lines = told(several, capsys)
    note = [
        x for x in lines if x.startswith("locales/zh-Hans/docs/index.md:1: the numbers are not those of docs/index.md")
    ]
    assert code == 0 and len(note) == 1
    for part in ("lacks cite('herald')", "has cite('gazette') besides", "has figure('births-2020') besides"):
        assert part in note[0]


def test_a_word_of_a_made_language_without_another_is_a_problem_at_its_line(several):
    several.add("locales/zh-Hant/terms.yml", "网站:\n")
    problems: list = []
    locales.terms(several.root, "zh-Hant", problems)
    assert [str(p) for p in problems] == [
        "locales/zh-Hant/terms.yml:2: '网站' has no word in 'zh-Hant'. Write one behind the colon, or delete the line."
    ]


# ---------------------------------------------------------------- our renderings of quotations

NEARLY = message("otters-2020@herald.quote", "nearly 3,000", "将 {figure}")


def rendering(project, text):
    """Say a quotation in the language; the line at which that stands."""
    path = project.file("locales/zh-Hans/labels/figures.po")
    path.write_text('msgid ""\nmsgstr ""\n\n' + NEARLY.replace("将 {figure}", text), "utf-8")
    return path.read_text("utf-8").splitlines().index('msgid "nearly 3,000"') + 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("三千只", "the rendering of 'otters-2020@herald' names its figure 0 times"),
        ("{figure} {figure}", "the rendering of 'otters-2020@herald' names its figure 2 times"),
        ("3,000 {figure}", "'3,000' in the rendering of 'otters-2020@herald': a number without a source"),
        ("2020年 {figure}", "'2020' in the rendering of 'otters-2020@herald': a number without a source"),
        ("{figure}，{otters-2020@heral}", "names 'otters-2020@heral', which is no figure. Did you mean 'otters-2020@herald'"),
    ],
)  # fmt: skip
def test_a_rendering_with_a_number_of_its_own_is_a_problem_at_its_line(several, capsys, text, what):
    line = rendering(several, text)
    code, lines = told(several, capsys)
    assert code == 1 and [x for x in lines if x.startswith(f"locales/zh-Hans/labels/figures.po:{line}: ") and what in x], lines  # fmt: skip


def test_a_label_that_stands_twice_is_a_problem_at_its_second_line(several, capsys):
    path = several.file("locales/zh-Hans/labels/measures.po")
    again = path.read_text("utf-8") + '\nmsgctxt "otters.label"\nmsgid "Otters"\nmsgstr "海獭"\n'
    path.write_text(again, "utf-8")
    line = len(again.splitlines()) - 2
    code, lines = told(several, capsys)
    assert code == 1 and [x for x in lines if x.startswith(f"locales/zh-Hans/labels/measures.po:{line}: the label 'otters.label' stands there again")], lines  # fmt: skip


def test_a_rendering_may_name_its_figure_and_others(several, capsys):
    rendering(several, "{figure}，{otters-2015@gazette}")
    assert told(several, capsys)[0] == 0


@pytest.mark.parametrize(
    ("text", "quotation", "left"),
    [
        ("过去三年逐年上升", "rising over the past three years", []), ("过去四年逐年上升", "rising over the past three years", ["四"]),
        ("2012年为 {figure}", "12,362 in 2012", []), ("2013年为 {figure}", "12,362 in 2012", ["2013"]),
        ("是十年前的{figure}", "more than double that a decade ago", []), ("是二十年前的{figure}", "double that a decade ago", ["二十"]),
        ("12,362 人", "12,362 in 2012", ["12,362"]), ("三只", "three years", ["三"]),
    ],
)  # fmt: skip
def test_only_years_and_spans_of_time_of_the_quotation_stand_in_a_rendering_as_they_are(text, quotation, left):
    assert labels.loose(text, quotation, "zh-Hans") == left


def test_a_quotation_in_the_language_itself_needs_no_rendering(several):
    several.edit("data/sources.yml", "  - id: gazette\n", "  - id: gazette\n    language: zh\n")
    folder = data.read(several.root / "data", several.root)
    wanted = {labels.context(entry, key) for _, entry, key, _ in labels.texts(folder, "zh-Hans")}
    assert "otters-2020@herald.quote" in wanted and "otters-2015@gazette.quote" not in wanted


def test_what_a_source_calls_its_figure_is_said_in_the_language(several):
    from factsheet import model

    several.edit("data/figures.csv", "kind=flow,survey-note", "kind=flow;status=preliminary,survey-note")
    rendering(several, "将 {figure}")
    several.add(
        "locales/zh-Hans/labels/figures.po", message("otters-2020@herald.worded.status", "preliminary", "初步数字")
    )
    folder = data.read(several.root / "data", several.root)
    figures = model.build(locales.load(several.root, "zh-Hans", folder).folder(folder)).figures
    assert dict(figures["otters-2020@herald"].worded) == {"kind": "flow", "status": "初步数字"}


# ---------------------------------------------------------------- the command that enters what is to be translated


def test_the_command_enters_what_is_new_and_keeps_what_is_translated(several, capsys):
    several.edit("data/measures.yml", "Otters seen on the day.", "Otters counted on the day.")
    root = str(several.root)
    assert main(["--root", root, "labels", "zh-Hans"]) == 0
    text = several.file("locales/zh-Hans/labels/measures.po").read_text("utf-8")
    assert 'msgctxt "otters.label"\nmsgid "Otters"\nmsgstr "水獭"' in text
    assert (
        '#, fuzzy\nmsgctxt "otters.definition"\nmsgid "Otters counted on the day."\nmsgstr "当日所见的水獭。"' in text
    )
    assert 'msgctxt "births.label"\nmsgid "Otter births"\nmsgstr ""' in text
    before = {p: p.read_bytes() for p in several.file("locales").rglob("*.po")}
    assert main(["--root", root, "labels", "zh-Hans"]) == 0
    assert before == {p: p.read_bytes() for p in several.file("locales").rglob("*.po")}
    assert main(["--root", root, "labels", "zh-Hant"]) == 1
    assert "'zh-Hant' is made from 'zh-Hans'" in capsys.readouterr().err
    held = labels.read(several.root, "zh-Hans")
    folder = data.read(several.root / "data", several.root)
    stale = [p for p in labels.faults(folder, held) if "has changed" in p.what]
    assert len(stale) == 1 and stale[0].note


def test_the_command_never_takes_the_label_of_one_text_for_that_of_another(several):
    """Texts that stand in several entries have no context: another of those is no older wording of theirs."""
    held = labels.read(several.root, "zh-Hans")
    assert held.of("measures", "", "otters").text == "只"
    assert held.of("measures", "", "another text of several entries") is None


def test_facts_are_called_by_measure_place_and_period_where_they_have_no_label(several):
    from factsheet import model
    from factsheet.plan import messages

    folder = data.read(several.root / "data", several.root)
    spoken, problems = messages.load("zh-Hans", several.root)
    assert problems == ()
    facts = model.build(locales.load(several.root, "zh-Hans", folder).folder(folder), spoken.label).facts
    assert facts["otters-2020-north"].label == "水獭，北湖，2020年底"
    english = {f.id: f.text("label") for f in folder.facts}
    assert english["otters-2020-north"] == "Otters in North Lake, end of 2020"


# ---------------------------------------------------------------- one language made from another

TERMS = """寻求庇护者 尋求庇護者 庇护申请 庇護申請 难民 難民 类似难民境况 類似難民境況 待决 待決 首次申请 首次申請 重复申请 重複申請 上诉 上訴
被驳回 被駁回 补充保护 補充保護 重新安置 重新安置 原籍国 原籍國 庇护国 庇護國 无国籍者 無國籍者 数据 數據 发布 發布 程序 程序""".split()


def test_the_converter_sets_the_quotation_marks_of_the_script():
    assert Script("zh-Hant").text("所说的“难民”") == "所說的「難民」"
    assert (
        Script("zh-Hant").text("打印文件、阅读、启动、卫生") == "列印檔案、閱讀、啟動、衛生"
    )  # as both of its places write
    assert Script("zh-Hant").page('<q lang="en">“a”</q>“难”') == '<q lang="en">“a”</q>「難」'


def test_the_converter_writes_the_words_of_the_terms_table():
    script = Script("zh-Hant")
    for simplified, traditional in zip(TERMS[::2], TERMS[1::2], strict=True):
        assert script.text(simplified) in traditional, simplified


@pytest.mark.parametrize(
    "kept",
    [
        '{{ figure("数据") }}', "`数据`", "```\n数据\n```", '<span lang="zh-Hans">数据</span>', "[數據](数据.md)", "{ #数据 }", "<https://数据.example>",
        "Simplified 联合早报",
    ],
)  # fmt: skip
def test_what_is_quoted_or_said_to_machines_is_not_converted(kept):
    script = Script("zh-Hant", {"网络": "網路"}, ("联合早报",))
    assert script.page(f"网络 {kept} 难民") == f"網路 {kept} 難民"
    assert Script("zh-Hans").page(f"网络 {kept}") == f"网络 {kept}"
