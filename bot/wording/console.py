"""Sentences only the console needs."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    "console_name": Sentence("引据 {version}", "引據 {version}", "Yinju {version}"),
    "console_holds": Sentence(
        "查找 {documents} 篇文档、{paragraphs} 段，索引建于{when}",
        "搜尋 {documents} 篇文件、{paragraphs} 段，索引建於{when}",
        "Searching {documents} document{documents:s}, {paragraphs} paragraph{paragraphs:s}, indexed {when}",
    ),
    "console_today": Sentence("今天 {time}", "今天 {time}", "today {time}"),
    "console_day": Sentence(" {day} {time}", " {day} {time}", "{day} {time}"),
    "console_empty": Sentence(
        "文档里还没有可以查找的内容。放进文件后用 /重建。",
        "文件裡還沒有可以搜尋的內容。放進檔案後用 /重建。",
        "There is nothing to search yet. Add files and type /rebuild.",
    ),
    "console_samples": Sentence(
        "这是自带的示例文档。用自己的文档：yinju index 路径",
        "這是內建的範例文件。用自己的文件：yinju index 路徑",
        "These are the sample documents. To use your own: yinju index PATH",
    ),
    "console_suggest": Sentence("可以这样问：", "可以這樣問：", "You could ask:"),
    "console_keys": Sentence(
        "/帮助 看命令，Ctrl-D 离开。", "/說明 看指令，Ctrl-D 離開。", "/help lists the commands, Ctrl-D leaves."
    ),
    "console_opening": Sentence("正在打开索引……", "正在打開索引……", "Opening the index …"),
    "console_reading": Sentence(
        "正在读取文档 {done}/{total}{left}　{path}",
        "正在讀取文件 {done}/{total}{left}　{path}",
        "Reading documents {done}/{total}{left}  {path}",
    ),
    "console_left": Sentence(
        "，还要约 {minutes} 分钟", "，還要約 {minutes} 分鐘", ", about {minutes} minute{minutes:s} left"
    ),
    "console_preparing": Sentence("正在准备……", "正在準備……", "Getting ready …"),
    "console_checking": Sentence("正在核对文档……", "正在核對文件……", "Checking the documents …"),
    "console_refreshed": Sentence(
        "文档有改动，索引已更新：{figures}",
        "文件有更動，索引已更新：{figures}",
        "The documents changed; the index was refreshed: {figures}",
    ),
    "console_thinking": Sentence("正在查找……", "正在搜尋……", "Searching …"),
    "console_cancelled": Sentence("已取消。", "已取消。", "Cancelled."),
    "console_leave": Sentence(
        "要离开请按 Ctrl-D，或输入 /退出。", "要離開請按 Ctrl-D，或輸入 /結束。", "Press Ctrl-D or type /quit to leave."
    ),
    "console_bye": Sentence("再见。", "再見。", "Goodbye."),
    "console_scope": Sentence("范围 {count} 篇", "範圍 {count} 篇", "scope {count}"),
    "console_open_where": Sentence("文件在 {path}", "檔案在 {path}", "The file is at {path}"),
    "console_open_trying": Sentence("正在打开文件……", "正在打開檔案……", "Opening the file …"),
    "console_open_done": Sentence("已打开 {path}", "已打開 {path}", "Opened {path}"),
    "console_open_failed": Sentence(
        "没有程序能打开它。文件在 {path}",
        "沒有程式能打開它。檔案在 {path}",
        "No program could open it. The file is at {path}",
    ),
    "console_open_gone": Sentence("文件已不在了：{path}", "檔案已不在了：{path}", "The file is gone: {path}"),
    "console_page_drawing": Sentence("正在画出这一页……", "正在畫出這一頁……", "Drawing the page …"),
    "console_page_none": Sentence(
        "只有 PDF 和图片有原页可看。要看文件本身：{command}",
        "只有 PDF 和圖片有原頁可看。要看檔案本身：{command}",
        "Only PDF files and pictures have pages to show. For the file itself: {command}",
    ),
    "console_page_where": Sentence(
        "原页的图像在 {path}", "原頁的影像在 {path}", "The picture of the page is at {path}"
    ),
    "help_console": Sentence(
        "/打开、/文件　打开出处所在的文件\n/原页　看出处所在的那一页，答案已标出（PDF、图片）\n"
        "/导出 [文件名]　把这次的问答存成 .md 或 .docx\n/重建　文档有改动时更新索引\n/退出　离开（或 Ctrl-D）\n"
        "Tab 补全　↑ 找回问过的　Ctrl-R 搜索　Ctrl-C 取消",
        "/開啟、/檔案　打開出處所在的檔案\n/原頁　看出處所在的那一頁，答案已標出（PDF、圖片）\n"
        "/匯出 [檔名]　把這次的問答存成 .md 或 .docx\n/重建　文件有更動時更新索引\n/結束　離開（或 Ctrl-D）\n"
        "Tab 補全　↑ 找回問過的　Ctrl-R 搜尋　Ctrl-C 取消",
        "/open, /file  open the file of the source\n"
        "/page  show the page of the source, the answer marked (PDF, pictures)\n"
        "/export [name]  save the questions and answers of this run as .md or .docx\n"
        "/rebuild  refresh the index when documents changed\n"
        "/quit  leave (or Ctrl-D)\n"
        "Tab completes, ↑ recalls, Ctrl-R searches what was asked, Ctrl-C cancels",
    ),
    "documents_next": Sentence("下一页：{command}", "下一頁：{command}", "Next page: {command}"),
    # What completion says of each command
    "command_source": Sentence("打开一条出处", "打開一條出處", "open a source"),
    "command_paragraph": Sentence("整段原文", "整段原文", "the whole paragraph"),
    "command_before": Sentence("前面的段落", "前面的段落", "what stands before"),
    "command_after": Sentence("后面的段落", "後面的段落", "what stands behind"),
    "command_open": Sentence("打开所在的文件", "打開所在的檔案", "open the file"),
    "command_page": Sentence("原页的图像", "原頁的影像", "the page as a picture"),
    "command_documents": Sentence("查找的文档", "搜尋的文件", "what is searched"),
    "command_scope": Sentence("只在某些文档里查找", "只在某些文件裡搜尋", "search some documents only"),
    "command_explain": Sentence("为什么是这一段", "為什麼是這一段", "why this paragraph"),
    "command_rebuild": Sentence("更新索引", "更新索引", "refresh the index"),
    "command_help": Sentence("全部命令", "全部指令", "all commands"),
    "command_quit": Sentence("离开", "離開", "leave"),
}
