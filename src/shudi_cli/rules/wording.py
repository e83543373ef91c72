"""L103, L110, L117, L118, L121: how duties are worded and written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shudi_cli.diagnostics import Related, Severity
from shudi_cli.matching import skeleton
from shudi_cli.rules.context import Context, Sentence
from shudi_cli.rules.registry import Found, rule

#: Phrases that name no act. As (most of) a whole sentence they say nothing.
_PLATITUDES = (
    "按职责分工负责", "按照职责分工负责", "按各自职责负责", "按照各自职责做好相关工作", "做好相关工作", "配合做好相关工作",
    "做好配合工作", "配合做好有关工作", "落实属地管理责任", "负责属地管理", "属地管理", "协调配合", "联动推进", "齐抓共管",
    "完成上级交办的其他工作", "其他相关工作", "做好其他工作", "依法履行职责", "履行法定职责", "加强监管", "加强管理",
)  # fmt: skip
_SLACK = 6
#: Any character that is not Latin: classes of Chinese ranges cost milliseconds to compile.
_HAN = r"[^\x00-\xff]"
_ODD = re.compile(
    rf"(?P<half>(?<={_HAN})[,;:!?()](?!//)|[,;!?()](?={_HAN})|[\"'])"
    r"|(?P<wide>[０-９Ａ-Ｚａ-ｚ％])"
    rf"|(?P<space>(?<={_HAN})[ \u3000\xa0]+(?={_HAN})|^[ \u3000]|[ \u3000]$)"
    r"|(?P<doubled>([，。；：、])\5|[，；：、]。|。[，；：、]|[，、][，、；])"
    r"|(?P<counted>^(?:[0-9]{1,2}[.．、]|[（(][0-9一二三四五六七八九十]{1,2}[）)]))"
)
#: What every oddity holds. A pattern that begins by looking back is ten times as slow.
_MAYBE_ODD = re.compile("[,;:!?()\"'０-９Ａ-Ｚａ-ｚ％ \u3000\xa0]|[，。；：、]{2}|^[0-9（]")
_ADVICE = {
    "half": ("半角标点", "换成全角标点"),
    "wide": ("全角数字或字母", "换成半角"),
    "space": ("多余的空格", "删去空格"),
    "doubled": ("重叠的标点", "只留一个"),
    "counted": ("手写的序号", "删去序号，印的时候自动编"),
}
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "「": "」"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_ANY_PAIR = re.compile("[" + "".join(_PAIRS) + "".join(_CLOSERS) + "]")


@rule("L103", "空话", Severity.WARNING, source_id="SD104")
def platitude(context: Context) -> Iterator[Found]:
    """整条职责只有“按职责分工负责”“配合做好相关工作”之类的话，等于没有写，出了事分不清责任。

    错：
        - 单位: 县公安局
          职责:
            - 按职责分工负责。
    对：
        - 单位: 县公安局
          职责:
            - 依法查处渣土车无证运输、未采取密闭措施的行为。

    本县另有不许写的空话，写在 shudi.yaml 的“空话”里。
    出处：四川党建网对“协调配合”“联动推进”等弹性表述的批评；临沂“进一步细化分解”。
    """
    phrases = {skeleton(phrase): phrase for phrase in (*_PLATITUDES, *context.settings.platitudes)}
    phrases.pop("", None)
    # A longer sentence says more than the phrase; punctuation and fillers do not count.
    longest = max(map(len, phrases)) + 2 * _SLACK
    for sentence in context.sentences:
        if len(sentence.text) > longest:
            continue
        said = skeleton(sentence.text)
        bare = next((bare for bare in phrases if bare in said and len(said) - len(bare) <= _SLACK), None)
        if bare is not None:
            hint = "写明检查什么、查处什么、受理什么、报给谁"
            yield Found(sentence.place, f"整条职责只有空话“{phrases[bare]}”", hint)


@rule("L110", "职责与别处一字不差", Severity.WARNING)
def copied_duty(context: Context) -> Iterator[Found]:
    """两个单位的职责一字不差，多半是复制时忘了改；各单位做什么应当各写各的。

    错：
        - 单位: 县公安局
          职责:
            - 加强渣土运输管理，查处遗撒行为。
        - 单位: 县综合行政执法局
          职责:
            - 加强渣土运输管理，查处遗撒行为。
    对：
        - 单位: 县公安局
          职责:
            - 查处渣土车无证运输行为。
        - 单位: 县综合行政执法局
          职责:
            - 查处渣土车遗撒、泄露物料行为。

    出处：临沂“对多部门共同承担的职责任务……进一步细化分解”。
    """
    first: dict[str, Sentence] = {}
    for sentence in context.sentences:
        earlier = first.setdefault(sentence.text, sentence)
        if earlier is not sentence and not sentence.blank:
            related = (Related(earlier.place, "先写在这里"),)
            yield Found(sentence.place, "这条职责与别处一字不差", "按这个单位在这件事上真正做的来写", related)


@rule("L117", "半角标点、全角数字、多余的空格或序号", Severity.WARNING)
def width(context: Context) -> Iterator[Found]:
    """正文用全角标点、半角数字和字母，汉字之间不留空格，印出来的文件才整齐，查找才找得到。

    错：
        - 巡查辖区工地,发现遗撒 及时上报。
    对：
        - 巡查辖区工地，发现遗撒及时上报。

    出处：GB/T 15834 标点符号用法；GB/T 15835 数字用法。
    """
    for sentence in context.texts:
        if _MAYBE_ODD.search(sentence.text) and (match := _ODD.search(sentence.text)):
            name, hint = _ADVICE[match.lastgroup or "half"]
            yield Found(sentence.place._replace(within=match.span()), f"有{name}“{match[0]}”", hint)


@rule("L118", "括号或引号不成对", Severity.WARNING)
def unpaired(context: Context) -> Iterator[Found]:
    """书名号、括号、引号要成对，否则印发时会被退回。

    错：
        名称: 农村“两违整治
    对：
        名称: 农村“两违”整治

    出处：GB/T 15834 标点符号用法。
    """
    for sentence in context.texts:
        if lone := _lone_mark(sentence.text):
            yield Found(sentence.place, f"“{lone}”没有配对", "补上另一半，或删去")


def _lone_mark(text: str) -> str | None:
    """The first bracket or quote without its other half."""
    open_marks: list[str] = []
    for mark in _ANY_PAIR.findall(text):
        if mark in _PAIRS:
            open_marks.append(mark)
        elif not open_marks:
            return str(mark)
        elif (opener := open_marks.pop()) != _CLOSERS[mark]:
            return opener
    return open_marks[-1] if open_marks else None


@rule("L121", "职责末尾不是句号", Severity.WARNING)
def full_stop(context: Context) -> Iterator[Found]:
    """一条职责是一句完整的话，以句号结尾；分号、逗号结尾的多半还没写完或切错了。

    错：
        - 巡查辖区工地，发现遗撒及时上报；
    对：
        - 巡查辖区工地，发现遗撒及时上报。

    出处：GB/T 15834 标点符号用法。
    """
    for sentence in context.sentences:
        if not sentence.text.rstrip().endswith(("。", "。）", "。”", "！")) and not sentence.blank:
            yield Found(sentence.place, "这条职责末尾不是句号", "写完这句话，以“。”结尾")
