"""Sentences of ``yinju doctor``."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    "doctor_settings": Sentence("设置能用", "設定能用", "The settings can be used"),
    "doctor_env_file": Sentence(
        "设置能用，含 {path}", "設定能用，含 {path}", "The settings can be used, {path} included"
    ),
    "doctor_data": Sentence("数据文件夹可写：{path}", "資料夾可寫：{path}", "The data folder can be written: {path}"),
    "doctor_data_wrong": Sentence(
        "数据文件夹写不了：{path}（{detail}）。请改权限，或用 YINJU_DATA 换一个。",
        "資料夾寫不了：{path}（{detail}）。請改權限，或用 YINJU_DATA 換一個。",
        "The data folder cannot be written: {path} ({detail}). Change its permissions, or set YINJU_DATA.",
    ),
    "doctor_samples": Sentence(
        "还没有设置文档，用的是示例。请运行 yinju index 路径，或设置 YINJU_DOCUMENTS。",
        "還沒有設定文件，用的是範例。請執行 yinju index 路徑，或設定 YINJU_DOCUMENTS。",
        "No documents are configured; the samples are used. Run yinju index PATH, or set YINJU_DOCUMENTS.",
    ),
    "doctor_weights": Sentence(
        "阅读模型完好（{made} 训练）", "閱讀模型完好（{made} 訓練）", "The reader's weights are whole (made {made})"
    ),
    "doctor_source": Sentence("文档：{path}", "文件：{path}", "Documents: {path}"),
    "doctor_files_kept": Sentence(
        "Telegram 里不发送其中的文件：{path}",
        "Telegram 裡不傳送其中的檔案：{path}",
        "Its files are never sent in Telegram: {path}",
    ),
    "doctor_words": Sentence("词表：{path}", "詞表：{path}", "Word list: {path}"),
    "doctor_pair": Sentence(
        "可以加进 YINJU_WORDS：{pair}（没答上来 {times} 次）",
        "可以加進 YINJU_WORDS：{pair}（沒答上來 {times} 次）",
        "Could go into YINJU_WORDS: {pair} ({times} time{times:s} without an answer)",
    ),
    "doctor_cluster": Sentence(
        "OpenSearch 集群 {address}：{nodes} 个节点，状态 {colour}，索引 {index}",
        "OpenSearch 叢集 {address}：{nodes} 個節點，狀態 {colour}，索引 {index}",
        "OpenSearch cluster {address}: {nodes} node{nodes:s}, status {colour}, index {index}",
    ),
    "doctor_index": Sentence(
        "索引最新：{documents} 篇文档、{paragraphs} 段，{created} 建立",
        "索引最新：{documents} 篇文件、{paragraphs} 段，{created} 建立",
        "The index is current: {documents} document{documents:s}, {paragraphs} paragraph{paragraphs:s}, of {created}",
    ),
    "doctor_index_mended": Sentence(
        "索引已更新：{documents} 篇文档、{paragraphs} 段",
        "索引已更新：{documents} 篇文件、{paragraphs} 段",
        "The index was brought up to date: {documents} document{documents:s}, {paragraphs} paragraph{paragraphs:s}",
    ),
    "doctor_index_empty": Sentence(
        "文档里没有可查找的段落。请检查文件夹里有没有支持的文件。",
        "文件裡沒有可搜尋的段落。請檢查資料夾裡有沒有支援的檔案。",
        "The documents hold no paragraph. Check that the folder has files of a known format.",
    ),
    "doctor_skipped": Sentence(
        "跳过 {count} 个文件；原因见 yinju index",
        "略過 {count} 個檔案；原因見 yinju index",
        "{count} file{count:s} skipped; yinju index says why",
    ),
    "doctor_formats": Sentence("能读的格式：{names}", "能讀的格式：{names}", "Formats that can be read: {names}"),
    "doctor_format_missing": Sentence(
        "要读 {names}，请运行：pip install 'yinju[{extra}]'",
        "要讀 {names}，請執行：pip install 'yinju[{extra}]'",
        "To read {names}, run: pip install 'yinju[{extra}]'",
    ),
    "doctor_format_program": Sentence(
        "要读 {names}，请安装 LibreOffice。",
        "要讀 {names}，請安裝 LibreOffice。",
        "To read {names}, install LibreOffice.",
    ),
    "doctor_no_token": Sentence(
        "没有设置 Telegram 令牌；要运行机器人，请把 BotFather 给的令牌写进 YINJU_TELEGRAM_TOKEN。",
        "沒有設定 Telegram 權杖；要執行機器人，請把 BotFather 給的權杖寫進 YINJU_TELEGRAM_TOKEN。",
        "No Telegram token is set. To run the bot, put the token from BotFather into YINJU_TELEGRAM_TOKEN.",
    ),
    "doctor_token_shape": Sentence(
        "Telegram 令牌样子不对：应是数字、冒号和 35 个左右的字母。请重新从 BotFather 复制。",
        "Telegram 權杖樣子不對：應是數字、冒號和 35 個左右的字母。請重新從 BotFather 複製。",
        "The Telegram token looks wrong: digits, a colon and some 35 letters are wanted. Copy it again.",
    ),
    "doctor_token": Sentence(
        "Telegram 令牌样子正确；用 --online 向 Telegram 核实",
        "Telegram 權杖樣子正確；用 --online 向 Telegram 核實",
        "The Telegram token looks right; --online asks Telegram",
    ),
    "doctor_token_known": Sentence(
        "Telegram 认得这个令牌：@{name}", "Telegram 認得這個權杖：@{name}", "Telegram knows the token: @{name}"
    ),
    "doctor_token_refused": Sentence(
        "Telegram 不认这个令牌（{detail}）。请向 BotFather 要一个新的。",
        "Telegram 不認這個權杖（{detail}）。請向 BotFather 要一個新的。",
        "Telegram refuses the token ({detail}). Get a new one from BotFather.",
    ),
    "doctor_guests": Sentence(
        "获准的人可以在机器人没有加入的聊天里 @ 它（YINJU_TELEGRAM_GUESTS）；@BotFather 里也要打开 guest mode",
        "獲准的人可以在機器人沒有加入的聊天裡 @ 它（YINJU_TELEGRAM_GUESTS）；@BotFather 裡也要開啟 guest mode",
        "People who were let in may mention the bot in chats it is not in (YINJU_TELEGRAM_GUESTS); guest mode has to "
        "be on at @BotFather too",
    ),
    "doctor_guests_off": Sentence(
        "@BotFather 里还没有打开 guest mode，YINJU_TELEGRAM_GUESTS 不起作用。请在 @BotFather 的机器人设置里打开。",
        "@BotFather 裡還沒有開啟 guest mode，YINJU_TELEGRAM_GUESTS 不起作用。請在 @BotFather 的機器人設定裡開啟。",
        "Guest mode is off at @BotFather, so YINJU_TELEGRAM_GUESTS does nothing. Switch it on in the bot's settings "
        "there.",
    ),
    "doctor_no_network": Sentence(
        "连不上 Telegram（{detail}）。请检查网络、代理或 YINJU_TELEGRAM_BASE_URL。",
        "連不上 Telegram（{detail}）。請檢查網路、代理或 YINJU_TELEGRAM_BASE_URL。",
        "Telegram cannot be reached ({detail}). Check the network, the proxy or YINJU_TELEGRAM_BASE_URL.",
    ),
    "doctor_well": Sentence("一切正常。", "一切正常。", "All is well."),
    "doctor_problems": Sentence(
        "有 {count} 处问题要处理。", "有 {count} 處問題要處理。", "{count} problem{count:s} to deal with."
    ),
}
