"""What carries no content in a question: asking itself, politeness, and words of grammar."""

from __future__ import annotations

import re

# Phrases that ask, longest first inside a family; they are looked for in the folded question as characters, for the
# segmenter cuts them differently from case to case (有多少 / 有 多少).
_ASKING = re.compile(
    "请问(?:一下)?|请教(?:一下)?|想问(?:一下)?|问一下|(?:请|能否|能不能|可以|可否|麻烦)(?:你)?(?:告诉|帮)(?:我|我们)?(?:一下)?"
    "|(?:我)?想(?:要)?(?:知道|了解|咨询)(?:一下)?|谢谢|您好|你好"
    "|(?:是|为|指的是|又是|都是|主要是|属于|叫|称为)?(?:什么|甚么|啥)(?:样的?|意思|地方|时候|时间|原因|人|东西|事情?)?"
    "|(?:是)?(?:怎么|怎样|如何|咋)(?:样的?|回事|办|做)?"
    "|为(?:什么|何|啥)|(?:是)?(?:哪|那)(?:一?(?:些|个|位|种|家|年|天|月|日|国|项|里|儿|方面|所|座|部|款|支|条|名|场|次|本|届))(?:的)?(?=.{0,12}$)|哪"
    "|(?:有|是|为|达|共有|一共有|要|花|收)?(?:多少|几块|几毛)钱|(?:有|是|为|达|共有|一共有)?多(?:少|大|长|高|远|久|重|深|宽|快)(?=[^于]|$)|几(?:个|位|种|名|年|次|家|项|天|月|号|岁|点|条|座|所)?"
    "|谁|何(?:时|处|地|人|种|事|者|年|故|方)|是否|是不是|有没有|能不能|会不会|可不可以|要不要"
)


_FUNCTION_WORDS = """
的 一 了 吗 呢 吧 啊 呀 嘛 么 是 在 有 和 与 及 或 被 把 对 对于 关于 于 由 从 向 到 为 以 因 而 且 并 之 其 该 此
这 那 这个 那个 这些 那些 它 他 她 我 你 您 我们 你们 他们 它们 也 都 就 还 又 才 地 得 着 过 个 一个 一种 一下
可以 能 会 要 应 应该 需要 请 所 等 当 时 让 使 给 跟 将 上 下 中 里 内 哪 何 几 谁 怎 称 来 去 比 但 但是 虽然
却 最 比较 很 太 越 更 已 已经 正在 曾 曾经 一些 就是 有点 不 没 叫 叫做 称为 被称为 属于 以及 如果 通常 主要
具体 分别 一般 进行 其中 the a an of to in on at is are was were be do does did what who whom whose which where
when why how and or for by with as it its
"""
_FUNCTION_WORD_SET = frozenset(_FUNCTION_WORDS.split())


# What a question asks about a topic; an answer gives it without naming it (海拔1200米, not 海拔高度).
_ATTRIBUTES = """
意思 含义 定义 涵义 释义 读音 拼音 发音 解释 近义词 反义词 同义词 作用 功效 功能 用途 好处 坏处 危害 害处 影响
原因 理由 目的 意义 特点 特征 特色 优点 缺点 优势 区别 差别 不同 症状 表现 方法 办法 做法 步骤 流程 过程 技巧
条件 要求 标准 规定 价格 费用 价钱 价位 工资 收入 数量 人数 人口 人口数量 面积 高度 长度 宽度 深度 重量 体重
身高 年龄 岁数 海拔 海拔高度 温度 时间 日期 年份 年代 朝代 时期 时代 地点 位置 地理位置 地址 所在地 举办地 电话
电话号码 号码 名称 名字 全名 全称 简称 别名 别称 昵称 外号 俗称 英文名 作者 导演 演员 主演 扮演者 饰演者 歌手
原唱 主角 创始人 创办人 老板 总裁 董事长 主席 校长 首都 省会 出生地 家乡 籍贯 国籍 民族 职业 职务 身份 学历 妻子
老婆 丈夫 老公 父亲 母亲 儿子 女儿 家庭 背景 来历 由来 来源 出处 起源 历史 简介 介绍 资料 情况 结果 结局 后果
内容 主题 题目 类型 种类 分类 成分 成份 配料 材料 原料 品牌 牌子 型号 规格 参数 公式 单位 句子 词语 诗句 国家
城市 地区 地方 学校 大学 专业 公司 机构 组织 部门 人物 人 称号 头衔 奖项 成绩 比例 速度 寿命 颜色 形状 样子 大小
星座 属相 生肖 花语 营业时间 上班时间 服务时间 有效期 期限 截止日期 语言 语种 货币 气候 产地 原产地 名单 职责
任务 关系 态度 看法 观点 代价 措施
"""
_ATTRIBUTE = re.compile(
    "[^的]{0,3}(?:期|价|费|率|时间|日期|地址|地点|电话|号码|人数|面积|重量|高度|长度|宽度|容量|功率|年龄|学历|籍贯|职务|材料|流程|条件"
    "|标准|联系方式|负责人|尺寸|颜色|型号|押金|金额|额度|比例|温度|浓度|范围|方式)"
)
_NO_ATTRIBUTE = re.compile("逾期|[到过延定活长短学星假同初后前早晚超汛雨花]期")
_ATTRIBUTE_SET = frozenset(_ATTRIBUTES.split())


def is_attribute(word: str) -> bool:
    """Whether ``word`` usually names what is asked about a topic, rather than the topic."""
    return word in _ATTRIBUTE_SET


def names_attribute(phrase: str) -> bool:
    """Whether ``phrase`` names a property of a thing (有效期, 联系方式), rather than the thing."""
    if _NO_ATTRIBUTE.fullmatch(phrase):
        return False
    return is_attribute(phrase) or _ATTRIBUTE.fullmatch(phrase) is not None


def without_asking(folded_question: str) -> str:
    """The question with line ends in place of what only asks: the same length, and no word reaches across."""
    return _ASKING.sub(lambda match: "\n" * len(match[0]), folded_question)


def is_function_word(word: str) -> bool:
    """Whether ``word`` is grammar rather than content."""
    return word in _FUNCTION_WORD_SET
