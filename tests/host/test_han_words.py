"""Chinese in the search index: a word is the same in every sentence, and in both scripts."""

import pytest

from factsheet.host import han_words


def divided(text, traditional=False):
    entry = {"title": text, "text": f"<p>{text} 12</p>"}
    han_words.divide([entry], traditional)
    assert entry["text"].replace(han_words.GAP, "") == f"<p>{text} 12</p>".replace(han_words.GAP, "")
    return entry["title"].split(han_words.GAP)


@pytest.mark.parametrize(
    ("text", "traditional", "words"),
    [
        ("来自中国的难民", False, ["来自", "中国", "的", "难民"]),
        ("來自中國的難民", True, ["來自", "中國", "的", "難民"]),
        ("來\u200b自中國\u200b的\u200b難民", True, ["來自", "中國", "的", "難民"]),  # as the theme has divided it
        ("寻求庇护", False, ["寻求", "庇护"]),
        ("各湖的水獭", False, ["各", "湖", "的", "水獭"]),  # no word that jieba only guesses at
        ("otters", False, ["otters"]),
    ],
)
def test_it_is_divided_into_words_of_the_dictionary(text, traditional, words):
    assert divided(text, traditional) == words
