"""The language of 简体中文 and 繁體中文: each word in both scripts, for one text may quote the other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factsheet.text.languages.table import Language, Writing

DIGITS = {
    sign: n
    for n, signs in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
DOUBLINGS = {"": 1, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5}

LANGUAGE = Language(
    tag="zh",
    # Digits in full: 118,476 and never 11.8万, which is another number.
    writing=Writing(
        day="{y}年{n}月{d}日", month="{y}年{n}月", space="", between=("介于", "与", "之间"), to="至", both=True, times="倍",
        rate="每{base}中{value}", units={"%": "百分比", "times": "倍数（比值）", "date": "日期"},
    ),
    numbers=DIGITS,
    scales={**TENS, **SCALES},
    several=("数", "數", "几", "幾", "若干", "好几", "好幾", "成"),
    multiples={"一半": Decimal("0.5")},
    times=("倍",),
    percent=("个百分点", "個百分點"),
    minus=("负", "負", "零下"),
    falls=("下降", "下跌", "减少", "減少", "萎缩", "萎縮", "收缩", "收縮", "跌", "降"),
    reached=("至", "到"),
    dates=(r"{y} ?年 ?{n} ?月 ?{d} ?[日号號]", r"{y} ?年 ?{n} ?月", r"{y} ?年(?!代)", r"{n} ?月 ?{d} ?[日号號]"),
    time=("年", "个月", "個月", "天", "周", "週", "小时", "小時", "分钟", "分鐘", "岁", "歲"),
    named=("第",),
    before={
        "about": ("约", "約", "大约", "大約", "大概", "约莫", "約莫", "估计", "估計", "大致"),
        "nearly": ("近", "接近", "将近", "將近", "几乎", "幾乎", "差不多", "逼近"),
        "more-than": ("逾", "超过", "超過", "超", "多于", "多於", "高于", "高於", "突破"),
        "at-least": ("至少", "不少于", "不少於", "不低于", "不低於", "起码", "起碼", "最少"),
        "at-most": ("至多", "最多", "不超过", "不超過", "少于", "少於", "不到", "不足", "低于", "低於"),
    },
    behind={
        "about": ("左右", "上下"),
        "more-than": ("多", "余", "餘"),
        "at-least": ("以上",),
        "at-most": ("以下", "以内", "以內"),
    },
    changes=("不", "非", "负", "負", "仅", "僅", "又", "另"),
    units=("倍", "成", "个百分点", "個百分點"),
    spans=(("", "至"), ("", "到")),
    per=("每",),
    change=("从", "從", "由"),
    credits=(
        "(?:根据|根據|据|據|来自|來自|引述|援引|引用){x}",
        "{x}的?(?:数据|數據|统计|統計|报告|報告|资料|資料)",
        "{x}[^，。；,;]{0,6}(?:说|說|称|稱|表示|指出|公布|发布|發布|估计|估計|报道|報道|显示|顯示)",
    ),
)  # fmt: skip

# What the site itself writes in 繁體中文; it reads both scripts in either.
TRADITIONAL = replace(
    LANGUAGE,
    writing=replace(
        LANGUAGE.writing, between=("介於", "與", "之間"), units={"%": "百分比", "times": "倍數（比值）", "date": "日期"}
    ),
    before={**LANGUAGE.before, "about": tuple(sorted(LANGUAGE.before["about"], key="約".__ne__))},
)
