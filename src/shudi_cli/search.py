"""查找: items ranked by how well they answer a few words, tolerant of how people really say things.

A word is taken apart into pairs of neighbouring characters. An item answers a word when it holds enough
of its pairs; a pair counts the more, the fewer items hold it and the more prominent the place (the name
before the duties). So 渣土车遗撒 is found in 渣土车等运输车辆遗撒, and words of another trade find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, log

from shudi_cli.matching import skeleton
from shudi_cli.model import Domain, DutyList, Item

#: Characters people write for one another in the words of this trade.
_SAME = str.maketrans("洒漏帐藉凃杆狗砂", "撒露账借涂秆犬沙")
#: What people say → what lists write. Both are looked for.
_SAYINGS = {
    "城管": "综合行政执法", "环保": "生态环境", "国土": "自然资源", "12315": "市场监督管理投诉",
    "撒漏": "遗撒泄露", "抛洒": "遗撒", "摆摊": "流动摊点", "地摊": "流动摊点", "违建": "违法建设",
    "违章建筑": "违法建设", "盖房": "建房", "拆迁": "房屋征收", "公租房": "公共租赁住房", "牌匾": "招牌",
    "噪音": "噪声", "扰民": "噪声", "电瓶车": "电动自行车", "电动车": "电动自行车", "黑车": "非法营运",
    "煤气": "燃气", "液化气": "燃气", "天然气": "燃气", "黑加油": "非法加油", "鞭炮": "烟花爆竹",
    "低保": "最低生活保障", "欠薪": "拖欠工资", "讨薪": "拖欠工资", "黑诊所": "无证行医", "托班": "托育机构",
    "补课": "校外培训", "辅导班": "校外培训", "酒席": "集体聚餐", "养老院": "养老机构", "精神病": "精神障碍",
    "死猪": "病死畜禽", "杀猪": "生猪屠宰", "挖沙": "采砂", "打井": "凿井", "电梯": "特种设备电梯",
    "游泳": "溺水", "乱建": "违法建设", "搭建": "违法建设", "医保": "医疗保障",
    "吵架": "矛盾纠纷", "邻居": "邻里", "土葬": "散埋乱葬", "上坟": "坟墓", "狗": "犬", "自来水": "供水", "锅盖": "卫星地面接收设施",
}  # fmt: skip
#: The frame of a question, which no item answers.
_ASKING = re.compile(
    r"(?:该|归|由|是)?谁来?(?:管|负责|牵头)|找谁|(?:归|是)?哪个(?:部门|单位)(?:管|负责)?|怎么办"
)
_BETWEEN = re.compile(r"[\s,，、;；。?？]+")

_NAME, _DOMAIN, _MAIN_UNIT, _MAIN_DUTY, _ELSE = 5.0, 2.0, 2.0, 1.5, 1.0
#: What an item that speaks of a word again and again gains, for each place, and for how many at most.
_AGAIN, _AGAIN_AT_MOST = 0.1, 8
#: Below this share of a word's pairs, weighed by rarity, an item does not answer it.
_ENOUGH = 0.4
#: What an answer is worth whose pieces stand apart.
_SCATTERED = 0.8
#: Results far below the best are noise.
_CUT = 0.45
#: A shorter word with one character wrong could be any word.
_MENDABLE = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that answers, how well, and where it stands."""

    item: Item
    domain: Domain
    duty_list: DutyList
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item with its texts, each under the weight of its place."""

    item: Item
    domain: Domain
    duty_list: DutyList
    texts: tuple[tuple[float, str], ...]

    def weight(self, piece: str) -> float:
        """How prominently the item says a piece of text; 0 when it does not."""
        return max((weight for weight, text in self.texts if piece in text), default=0.0)


def find(words: str, lists: Iterable[DutyList]) -> Sequence[Hit]:
    """Items that answer every word, best first; a number finds its item at once."""
    entries = _entries(lists)
    wanted = words.strip().upper()
    for entry in entries:
        if entry.item.number == wanted:
            return [Hit(entry.item, entry.domain, entry.duty_list, 100.0)]
    terms = [term for word in _BETWEEN.split(_ASKING.sub(" ", words)) if (term := _folded(word))]
    return _ranked([_answers(term, entries) for term in terms], entries)


def find_loosely(words: str, lists: Iterable[DutyList]) -> Sequence[Hit]:
    """Items whose names share at least a pair of characters with the words, best first.

    For words that no item answers: what comes near may still be the matter, said another way.
    """
    entries = _entries(lists)
    told = _as_written(_folded(_ASKING.sub(" ", words)))
    pairs = {told[index : index + 2] for index in range(len(told) - 1)}
    named = [{pair for pair in pairs if entry.weight(pair) >= _DOMAIN} for entry in entries]
    rarity = {pair: log(len(entries) / sum(pair in found for found in named)) for pair in set().union(*named)}
    scores = [[sum(rarity[pair] for pair in found)] for found in named]
    return _ranked(list(zip(*scores, strict=True)), entries)


def _entries(lists: Iterable[DutyList]) -> Sequence[_Entry]:
    return [
        _Entry(item, domain, duty_list, tuple(_texts(item, domain)))
        for duty_list in lists
        for domain in duty_list.domains
        for item in domain.items
    ]


def _ranked(answers: Sequence[Sequence[float]], entries: Sequence[_Entry]) -> Sequence[Hit]:
    hits = [
        Hit(entry.item, entry.domain, entry.duty_list, fsum(scores))
        for entry, *scores in zip(entries, *answers, strict=True)
        if scores and all(scores)
    ]
    # Sorting is stable: equal answers stay in the order of the lists.
    hits.sort(key=lambda hit: -hit.score)
    return [hit for hit in hits if hit.score >= hits[0].score * _CUT]


def _texts(item: Item, domain: Domain) -> Iterable[tuple[float, str]]:
    yield _NAME, _folded(item.name)
    yield _DOMAIN, _folded(domain.name)
    for role, of_unit, of_duty in ((item.main, _MAIN_UNIT, _MAIN_DUTY), (item.support, _ELSE, _ELSE)):
        for entry in role:
            yield of_unit, _folded(entry.unit)
            yield from ((of_duty, _folded(duty)) for duty in entry.duties)
    yield from ((_MAIN_DUTY, _folded(task)) for task in item.tasks)
    yield from ((_ELSE, _folded(basis.name)) for basis in item.bases)


def _answers(term: str, entries: Sequence[_Entry]) -> Sequence[float]:
    """How well each item answers a word as it is written, as lists would write it, else as it was meant."""
    spellings = dict.fromkeys((term, _as_written(term)))
    columns = [_scores(spelling, entries) for spelling in spellings]
    best = [max(scores) for scores in zip(*columns, strict=True)]
    if any(best) or (meant := _mended(term, entries)) is None:
        return best
    return _scores(meant, entries)


def _scores(term: str, entries: Sequence[_Entry]) -> Sequence[float]:
    pairs = {term[index : index + 2] for index in range(max(len(term) - 1, 1))}
    weights = {pair: [entry.weight(pair) for entry in entries] for pair in pairs}
    rarity = {
        pair: log((len(entries) + 1) / (sum(map(bool, found)) + 0.5)) for pair, found in weights.items()
    }
    whole = sum(rarity.values())
    scores = []
    for index, entry in enumerate(entries):
        held = sum(rarity[pair] for pair in pairs if weights[pair][index])
        scattered = sum(rarity[pair] * weights[pair][index] for pair in pairs) / whole
        again = min(sum(term in text for _, text in entry.texts), _AGAIN_AT_MOST)
        score = max(entry.weight(term), scattered * _SCATTERED) + _AGAIN * again
        scores.append(score if held >= _ENOUGH * whole else 0.0)
    return scores


def _as_written(term: str) -> str:
    """A word with every saying in it replaced by what lists write."""
    for saying, written in _SAYINGS.items():
        if (folded := _folded(written)) not in term:
            term = term.replace(_folded(saying), folded)
    return term


def _mended(term: str, entries: Sequence[_Entry]) -> str | None:
    """The piece of an item's name from which a word differs by one wrong character, if any."""
    for index in range(len(term) if len(term) >= _MENDABLE else 0):
        pattern = re.compile(re.escape(term[:index]) + "." + re.escape(term[index + 1 :]))
        for entry in entries:
            if match := pattern.search(_folded(entry.item.name)):
                return match.group()
    return None


def _folded(text: str) -> str:
    return skeleton(text).translate(_SAME)
