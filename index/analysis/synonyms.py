"""Everyday words that mean the same: people ask in other words than documents use.

Written for this project. Only words that can stand for each other in most texts; a word of two meanings stands in the
group of the commoner one or in none. The operator's own groups (:class:`index.analysis.Lexicon`) make writings equal;
these only bring them nearer.
"""

from __future__ import annotations

_GROUPS = """
儿童 小孩 孩子 小朋友 小孩子 宝宝 婴儿 幼儿 婴幼儿
老人 老年人 老人家 长者
女性 女人 妇女 女士 女生 女孩 女孩子
男性 男人 男士 男生 男孩 男孩子
孕妇 怀孕 妊娠 孕期 孕妈 准妈妈 怀孕期
妻子 老婆 太太 夫人 爱人
丈夫 老公 先生
父亲 爸爸 父
母亲 妈妈 母
父母 双亲 爸妈
儿子 长子 次子
结婚 成婚 婚礼 娶 嫁
去世 逝世 死亡 过世 病逝 身亡 离世 逝去 死 辞世 病故 遇难 丧生 死去
出生 诞生 生于 出世 生日
创办 创立 成立 创建 建立 设立 组建 创设 开办 创始 始建 建成
建造 修建 兴建 建设 建于 建筑
位于 坐落 地处 位置 坐落于 地理位置
举办 举行 召开 主办 承办 举办地
毕业 就读 毕业于
担任 出任 任职 就任 任 当选
演员 主演 饰演 扮演 扮演者 饰 出演 饰演者
作者 著 作家 撰写 编写 所著
导演 执导
首播 播出 上映 首映 开播 公映
歌手 演唱 原唱 演唱者 主唱
获得 取得 赢得 荣获 获
奖项 奖 奖励
使用 用 采用 利用 运用 应用
购买 买 选购 购入
出售 卖 销售 售卖 贩卖
价格 价钱 多少钱 售价 费用 收费 价位 票价
工资 薪水 薪酬 薪资 待遇
职业 工作 职务 岗位
增长 增加 提高 上升 提升 上涨
减少 降低 下降 减低 下跌
作用 功效 功能 用途 效果 用处 功用 疗效
好处 益处 优点 优势 优点
坏处 害处 危害 缺点 弊端 劣势
原因 因素 缘故 理由 起因 成因 病因
导致 引起 造成 引发 致使 诱发
影响 后果
方法 办法 做法 方式 措施 步骤 窍门
处理 解决 应对
预防 防止 防护 防范 避免
治疗 医治 治愈 治好 诊治 疗法
疾病 病 病症 病情 疾患
症状 表现 征兆 病症 体征
疼痛 疼 痛 酸痛 隐痛 胀痛
发烧 发热 高烧 低烧
头疼 头痛
肚子 腹部 腹 下腹 小腹
肠胃 胃肠 肠道 胃部
呕吐 恶心 吐
拉肚子 腹泻
月经 例假 经期 生理期 大姨妈
流产 小产
药物 药 药品 用药 药片
医生 大夫 医师
医院 诊所
疫苗 打针 注射 接种
感染 传染 染上
戴 佩戴 带
遗失 丢失 丢了 不见 挂失 丢 遗失了 找不到
捡 捡到 拾获 拾到 拾 捡拾
申请 申办 办理 办 申领
取消 解除 注销 撤销
修改 更改 变更 更换 更新
查询 查看 查 查找 查阅
缴纳 缴交 缴 交 缴费 支付 付款
提交 递交 上交
存款 储蓄 存
贷款 借款 核贷
手续费 费率
账户 帐户 账号 帐号
手机 移动电话 手提电话
电脑 计算机 电子计算机
互联网 网络 网路
软件 软体 程序 应用程序
信息 资讯 讯息 消息
视频 影片 录像
汽车 车 车辆 轿车 小汽车
自行车 脚踏车 单车
飞机 航班 客机
火车 列车
出租车 计程车 的士
地铁 捷运
地址 住址 所在地 位址
电话 电话号码 联系电话 热线
开始 起始 启动 开展
结束 终止 完结 停止 终结
开放 营业 营业时间 开门 上班时间
时间 时候 时刻 日期
目前 现在 当前 如今 现今 现时
以前 之前 过去 从前
最早 最初 起初 首次 第一次
最后 最终
经常 常常 时常 常 总是 频繁
很多 许多 大量 众多 不少
全部 所有 一切
主要 重要 关键
大小 规模 面积 占地
人数 人口 人口数量
数量 数目 总数
高度 海拔 海拔高度 身高
长度 全长 长
重量 体重
年龄 岁数 岁 多大
寿命 活多久 存活
速度 时速
温度 气温 体温
颜色 色彩 色
形状 外形 样子 外观 外貌
名称 名字 姓名 名
别称 别名 又名 又称 外号 昵称 绰号 俗名 俗称 也称
简称 缩写
含义 意思 定义 意为 涵义 意义 释义
读音 拼音 发音 读作 念
近义词 同义词
特点 特征 特色 特性
区别 差别 不同 差异 相同
种类 类型 类别 分类
组成 构成 成分 成份 包括 包含
来源 由来 来历 起源 出处 源于 出自
来自 源自
历史 沿革
国家 国
城市 都市
首都 首府 京城
政府 当局 官方
总统 元首
总理 首相
公司 企业 厂商
老板 创始人 创办人 总裁 董事长 ceo
员工 职工 雇员 职员
学校 院校 校 学院
老师 教师 教员
学生 学员
考试 测验 考
朝代 王朝 时代
皇帝 君主 帝王
战争 战役 战事 之战
打败 击败 战胜 打赢
攻击 袭击 进攻 攻打
受伤 伤者 伤亡
逮捕 拘捕 抓获 拘留
犯罪 罪行
法律 法规 规定 条例
同意 批准 许可 允许
禁止 不准 不得 不许
必须 务必 一定
帮助 协助 援助 支援
喜欢 喜爱 爱好
害怕 恐惧 怕
漂亮 美丽 好看
聪明 聪慧
睡觉 睡眠 入睡
吃 食用 服用 进食
喝 饮用 饮
做 制作 烹饪 煮 烧制
食物 食品
水果 果实 果
蔬菜 菜
动物 野兽
居住 住 定居 栖息
分布 产地 产于
植物 草本
"""


def _read(groups: str) -> dict[str, tuple[str, ...]]:
    others: dict[str, list[str]] = {}
    for line in groups.split("\n"):
        words = list(dict.fromkeys(line.split()))
        for word in words:
            known = others.setdefault(word, [])
            known.extend(other for other in words if other != word and other not in known)
    return {word: tuple(known) for word, known in others.items()}


_OTHERS = _read(_GROUPS)


def others(word: str) -> tuple[str, ...]:
    """Everyday words that mean the same as ``word``; empty for most."""
    return _OTHERS.get(word, ())
