"""Sentences about what people carry away: exports, alike in every channel."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    # In the file
    "export_title": Sentence("引据：问答记录", "引據：問答紀錄", "Yinju: questions and answers"),
    "export_head": Sentence(
        "导出于 {at}，共 {count} 个问题，其中 {unanswered} 个没有找到答案",
        "匯出於 {at}，共 {count} 個問題，其中 {unanswered} 個沒有找到答案",
        "Exported {at}: {count} question{count:s}, {unanswered} without an answer",
    ),
    "export_left_out": Sentence(
        "更早的 {count} 个问题没有放进来。",
        "更早的 {count} 個問題沒有放進來。",
        "{count} earlier question{count:s} left out.",
    ),
    "export_confidence": Sentence(
        "把握{word}（{percent}%）", "把握{word}（{percent}%）", "{word} confidence ({percent}%)"
    ),
    "export_computed": Sentence(
        "{calculation}（按引用的数字算出，不是原文）",
        "{calculation}（按引用的數字算出，不是原文）",
        "{calculation} (worked out from the figures quoted; not a quote)",
    ),
    "export_nearest": Sentence(
        "最接近的段落（没有回答问题）", "最接近的段落（沒有回答問題）", "Nearest paragraphs, which do not answer"
    ),
    # In Telegram
    "telegram_export": Sentence(
        "把问答存成文件：回答、原文、出处都在里面。要哪些？\n（回复某条回答发 /export，只导出那一个问题。）",
        "把問答存成檔案：回答、原文、出處都在裡面。要哪些？\n（回覆某則回答傳送 /export，只匯出那一個問題。）",
        "Questions and answers as a file, with quotes and sources. Which ones?\n"
        "(Reply /export to an answer to export that question alone.)",
    ),
    "telegram_export_usage": Sentence(
        "可以这样写：/export 今天、/export 聊天、/export 问题，后面可加 word。",
        "可以這樣寫：/export 今天、/export 聊天、/export 問題，後面可加 word。",
        "Write /export today, /export chat or /export question; add “word” for a Word file.",
    ),
    "telegram_export_done": Sentence("{count} 个问题", "{count} 個問題", "{count} question{count:s}"),
    "button_export_today": Sentence("今天", "今天", "Today"),
    "button_export_chat": Sentence("这个聊天", "這個聊天", "This chat"),
    "button_export_question": Sentence("上一个问题", "上一個問題", "Last question"),
    "button_export_unanswered": Sentence(
        "没答上来的问题 · CSV", "沒答上來的問題 · CSV", "Questions without an answer · CSV"
    ),
    "menu_export": Sentence("把问答存成文件", "把問答存成檔案", "Questions and answers as a file"),
    # On the command line
    "help_export": Sentence(
        "把 Telegram 里的问答存成文件：回答、原文、编号的出处；或把没答上来的问题存成表格。"
        "终端里的问答不留底，离开前用 /导出。退出码：0 已导出，1 没有可导出的，2 出错。",
        "把 Telegram 裡的問答存成檔案：回答、原文、編號的出處；或把沒答上來的問題存成表格。"
        "終端機裡的問答不留底，離開前用 /匯出。結束碼：0 已匯出，1 沒有可匯出的，2 出錯。",
        "Save what was asked in Telegram: answers, quotes, numbered sources; or the questions without an answer as a "
        "table. The console keeps no answers: use /export before you leave it. Exit code: 0 saved, 1 nothing to save, "
        "2 error.",
    ),
    "short_export": Sentence("把问答存成文件", "把問答存成檔案", "save questions and answers"),
    "option_export_since": Sentence("从这一天起的提问", "從這一天起的提問", "questions from that day on"),
    "option_export_format": Sentence(
        "md、docx，或 csv（没答上来的问题）",
        "md、docx，或 csv（沒答上來的問題）",
        "md, docx, or csv (questions without an answer)",
    ),
    "option_export_out": Sentence("写进这个文件", "寫進這個檔案", "write this file"),
    "example_export": Sentence(
        "yinju export --since 2026-03-01 --out 问答.docx\nyinju export --format csv > 没答上来.csv",
        "yinju export --since 2026-03-01 --out 問答.docx\nyinju export --format csv > 沒答上來.csv",
        "yinju export --since 2026-03-01 --out answers.docx\nyinju export --format csv > unanswered.csv",
    ),
    "usage_export_out": Sentence(
        "Word 文件不能写到终端，请用 --out 给出文件名。",
        "Word 檔案不能寫到終端機，請用 --out 給出檔名。",
        "a Word file cannot be shown on a terminal: name a file with --out.",
    ),
    "usage_export_format": Sentence(
        "从文件名 {name} 看不出格式，请用 --format 写明。",
        "從檔名 {name} 看不出格式，請用 --format 寫明。",
        "the name {name} does not tell the format: say it with --format.",
    ),
    "export_written": Sentence(
        "{count} 个问题已存入 {path}", "{count} 個問題已存入 {path}", "{count} question{count:s} saved in {path}"
    ),
    # In the console
    "export_writing": Sentence("正在存成文件……", "正在存成檔案……", "Saving …"),
    "export_exists": Sentence(
        "{path} 已经有了，没有动它。请换个名字。",
        "{path} 已經有了，沒有動它。請換個名字。",
        "{path} exists and was left alone. Choose another name.",
    ),
    "export_unknown_kind": Sentence(
        "只能存成 .md 或 .docx，例如：{command} 问答.docx",
        "只能存成 .md 或 .docx，例如：{command} 問答.docx",
        "Only .md and .docx can be written, for example: {command} answers.docx",
    ),
    "command_export": Sentence("把问答存成文件", "把問答存成檔案", "save questions and answers"),
    # Around it
    "export_nothing": Sentence("没有可以导出的提问。", "沒有可以匯出的提問。", "There are no questions to export."),
    "export_word_extra": Sentence(
        "导出 Word 还缺一个组件，请运行：pip install 'yinju[office]'；Markdown 随时可以导出。",
        "匯出 Word 還缺一個元件，請執行：pip install 'yinju[office]'；Markdown 隨時可以匯出。",
        "Word files need one more package: pip install 'yinju[office]'. Markdown always works.",
    ),
}
