"""What stands on buttons and in the menus of commands in Telegram."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    # Buttons
    "button_whole": Sentence("原文", "原文", "Paragraph"),
    "button_before": Sentence("上文", "上文", "Before"),
    "button_after": Sentence("下文", "下文", "After"),
    "button_page": Sentence("原页", "原頁", "Page"),
    "button_file": Sentence("文件", "檔案", "File"),
    "button_other": Sentence("其他出处", "其他出處", "Other sources"),
    "button_copy": Sentence("复制", "複製", "Copy"),
    "button_link": Sentence("复制链接", "複製連結", "Copy link"),
    "button_back": Sentence("返回", "返回", "Back"),
    "button_yes": Sentence("确定", "確定", "Yes"),
    "button_no": Sentence("取消", "取消", "No"),
    "button_all_documents": Sentence("查找全部文档", "搜尋全部文件", "Search all documents"),
    "button_as_group": Sentence("和全群一样", "和整個群組一樣", "As in the whole group"),
    "button_undo": Sentence("撤销", "復原", "Undo"),
    "button_export": Sentence("导出 CSV", "匯出 CSV", "Export CSV"),
    # Menus
    "menu_ask": Sentence("提问：/ask 问题", "提問：/ask 問題", "Ask: /ask question"),
    "menu_documents": Sentence("可查找的文档", "可搜尋的文件", "The documents I search"),
    "menu_scope": Sentence("只在某些文档里查找", "只在某些文件裡搜尋", "Search only some documents"),
    "menu_explain": Sentence("为什么是这一段", "為什麼是這一段", "Why this paragraph"),
    "menu_language": Sentence("界面语言", "介面語言", "Language of menus and messages"),
    "menu_forgetme": Sentence("删除我的提问记录", "刪除我的提問紀錄", "Delete my questions"),
    "menu_help": Sentence("怎么用", "怎麼用", "How to use this bot"),
    # Menus of administrators
    "menu_stats": Sentence("使用情况", "使用情況", "Usage statistics"),
    "menu_unanswered": Sentence("没答上来的问题", "沒答上來的問題", "Questions without an answer"),
    "menu_reload": Sentence("重新读取文档", "重新讀取文件", "Read the documents again"),
    "menu_forget": Sentence("删除或停用文档", "刪除或停用文件", "Delete or leave out a document"),
    "menu_health": Sentence("运行状况", "執行狀況", "Status"),
    "menu_allow": Sentence("准许某人或某群", "准許某人或某群", "Let someone or a group in"),
    "menu_revoke": Sentence("取消准许", "取消准許", "Take access away"),
}
