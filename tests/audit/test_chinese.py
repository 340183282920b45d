"""The audit reads Chinese, in both scripts and on a page of any language: numbers, words that only hold a number's sign, dates, hedges."""

import re
import shutil

import pytest

from factsheet.audit import audit
from factsheet.plan.messages import catalogue
from tests.audit.plantings import NUMBER
from tests.conftest import copy_toy

# A sentence with one number that has no source, and the numeral of it that the audit names.
REFUSED = {
    "有180,960人在等待。": "180,960", "湖中有5只水獭。": "5", "共有１２只水獭。": "１２", "調查記錄了十二萬隻水獺。": "十二萬", "调查记录了十二万只水獭。": "十二万",
    "共12万人申请。": "12万", "共12萬人申請。": "12萬", "总数为11万8476人。": "11万8476", "總數為11萬8476人。": "11萬8476", "支出3.2亿元。": "3.2亿",
    "支出3.2億元。": "3.2億", "那是二〇二四年的事。": "二〇二四", "百分之五的水獭离开了。": "百分之五", "百分之12.5的水獺離開了。": "百分之12.5", "三成水獭离开了。": "三成",
    "七成五的水獺留下。": "七成五", "三分之一的水獭离开了。": "三分之一", "数量是两倍。": "两倍", "數量是兩倍。": "兩倍", "数量是双倍的。": "双倍",
    "數量是雙倍的。": "雙倍", "半数水獭离开了。": "半数", "半數水獺離開了。": "半數", "一半水獭离开了。": "一半", "数量翻番。": "翻番",
    "數量翻了兩番。": "翻了兩番", "数十人看见了它。": "数十", "數十人看見了它。": "數十", "几千只水獭游走了。": "几千", "幾千隻水獺游走了。": "幾千",
    "三千多只水獭游走了。": "三千", "百余人到场。": "百", "十餘萬人到場。": "十餘萬", "成千上万的水獭。": "千", "有两个湖。": "两",
    "有兩個湖。": "兩", "它排在第二。": "二", "每年12月31日统计。": "12", "二十一些人": "二十一", "耗资壹佰元。": "壹佰",
    "大约有two million只。": "two million", "湖水少了過半。": "過半", "我们俩看见了。": "俩", "数量腰斩。": "腰斩", "增長了一倍。": "一", "上個世紀90年代。": "90",
    "每周三次巡湖。": "三", "四周内统计。": "四",
}  # fmt: skip
ACCEPTED = (
    "一些水獭离开了。", "一些水獺離開了。", "统计口径是统一的。", "統計口徑是統一的。", "这是第一次统计。", "万一下雨，就不统计。", "萬一下雨，就不統計。", "一旦被拒，可以上诉。",
    "它们一样重要。", "它們一起統計。", "这十分重要。", "千万别喂水獭。", "一个人可以出现在几年的数据里。", "一個人可以出現在幾年的數據裡。", "两者都来自同一来源。", "兩者都來自同一來源。",
    "双方都这样说。", "中国大陆的参与者陆续到来。", "中國大陸的參與者陸續到來。", "星期三统计，每月一次。", "百分比由本站计算，以百分点表示。", "四川和九龙的水獭。", "另半数据没有公布，成为问题。",
    "2020年底的统计。", "2020年6月的統計。", "自2015年至2020年。", "2015、2020年（2015—2020年）的统计。", "什么时候收拾零星物品？", "老百姓说半岛上没有水獭。", "朝鲜半岛唯一的湖进一步缩小。",
)  # fmt: skip
# What changes a number that a macro wrote, before or behind it; and what does not.
HEDGED = (
    "约{}人", "約{}人", "近{}人", "逾{}人", "超过{}人", "超過{}人", "至少{}人", "至多{}人", "不到{}人", "不足{}人", "仅{}人", "僅{}人", "大约 {} 人", "{}多人", "{}余人", "{}餘人",
    "{}左右", "{}以上", "{}以下", "{}万人", "{}萬人", "{}倍", "{}成", "{}个百分点", "负{}", "超过（{}）", "about {}人", "{} or so", "共{}%", "a{}",
)  # fmt: skip
UNHEDGED = (
    "有{}人", "共有{}人。", "（{}）人", "附近{}人", "纽约{}人", "紐約{}人", "根据公约，{}人", "条约{}人", "南非{}人", "{}成为纪录", "{}成為紀錄", "{}一直未变", "{}十分惊人", "{}百姓",
    "2020年底有{}人",
)  # fmt: skip


def planted(built_toy, folder, paragraphs, lang):
    """What the audit says of each paragraph on a page of its own, for one audit."""
    project = copy_toy(folder / "toy")
    page = built_toy.file("site/index.html").read_text("utf-8")
    site = folder / "toy" / "site"
    shutil.copytree(built_toy.file("site"), site)
    for n, text in enumerate(paragraphs):
        body = page.replace("</article>", f'<p lang="{lang}">{text}</p></article>', 1)
        body = body.replace('http://127.0.0.1:8000/"', f'http://127.0.0.1:8000/case-{n}.html"')
        (site / f"case-{n}.html").write_text(body, "utf-8")
    said = [[] for _ in paragraphs]
    for problem in audit(site, project.root).problems:
        if case := re.match(r"case-(\d+)\.html", problem.path):
            said[int(case[1])].append(str(problem))
    return dict(zip(paragraphs, said, strict=True))


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "zh"])
def test_a_number_typed_in_chinese_is_refused_on_a_built_page(lang, built_toy, tmp_path):
    said = planted(built_toy, tmp_path, list(REFUSED), lang)
    for text, numeral in REFUSED.items():
        assert any(f"'{numeral}' has no source" in problem for problem in said[text]), (text, said[text])


def test_a_sentence_in_chinese_without_a_number_is_accepted(built_toy, tmp_path):
    said = planted(built_toy, tmp_path, ACCEPTED, "zh-Hans")
    assert not {text: problems for text, problems in said.items() if problems}


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_what_changes_a_number_in_chinese_is_seen_beside_it_and_what_does_not_is_left(lang, built_toy, tmp_path):
    said = planted(built_toy, tmp_path, [text.format(NUMBER) for text in (*HEDGED, *UNHEDGED)], lang)
    changed = {
        text
        for text in (*HEDGED, *UNHEDGED)
        if any("says more than its figure" in p or "only partly within" in p for p in said[text.format(NUMBER)])
    }
    assert changed == set(HEDGED)
    # Han characters have no place in English; that is another problem.
    assert lang == "en" or not any(said[text.format(NUMBER)] for text in UNHEDGED)


def test_a_number_in_chinese_is_refused_on_a_page_in_english_too(built_toy, tmp_path):
    said = planted(built_toy, tmp_path, list(REFUSED), "en")
    for text, numeral in REFUSED.items():
        assert any(f"'{numeral}' has no source" in problem for problem in said[text]), text


def test_a_number_has_the_form_and_the_words_of_the_language_of_its_passage(built_toy, tmp_path):
    cite = '<a class="cite" data-search-exclude href="sources/#herald">[1]</a>'
    nearly = '<a href="register/#otters-2020"><data class="figure" value="3000" data-fact="otters-2020" data-source="herald">{}</data></a>'
    law = '<a href="register/#otter-law"><time class="figure" datetime="2014-07-08" data-fact="otter-law" data-source="herald">{}</time></a>'
    mark = re.search(r'<a class="cite"[^>]*#herald">\[\d+\]</a>', built_toy.file("site/index.html").read_text("utf-8"))
    cite = mark[0] if mark else cite
    shown = [
        nearly.format("近3,000"),
        law.format("2014年7月8日"),
        nearly.format("nearly 3,000"),
        law.format("8 July 2014"),
        nearly.format("约3,000"),
        nearly.format("3,000"),
    ]
    said = list(planted(built_toy, tmp_path, [f"{text}&thinsp;{cite}" for text in shown], "zh-Hans").values())
    assert said[:2] == [[], []]
    assert all(any("where data/ has" in problem for problem in problems) for problems in said[2:])


CATALOGUE = re.sub(r'"Language: en\\n"', r'"Language: zh\\n"', catalogue.ENGLISH.read_text("utf-8"))


@pytest.mark.parametrize("tag", ["zh", "de", "fr"])
def test_a_site_in_another_language_has_its_forms_of_numbers_and_dates_and_passes_its_audit(tag, toy):
    toy.edit("mkdocs.yml", "  name: material\n", f"  name: material\n  language: {tag}\n")
    path = toy.file(f"locales/{tag}/messages.po")
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE.replace("Language: zh", f"Language: {tag}"), "utf-8")
    index = toy.file("docs/index.md")
    told = '\n\n水獭是湖中的动物，有{{ figure("otters-2020") }}只；这是2020年底的统计。\n' if tag == "zh" else ""
    index.write_text(index.read_text("utf-8") + told, "utf-8")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    shown = {
        "zh": ("近3,000", "2014年7月8日", "2,400"),
        "de": ("knapp 3.000", "8. Juli 2014", "2.400"),
        "fr": ("près de 3\u202f000", "8 juillet 2014", "2\u202f400"),
    }[tag]
    text = toy.file("site/index.html").read_text("utf-8")
    assert all(f">{form}<" in text for form in shown)
