"""Sentences only Telegram needs: what people in a chat are told."""

from __future__ import annotations

from bot.wording import telegram_admin, telegram_labels, telegram_operator
from bot.wording.sentence import Sentence

_HELP = Sentence(
    "直接写问题就会得到带出处的回答，可以接着追问；改了问题，回答也跟着改。\n"
    "回答下面的按钮：原文、上文、下文、原页（答案标在页面上）、文件、其他出处、复制；👍 👎 帮助改进。\n\n"
    "/documents　可查找的文档\n/scope　只在某些文档里查找\n/explain　为什么是这一段\n"
    "/watch　答案有变化时告诉我\n/export　把问答存成文件\n/language　界面语言\n/forgetme　删除我的提问记录\n\n"
    "在群里我只看得到：/ask 问题、@{bot} 问题、对我消息的回复，连同它们所回复的话。"
    "其他消息 Telegram 不会发给我，我也不看。\n"
    "在任何聊天里输入「@{bot} 问题」，可以把答案直接发进去。",
    "直接寫問題就會得到附出處的回答，可以接著追問；改了問題，回答也會跟著改。\n"
    "回答下面的按鈕：原文、上文、下文、原頁（答案標在頁面上）、檔案、其他出處、複製；👍 👎 幫助改進。\n\n"
    "/documents　可搜尋的文件\n/scope　只在某些文件裡搜尋\n/explain　為什麼是這一段\n"
    "/watch　答案有變化時告訴我\n/export　把問答存成檔案\n/language　介面語言\n/forgetme　刪除我的提問紀錄\n\n"
    "在群組裡我只看得到：/ask 問題、@{bot} 問題、對我訊息的回覆，連同它們所回覆的話。"
    "其他訊息 Telegram 不會傳給我，我也不看。\n"
    "在任何聊天裡輸入「@{bot} 問題」，可以把答案直接傳進去。",
    "Write a question and get an answer with its source; follow-up questions work too. Edit a question and its answer "
    "changes with it.\n"
    "Buttons under an answer: the whole paragraph, what stands before and after it, its page with the "
    "answer marked, the file, other sources, copy. "
    "👍 👎 help me improve.\n\n"
    "/documents  the documents I search\n/scope  search only some of them\n/explain  why this paragraph\n"
    "/watch  tell me when an answer changes\n/export  questions and answers as a file\n"
    "/language  language of menus and messages\n/forgetme  delete your questions\n\n"
    "In groups I see only: /ask question, @{bot} question, and replies to my messages, with what they reply to. "
    "Telegram sends me nothing else, and I look at nothing else.\n"
    "Type “@{bot} question” in any chat to put an answer there.",
)

SENTENCES: dict[str, Sentence] = {
    "telegram_help": _HELP,
    "telegram_range": Sentence("第{first}–{last}段", "第{first}–{last}段", "paragraphs {first}–{last}"),
    "telegram_start": Sentence(
        "你好！我从文档里找答案，每个答案都是原文，并注明出自哪一段；文档里没有的，我会直说。\n"
        "直接写问题就行。/help 有更多说明。",
        "你好！我從文件裡找答案，每個答案都是原文，並註明出自哪一段；文件裡沒有的，我會直說。\n"
        "直接寫問題就行。/help 有更多說明。",
        "Hello! I find answers in the documents: each is a verbatim quote with the paragraph it stands in; where there "
        "is none, I say so.\nJust write a question. /help tells more.",
    ),
    "telegram_group_greeting": Sentence(
        "大家好！我从文档里找答案，每个答案都是原文，并注明出自哪一段；文档里没有的，我会直说。\n\n"
        "怎么问：/ask 问题，或 @{bot} 问题，或回复我的消息。回复别人的话时 @{bot}，我就接着那句话找；只写 @{bot}，"
        "那句话就是问题。改了问题，回答也跟着改。\n"
        "我读什么：只处理这样的消息和被回复的那一条，其他消息不看，也不保存。\n"
        "群管理员可以用 /scope 选定查找哪些文档和文件夹，每个话题可以单独选。",
        "大家好！我從文件裡找答案，每個答案都是原文，並註明出自哪一段；文件裡沒有的，我會直說。\n\n"
        "怎麼問：/ask 問題，或 @{bot} 問題，或回覆我的訊息。回覆別人的話時 @{bot}，我就接著那句話找；只寫 @{bot}，"
        "那句話就是問題。改了問題，回答也會跟著改。\n"
        "我讀什麼：只處理這樣的訊息和被回覆的那一則，其他訊息不看，也不保存。\n"
        "群組管理員可以用 /scope 選定搜尋哪些文件和資料夾，每個話題可以單獨選。",
        "Hello! I find answers in the documents: each is a verbatim quote with the paragraph it stands in; where there "
        "is none, I say so.\n\n"
        "How to ask: /ask question, or @{bot} question, or reply to a message of mine. Mention @{bot} in a reply to "
        "somebody and I go on from what they wrote; with nothing but @{bot}, what they wrote is the question. Edit a "
        "question and its answer changes with it.\n"
        "What I read: such messages and the one they reply to; I neither look at others nor keep them.\n"
        "The group's administrators choose the documents and folders with /scope, for each topic apart if they like.",
    ),
    "telegram_group_documents": Sentence(
        "这里现在能查 {count} 篇文档，用 /documents 可以列出来。",
        "這裡現在能查 {count} 篇文件，用 /documents 可以列出來。",
        "I search {count} document{count:s} here now; /documents lists what there is.",
    ),
    # Answers
    "telegram_differing": Sentence(
        "另有不同说法：{answer}（{place}）",
        "另有不同說法：{answer}（{place}）",
        "Another source says: {answer} ({place})",
    ),
    "telegram_labelled": Sentence("{label}：{text}", "{label}：{text}", "{label}: {text}"),
    "telegram_quoted": Sentence("「{text}」", "「{text}」", "“{text}”"),
    "list_separator": Sentence("、", "、", ", "),
    # Questions
    "telegram_ask_usage": Sentence(
        "请把问题写在后面，例如：/ask 图书馆几点开门？",
        "請把問題寫在後面，例如：/ask 圖書館幾點開門？",
        "Put your question after the command, for example: /ask When does the library open?",
    ),
    "telegram_only_text": Sentence(
        "我只看得懂文字，请把问题写出来。",
        "我只看得懂文字，請把問題寫出來。",
        "I understand text only. Please write your question.",
    ),
    "telegram_flood": Sentence(
        "问得太快了：这一条和接下来 {seconds} 秒内的都没有回答，请过后再发一次。",
        "問得太快了：這一則和接下來 {seconds} 秒內的都沒有回答，請過後再傳一次。",
        "That is too fast for me: this message and those of the next {seconds} second{seconds:s} are not answered. "
        "Please send them again after that.",
    ),
    "telegram_unanswerable": Sentence(
        "这条消息没能处理，已经记下来了。请换个说法再发一次。",
        "這則訊息沒能處理，已經記下來了。請換個說法再傳一次。",
        "This message could not be handled; that has been noted. Please send it again in other words.",
    ),
    "telegram_index_trouble": Sentence(
        "索引出了问题，正在重建，所以这一条没有回答。请过几分钟再问。",
        "索引出了問題，正在重建，所以這一則沒有回答。請過幾分鐘再問。",
        "Something is wrong with the index, and it is being rebuilt; this was not answered. Please ask again in a few "
        "minutes.",
    ),
    "telegram_cluster_trouble": Sentence(
        "搜索集群现在连不上，所以这一条没有回答。请过几分钟再问。",
        "搜尋叢集現在連不上，所以這一則沒有回答。請過幾分鐘再問。",
        "The search cluster does not answer now, so this was not answered. Please ask again in a few minutes.",
    ),
    "telegram_trouble": Sentence(
        "出了点问题，已经记下来了，请稍后再试。",
        "出了點問題，已經記下來了，請稍後再試。",
        "Something went wrong and has been noted. Please try again later.",
    ),
    "telegram_rated_good": Sentence("谢谢！", "謝謝！", "Thank you!"),
    "telegram_rated_bad": Sentence("谢谢，记下了。", "謝謝，記下了。", "Thank you, noted."),
    "telegram_gone": Sentence(
        "这条回答的记录已经不在了，请重新提问。",
        "這則回答的紀錄已經不在了，請重新提問。",
        "The record of this answer is gone. Please ask again.",
    ),
    "telegram_bad_button": Sentence("这个按钮无效。", "這個按鈕無效。", "This button does not work here."),
    # The page, the file
    "telegram_no_page": Sentence(
        "只有 PDF 和图片有原页可看。", "只有 PDF 和圖片有原頁可看。", "Only PDF files and pictures have pages to show."
    ),
    "telegram_page_changed": Sentence(
        "文档后来有改动，这一页已经不是当时引用的了。请重新提问。",
        "文件後來有更動，這一頁已經不是當時引用的了。請重新提問。",
        "The document has changed since; the page is no longer what was cited. Please ask again.",
    ),
    "telegram_page_unmarked": Sentence(
        "答案在这一页上，但不知道在哪个位置，所以没有标出。",
        "答案在這一頁上，但不知道在哪個位置，所以沒有標出。",
        "The answer stands on this page; where is not known, so nothing is marked.",
    ),
    "telegram_page_failed": Sentence(
        "这一页画不出来：{reason}。", "這一頁畫不出來：{reason}。", "This page cannot be drawn: {reason}."
    ),
    "telegram_file_kept": Sentence(
        "管理员没有开放这份文件，不能发送。",
        "管理員沒有開放這份檔案，不能傳送。",
        "The administrators do not hand out this file.",
    ),
    "telegram_file_changed": Sentence(
        "文档后来有改动，和当时引用的不完全一样。",
        "文件後來有更動，和當時引用的不完全一樣。",
        "The document has changed since it was cited.",
    ),
    "telegram_file_large": Sentence(
        "文件超过 {limit} MB，发不了。",
        "檔案超過 {limit} MB，傳不了。",
        "The file is over {limit} MB: too large to send.",
    ),
    "telegram_file_failed": Sentence(
        "文件取不出来：{reason}。", "檔案取不出來：{reason}。", "The file cannot be read: {reason}."
    ),
    "telegram_not_sent": Sentence(
        "没有发出去，Telegram 不接受：{detail}",
        "沒有傳出去，Telegram 不接受：{detail}",
        "Telegram did not take it: {detail}",
    ),
    # Links
    "telegram_link_bad": Sentence(
        "这个链接不完整，或者不是我给的。请让给你链接的人再复制一次。",
        "這個連結不完整，或者不是我給的。請讓給你連結的人再複製一次。",
        "This link is incomplete, or I did not make it. Please ask whoever gave it to you to copy it again.",
    ),
    "telegram_link_gone": Sentence(
        "这个链接打不开了：它指向的文档已经撤下，或者不在这里的查找范围内。",
        "這個連結打不開了：它指向的文件已經撤下，或者不在這裡的搜尋範圍內。",
        "This link leads nowhere now: its document was taken away, or is not among those searched here.",
    ),
    "telegram_link_changed": Sentence(
        "链接的那一段后来改动或删除了，这里是现在同一位置的内容：",
        "連結的那一段後來改動或刪除了，這裡是現在同一位置的內容：",
        "The linked paragraph was changed or taken out since; this is what stands in its place now:",
    ),
    # Access
    "telegram_stranger": Sentence(
        "这个机器人只为获准的人服务。请把你的编号 {id} 告诉管理员，由管理员发送 /allow {id}。",
        "這個機器人只為獲准的人服務。請把你的編號 {id} 告訴管理員，由管理員傳送 /allow {id}。",
        "This bot is for invited people. Tell an administrator your number, {id}, and ask them to send /allow {id}.",
    ),
    "telegram_group_closed": Sentence(
        "这个群还没有获准使用。请机器人的管理员在群里发送 /allow。",
        "這個群組還沒有獲准使用。請機器人的管理員在群裡傳送 /allow。",
        "This group may not use me yet. An administrator of the bot can send /allow here.",
    ),
    "telegram_admin_only": Sentence(
        "只有管理员可以这样做。", "只有管理員可以這樣做。", "Only an administrator can do that."
    ),
    "telegram_group_admins_only": Sentence(
        "这关系到全群，只有群管理员可以设置。",
        "這關係到整個群組，只有群組管理員可以設定。",
        "That holds for the whole group; only its administrators can set it.",
    ),
    "telegram_private_only": Sentence(
        "请在私聊里用这个命令。", "請在私人聊天裡使用這個指令。", "Please use this command in a private chat."
    ),
    # Scope, documents
    "telegram_documents": Sentence("共 {total} 篇文档", "共 {total} 篇文件", "{total} document{total:s}"),
    "telegram_scope_all": Sentence(
        "这里的提问在全部 {count} 篇文档里查找。点一下，只查找选中的：",
        "這裡的提問在全部 {count} 篇文件裡搜尋。點一下，只搜尋選取的：",
        "Questions in this chat search all {count} document{count:s}. Tap some to search only those:",
    ),
    "telegram_scope_some": Sentence(
        "这里的提问只在选中的 {count} 篇文档里查找：",
        "這裡的提問只在選取的 {count} 篇文件裡搜尋：",
        "Questions in this chat search only the {count} chosen document{count:s}:",
    ),
    "telegram_scope_topic_group": Sentence(
        "这个话题和全群一样，在 {count} 篇文档里查找。点一下，只为这个话题选择：",
        "這個話題和整個群組一樣，在 {count} 篇文件裡搜尋。點一下，只為這個話題選擇：",
        "This topic does as the whole group does: {count} document{count:s} searched. Tap to choose for this topic "
        "alone:",
    ),
    "telegram_scope_topic_all": Sentence(
        "这个话题的提问在全部 {count} 篇文档里查找，不管全群怎么选。点一下，只查找选中的：",
        "這個話題的提問在全部 {count} 篇文件裡搜尋，不管整個群組怎麼選。點一下，只搜尋選取的：",
        "Questions in this topic search all {count} document{count:s}, whatever the group chose. Tap some to search "
        "only those:",
    ),
    "telegram_scope_topic_some": Sentence(
        "这个话题的提问只在选中的 {count} 篇文档里查找：",
        "這個話題的提問只在選取的 {count} 篇文件裡搜尋：",
        "Questions in this topic search only the {count} chosen document{count:s}:",
    ),
    "telegram_scope_folders": Sentence(
        "其他文件夹请写名字选择，末尾加斜杠，例如：/scope 合同/",
        "其他資料夾請寫名稱選擇，末尾加斜線，例如：/scope 合約/",
        "Choose other folders by name with a slash behind, for example: /scope contracts/",
    ),
    "telegram_scope_folder_set": Sentence(
        "好的，这里的提问只在文件夹 {names} 里查找，现有 {count} 篇文档，以后放进去的也算。",
        "好的，這裡的提問只在資料夾 {names} 裡搜尋，現有 {count} 篇文件，以後放進去的也算。",
        "Done: questions here search only the folder {names}, {count} document{count:s} now, and what is put there "
        "later.",
    ),
    "telegram_scoped": Sentence(
        "只查找了选中的 {count} 篇文档，/scope 可以更改。",
        "只搜尋了選取的 {count} 篇文件，/scope 可以更改。",
        "Searched only the {count} chosen document{count:s}; /scope changes that.",
    ),
    # Language
    "telegram_language": Sentence("选择界面语言：", "選擇介面語言：", "Choose a language:"),
    "telegram_language_set": Sentence("好的，用简体中文。", "好的，用繁體中文。", "Done: I will use English here."),
    # Forgetting
    "telegram_forgetme": Sentence(
        "要删除你的全部提问、当时引用的内容、评价和关注的问题吗？删了就找不回来，旧回答下的按钮也会失效。",
        "要刪除你的全部提問、當時引用的內容、評價和關注的問題嗎？刪了就找不回來，舊回答下的按鈕也會失效。",
        "Delete all your questions, what was cited, your ratings and the questions you watch? This cannot be undone, "
        "and the buttons under old answers will stop working.",
    ),
    "telegram_forgetme_anonymous": Sentence(
        "你现在是匿名管理员。按「确定」的管理员，其本人账号的全部提问，以及本群里以匿名身份提的问题，"
        "连同当时引用的内容、评价和关注的问题都会删除。删了就找不回来。",
        "你現在是匿名管理員。按「確定」的管理員，其本人帳號的全部提問，以及本群組裡以匿名身分提的問題，"
        "連同當時引用的內容、評價和關注的問題都會刪除。刪了就找不回來。",
        "You write as an anonymous administrator. For the administrator who presses Yes, all questions of their own "
        "account are deleted, and what was asked anonymously in this group, with what was cited, the ratings "
        "and the watched questions. This cannot be undone.",
    ),
    "telegram_forgotten": Sentence(
        "已删除 {count} 条提问。", "已刪除 {count} 則提問。", "Deleted {count} question{count:s}."
    ),
    "telegram_kept": Sentence("好的，什么都没动。", "好的，什麼都沒動。", "All right, nothing was changed."),
    # Inline
    "inline_closed": Sentence(
        "只为获准的人服务，点这里了解", "只為獲准的人服務，點這裡了解", "For invited people only. Tap to learn more"
    ),
    "inline_open": Sentence("在机器人里提问", "在機器人裡提問", "Ask the bot itself"),
    "inline_nothing": Sentence(
        "没有找到答案，打开机器人看看", "沒有找到答案，打開機器人看看", "No answer found. Open the bot"
    ),
    # Chats the bot is not a member of
    "telegram_guest_title": Sentence("回答", "回答", "Answer"),
    "telegram_guest_usage": Sentence(
        "请把问题写在 @{bot} 后面，或者回复一句话时 @{bot}。",
        "請把問題寫在 @{bot} 後面，或者回覆一句話時 @{bot}。",
        "Put your question after @{bot}, or mention @{bot} in a reply to somebody.",
    ),
    "telegram_guest_closed": Sentence(
        "这个机器人只为获准的人服务。想用的话，请私聊 @{bot}。",
        "這個機器人只為獲准的人服務。想用的話，請私訊 @{bot}。",
        "This bot is for invited people. To use it, write to @{bot} in private.",
    ),
    **telegram_labels.SENTENCES,
    **telegram_admin.SENTENCES,
    **telegram_operator.SENTENCES,
}
