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
# Signs of cheques, which count beside another of them: 陆 is in 大陆 and 参 in 参加.
FORMAL, AMBIGUOUS = "壹壱贰貳貮弐叁叄柒捌玖佰仟", "参參肆伍陆陸拾"
FURTHER = "兆廿卅卌"  # numbers that are rarely printed
DOUBLINGS = {"": 1, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5}
# Words that hold the sign of a number and say no number, from the commonest of a dictionary.
# Left out are those that may also be one: 四周 (around; four weeks), 三国 (the Three Kingdoms; three countries).
NO_NUMBERS = tuple(
    """
    一成不变 一成不變 万无一失 萬無一失 万有引力 萬有引力 万圣节 萬聖節 万物 萬物 万事 萬事 万岁 萬歲 万能 萬能 万般 萬般 万国 萬國 万民 萬民
    千家万户 千家萬戶 千辛万苦 千辛萬苦 千变万化 千變萬化 千真万确 千真萬確 千丝万缕 千絲萬縷 千军万马 千軍萬馬 千方百计 千方百計 千里迢迢
    千篇一律 千古 千斤顶 千斤頂 百姓 百货 百貨 百科 百般 百合 百叶 百葉 百度 百色 百官 百里挑一
    两者 兩者 两侧 兩側 两边 兩邊 两旁 兩旁 两岸 兩岸 两性 兩性 两极 兩極 两栖 兩棲 两难 兩難 两用 兩用 两翼 兩翼 两口子 兩口子
    两广 兩廣 两湖 兩湖 两会 兩會 两院 兩院 银两 銀兩 斤两 斤兩 模棱两可 模稜兩可 三三两两 三三兩兩
    二者 二手 二胡 二维码 二維碼 二氧化碳 独一无二 獨一無二 一分为二 一分為二 接二连三 接二連三 一干二净 一乾二淨 一清二楚 三心二意 说一不二 說一不二
    三角 三峡 三峽 三亚 三亞 三门峡 三門峽 三明治 三权 三權 三叉 三思 三维 三維 再三 三番五次 朝三暮四 丢三落四 丟三落四 说三道四 說三道四
    不三不四 举一反三 舉一反三 第三方 第三者 第三国 第三國 四川 四处 四處 四肢 四季 四面八方 四分五裂 四通八达 四通八達
    五官 五谷 五穀 五金 五台山 五角大楼 五角大樓 五星红旗 五星紅旗 五花八门 五花八門 五颜六色 五顏六色 五湖四海 五光十色 五体投地 五體投地
    六安 六合 六盘水 六盤水 七夕 七上八下 七嘴八舌 乱七八糟 亂七八糟 八卦 八达岭 八達嶺 八路军 八路軍 王八 胡说八道 胡說八道
    九江 九龙 九龍 九寨沟 九寨溝 九牛一毛 九死一生 十足 十堰 十字架 十字路口 十字军 十字軍 十全十美
    零售 零件 零食 零星 零碎 零散 零钱 零錢 零用 零工 飘零 飄零 凋零 孤零零 征兆 徵兆 预兆 預兆 前兆 吉兆 兆头 兆頭
    """.split()
)

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
    unlike=("附近", "最近", "临近", "臨近", "邻近", "鄰近", "靠近", "条约", "條約", "公约", "公約", "契约", "契約", "节约", "節約", "制约", "制約", "纽约", "紐約",
            "南非", "除非", "并非", "並非", "无不", "無不"),
    unlike_behind=("成为", "成為", "成了", "成功", "成立", "成员", "成員", "成都", "成年", "成长", "成長", "成果", "成本", "成绩", "成績", "余下", "餘下", "多样", "多樣",
                   "多边", "多邊", "十分", "多元", "多数", "多數", "十足", "百姓", "百货", "百貨", "万一", "萬一", "千方百计", "千方百計"),
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
