"""Sentences for the administrators of the Telegram bot, in the chat."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    "telegram_help_admin": Sentence(
        "管理员还可以：\n把文件或照片发给我　加入或替换文档\n/forget 编号　删除上传的文档，或停用文档\n"
        "/stats　使用情况\n/unanswered　没答上来的问题\n/reload　重新读取文档\n/health　运行状况\n"
        "/allow /revoke　准许或取消（在群里、回复某人、或写编号；末尾加 admin 设为管理员）",
        "管理員還可以：\n把檔案或照片傳給我　加入或替換文件\n/forget 編號　刪除上傳的文件，或停用文件\n"
        "/stats　使用情況\n/unanswered　沒答上來的問題\n/reload　重新讀取文件\n/health　執行狀況\n"
        "/allow /revoke　准許或取消（在群裡、回覆某人、或寫編號；末尾加 admin 設為管理員）",
        "Administrators can also:\nsend me a file or a photo  adds or replaces a document\n"
        "/forget number  deletes an upload, or leaves a document out\n/stats  usage\n"
        "/unanswered  questions without an answer\n/reload  read the documents again\n/health  status\n"
        "/allow /revoke  in a group, as a reply to someone, or with a number; add “admin” for an administrator",
    ),
    # Pairing and access
    "telegram_pair_usage": Sentence(
        "请发送 /pair 和终端里显示的配对码。",
        "請傳送 /pair 和終端機裡顯示的配對碼。",
        "Send /pair and the code shown in the terminal.",
    ),
    "telegram_paired": Sentence(
        "配对成功，你是管理员了。/help 列出管理命令。",
        "配對成功，你是管理員了。/help 列出管理指令。",
        "Paired: you are an administrator now. /help lists what you can do.",
    ),
    "telegram_pair_already": Sentence(
        "你已经是管理员了。/help 列出管理命令。",
        "你已經是管理員了。/help 列出管理指令。",
        "You are an administrator already. /help lists what you can do.",
    ),
    "telegram_pair_wrong": Sentence("配对码不对。", "配對碼不對。", "That is not the code."),
    "telegram_pair_closed": Sentence(
        "现在没有可用的配对码。", "現在沒有可用的配對碼。", "There is no code to pair with now."
    ),
    "telegram_allowed": Sentence("已准许：{name}", "已准許：{name}", "Allowed: {name}"),
    "telegram_allowed_admin": Sentence("已设为管理员：{name}", "已設為管理員：{name}", "Now an administrator: {name}"),
    "telegram_revoked": Sentence("已取消：{name}", "已取消：{name}", "Access withdrawn: {name}"),
    "telegram_revoke_nobody": Sentence(
        "没有取消：{name} 不在名单上，或是最后一位管理员。",
        "沒有取消：{name} 不在名單上，或是最後一位管理員。",
        "Nothing withdrawn: {name} is not on the list, or is the last administrator.",
    ),
    "telegram_access": Sentence("有权使用的（{count}）：", "有權使用的（{count}）：", "Who may use me ({count}):"),
    "telegram_access_open": Sentence("目前对所有人开放。", "目前對所有人開放。", "At present everybody may use me."),
    "telegram_principal_admin": Sentence("管理员", "管理員", "administrator"),
    "telegram_principal_person": Sentence("个人", "個人", "person"),
    "telegram_principal_group": Sentence("群", "群組", "group"),
    "telegram_allow_usage": Sentence(
        "在群里发送、回复某人的消息、或写上编号。",
        "在群裡傳送、回覆某人的訊息、或寫上編號。",
        "Send it in a group, as a reply to someone, or with a number.",
    ),
    # Statistics
    "telegram_stats": Sentence("最近 {days} 天", "最近 {days} 天", "The last {days} days"),
    "telegram_stats_none": Sentence("还没有人提问。", "還沒有人提問。", "Nobody has asked anything yet."),
    "telegram_stats_total": Sentence(
        "提问 {asked}，答上 {share}%", "提問 {asked}，答上 {share}%", "{asked} question{asked:s}, {share}% answered"
    ),
    "telegram_stats_time": Sentence(
        "用时：一半在 {p50} 毫秒内，95% 在 {p95} 毫秒内",
        "用時：一半在 {p50} 毫秒內，95% 在 {p95} 毫秒內",
        "Time: half within {p50} ms, 95% within {p95} ms",
    ),
    "telegram_stats_day": Sentence(
        "{date}　{asked}（答上 {answered}）",
        "{date}　{asked}（答上 {answered}）",
        "{date}  {asked} ({answered} answered)",
    ),
    "telegram_unanswered": Sentence(
        "没答上来的问题（共 {count}，最近的在前）：",
        "沒答上來的問題（共 {count}，最近的在前）：",
        "Questions without an answer ({count}, the latest first):",
    ),
    "telegram_unanswered_none": Sentence(
        "没有答不上来的问题。", "沒有答不上來的問題。", "Every question so far has been answered."
    ),
    "telegram_unanswered_done": Sentence(
        "没答上来的问题都处理完了。", "沒答上來的問題都處理完了。", "All unanswered questions have been dealt with."
    ),
    "telegram_unanswered_hint": Sentence(
        "✅ 已经补上答案　🗑 不必回答", "✅ 已經補上答案　🗑 不必回答", "✅ answered since  🗑 needs no answer"
    ),
    "telegram_unanswered_settled": Sentence(
        "已处理 {count} 个，都在 CSV 里。",
        "已處理 {count} 個，都在 CSV 裡。",
        "{count} dealt with so far; the CSV holds them all.",
    ),
    "telegram_unanswered_words": Sentence(
        "文档里没有、但可能同义的说法，可以加进 YINJU_WORDS：",
        "文件裡沒有、但可能同義的說法，可以加進 YINJU_WORDS：",
        "Words no document has, with those that seem to mean the same; they can go into YINJU_WORDS:",
    ),
    "telegram_settled_answered": Sentence("已标为补上答案。", "已標為補上答案。", "Marked as answered since."),
    "telegram_settled_dismissed": Sentence("已标为不必回答。", "已標為不必回答。", "Marked as needing no answer."),
    "telegram_settled_open": Sentence("已撤销。", "已復原。", "Undone."),
    "telegram_settled_gone": Sentence(
        "这个问题已经不在记录里了。", "這個問題已經不在紀錄裡了。", "This question is no longer on record."
    ),
    # Documents
    "telegram_upload_admin": Sentence(
        "只有管理员可以添加文档。", "只有管理員可以新增文件。", "Only administrators can add documents."
    ),
    "telegram_upload_private": Sentence(
        "请在私聊里把文件发给我。", "請在私人聊天裡把檔案傳給我。", "Please send me files in a private chat."
    ),
    "telegram_upload_large": Sentence(
        "文件超过 {limit} MB，Telegram 不让机器人下载。请放进文档文件夹，再发 /reload。",
        "檔案超過 {limit} MB，Telegram 不讓機器人下載。請放進文件資料夾，再傳送 /reload。",
        "The file is larger than {limit} MB; Telegram lets no bot download it. Put it in the documents folder and "
        "send /reload.",
    ),
    "telegram_upload_format": Sentence(
        "不认识这种文件。可以发：{formats}",
        "不認識這種檔案。可以傳：{formats}",
        "I do not know this kind of file. I read: {formats}",
    ),
    "telegram_upload_loading": Sentence(
        "收到《{name}》，正在下载……", "收到《{name}》，正在下載……", "Got {name}, downloading…"
    ),
    "telegram_upload_failed": Sentence(
        "《{name}》没有下载成功，请再发一次。",
        "《{name}》沒有下載成功，請再傳一次。",
        "{name} could not be downloaded. Please send it again.",
    ),
    "telegram_upload_unwritable": Sentence(
        "《{name}》没有存好，磁盘写不进去（{detail}）。请检查剩余空间和权限，再发一次。",
        "《{name}》沒有存好，磁碟寫不進去（{detail}）。請檢查剩餘空間和權限，再傳一次。",
        "{name} could not be written to the disk ({detail}). Check free space and permissions, then send it again.",
    ),
    "telegram_photo": Sentence("照片", "照片", "photo"),
    "telegram_upload_indexing": Sentence("《{name}》正在编入索引……", "《{name}》正在編入索引……", "Indexing {name}…"),
    "telegram_upload_done": Sentence(
        "《{name}》已加入：{count} 段，现在就可以提问。",
        "《{name}》已加入：{count} 段，現在就可以提問。",
        "{name} has been added: {count} paragraph{count:s}. Ask away.",
    ),
    "telegram_upload_replaced": Sentence(
        "《{name}》已替换：{count} 段。",
        "《{name}》已替換：{count} 段。",
        "{name} has been replaced: {count} paragraph{count:s}.",
    ),
    "telegram_upload_copy": Sentence(
        "《{name}》的内容已经在索引里了，没有重复编入。",
        "《{name}》的內容已經在索引裡了，沒有重複編入。",
        "What {name} holds is indexed already; it was not added twice.",
    ),
    "telegram_upload_refused": Sentence(
        "《{name}》没有加入，原来的文档不变。",
        "《{name}》沒有加入，原來的文件不變。",
        "{name} was not added; nothing changed.",
    ),
    "telegram_skipped": Sentence("跳过：{path}（{reason}）", "略過：{path}（{reason}）", "Skipped: {path} ({reason})"),
    "telegram_forget_usage": Sentence(
        "请写上 /documents 里的编号，例如：/forget 3",
        "請寫上 /documents 裡的編號，例如：/forget 3",
        "Give the number shown by /documents, for example: /forget 3",
    ),
    "telegram_forget_upload": Sentence(
        "要删除上传的文档《{title}》吗？文件会从机器人的文件夹里删掉。",
        "要刪除上傳的文件《{title}》嗎？檔案會從機器人的資料夾裡刪掉。",
        "Delete the uploaded document “{title}”? Its file will be removed from the bot's folder.",
    ),
    "telegram_forget_exclude": Sentence(
        "要停用文档《{title}》吗？文件不动，只是不再用它回答。",
        "要停用文件《{title}》嗎？檔案不動，只是不再用它回答。",
        "Leave out the document “{title}”? Its file stays; it will not be used for answers.",
    ),
    "telegram_forget_include": Sentence(
        "文档《{title}》已停用。要重新启用吗？",
        "文件《{title}》已停用。要重新啟用嗎？",
        "“{title}” is left out. Use it again?",
    ),
    "telegram_document_deleted": Sentence("已删除：《{title}》", "已刪除：《{title}》", "Deleted: “{title}”"),
    "telegram_document_excluded": Sentence("已停用：《{title}》", "已停用：《{title}》", "Left out: “{title}”"),
    "telegram_document_included": Sentence(
        "已重新启用：《{title}》", "已重新啟用：《{title}》", "In use again: “{title}”"
    ),
    "telegram_document_gone": Sentence(
        "这篇文档已经不在了。", "這篇文件已經不在了。", "This document is gone already."
    ),
    "document_excluded": Sentence("已停用", "已停用", "left out"),
    "telegram_reloading": Sentence("正在重新读取文档……", "正在重新讀取文件……", "Reading the documents again…"),
    "telegram_reloading_at": Sentence(
        "正在重新读取文档……{done}/{total}",
        "正在重新讀取文件……{done}/{total}",
        "Reading the documents again… {done}/{total}",
    ),
    "telegram_reloaded": Sentence(
        "好了：新增 {added}，改动 {changed}，移除 {removed}，不变 {unchanged}，跳过 {skipped}。",
        "好了：新增 {added}，更動 {changed}，移除 {removed}，不變 {unchanged}，略過 {skipped}。",
        "Done: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {skipped} skipped.",
    ),
    "telegram_reload_failed": Sentence("读取失败：{detail}", "讀取失敗：{detail}", "That failed: {detail}"),
    # Health
    "telegram_health": Sentence(
        "版本 {version}，已运行 {uptime}\n文档 {documents} 篇，段落 {paragraphs} 个\n"
        "索引建于 {built}\n上次收到 Telegram 的回应：{heard} 秒前\n未处理完的消息：{waiting}\n账本 {size} KB",
        "版本 {version}，已執行 {uptime}\n文件 {documents} 篇，段落 {paragraphs} 個\n"
        "索引建於 {built}\n上次收到 Telegram 的回應：{heard} 秒前\n未處理完的訊息：{waiting}\n帳本 {size} KB",
        "Version {version}, up {uptime}\n{documents} document{documents:s}, {paragraphs} paragraph{paragraphs:s}\n"
        "Index built {built}\nLast answer from Telegram: {heard} s ago\n"
        "Unfinished messages: {waiting}\nLedger {size} KB",
    ),
    "telegram_health_aside": Sentence(
        "无法处理、另存待查的消息：{count}（日志里有编号）",
        "無法處理、另存待查的訊息：{count}（日誌裡有編號）",
        "Messages set aside that could not be handled: {count} (their numbers are in the log)",
    ),
    "telegram_documents_kept": Sentence(
        "文档的改动没能编入索引；排除以后会自动编入。\n{detail}",
        "文件的改動沒能編入索引；排除以後會自動編入。\n{detail}",
        "Changed documents could not be taken up; that is done by itself once this is mended.\n{detail}",
    ),
    "telegram_documents_taken_up": Sentence(
        "文档的改动又能编入索引了，现在是最新的。",
        "文件的改動又能編入索引了，現在是最新的。",
        "Changed documents are taken up again; the index is current.",
    ),
    "ledger_recovered": Sentence(
        "账本又能写入了，记在内存里的都已存好。",
        "帳本又能寫入了，記在記憶體裡的都已存好。",
        "The ledger can be written again; what was kept in memory is stored.",
    ),
    "ledger_unwritable": Sentence(
        "账本 {file} 写不进去（{detail}），先记在内存里，程序停了就会丢。"
        "请腾出空间、检查权限或关掉占用它的程序；好了以后会自动存好。",
        "帳本 {file} 寫不進去（{detail}），先記在記憶體裡，程式停了就會遺失。"
        "請騰出空間、檢查權限或關掉占用它的程式；好了以後會自動存。",
        "The ledger {file} cannot be written ({detail}). It is kept in memory and lost when the program stops. Make "
        "room, check permissions, or close the program that holds it; after that it is stored by itself.",
    ),
    "ledger_damaged": Sentence(
        "账本文件损坏（{detail}）。坏掉的留在 {file}，还能读的已经转到新账本里；有备份的话，请停下程序，用备份恢复。",
        "帳本檔案損壞（{detail}）。壞掉的留在 {file}，還能讀的已經轉到新帳本裡；有備份的話，請停下程式，用備份還原。",
        "The ledger file is damaged ({detail}). It is kept as {file}, and what could still be read is in a new ledger. "
        "If you have a backup, stop the program and restore it.",
    ),
}
