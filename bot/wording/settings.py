"""Sentences about settings: for each, under ``setting_`` and its name, what it should be."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    "setting_wrong": Sentence(
        "设置 {name}={value} 不能用：{expected}",
        "設定 {name}={value} 不能用：{expected}",
        "The setting {name}={value} cannot be used: {expected}",
    ),
    "setting_wrong_secret": Sentence(
        "设置 {name} 不能用：{expected}",
        "設定 {name} 不能用：{expected}",
        "The setting {name} cannot be used: {expected}",
    ),
    "setting_misspelt": Sentence(
        "没有 {name} 这项设置（{where}），它不起作用{near}",
        "沒有 {name} 這項設定（{where}），它不起作用{near}",
        "There is no setting {name} ({where}); it does nothing{near}",
    ),
    "where_environment": Sentence("环境变量", "環境變數", "environment"),
    "where_env_file": Sentence("{path} 第 {line} 行", "{path} 第 {line} 行", "{path}, line {line}"),
    "setting_env_file": Sentence(
        "读不了设置文件 {path}，请把它存为 UTF-8 文本。",
        "讀不了設定檔 {path}，請把它存為 UTF-8 文字檔。",
        "The settings file {path} cannot be read. Save it as UTF-8 text.",
    ),
    "setting_documents": Sentence(
        "要查找的文件夹或文件，多个之间用「{separator}」隔开。",
        "要搜尋的資料夾或檔案，多個之間用「{separator}」隔開。",
        "folders or files to search, several separated by “{separator}”.",
    ),
    "setting_include": Sentence(
        "要查找的文件名样式，用逗号隔开，例如 *.md,报告/*。",
        "要搜尋的檔名樣式，用逗號隔開，例如 *.md,報告/*。",
        "patterns of the files to search, separated by commas, such as *.md,reports/*.",
    ),
    "setting_exclude": Sentence(
        "不查找的文件名样式，用逗号隔开，例如 草稿/*。",
        "不搜尋的檔名樣式，用逗號隔開，例如 草稿/*。",
        "patterns of the files to leave out, separated by commas, such as drafts/*.",
    ),
    "setting_data": Sentence(
        "存放索引、账本和日志的文件夹。",
        "存放索引、帳本和記錄的資料夾。",
        "the folder of the index, the ledger and the log.",
    ),
    "setting_cache": Sentence(
        "存放临时索引（--documents）的文件夹。",
        "存放臨時索引（--documents）的資料夾。",
        "the folder of one-off indexes (--documents).",
    ),
    "setting_made_up_rate": Sentence(
        "应是 0 与 1 之间的数：文档答不了的问题里，允许多大比例仍给出回答；例如 0.1。",
        "應是 0 與 1 之間的數：文件答不了的問題裡，允許多大比例仍給出回答；例如 0.1。",
        "a number between 0 and 1, the share of unanswerable questions that may get an answer after all; say 0.1.",
    ),
    "setting_threads": Sentence(
        "应是 1 到 64 之间的整数：同时阅读几个段落，每个占一个核。",
        "應是 1 到 64 之間的整數：同時閱讀幾個段落，每個占一個核心。",
        "a whole number from 1 to 64: paragraphs read at once, each on a core.",
    ),
    "setting_language": Sentence(
        "应是 zh-hans、zh-hant 或 en。", "應是 zh-hans、zh-hant 或 en。", "one of zh-hans, zh-hant, en."
    ),
    "setting_words": Sentence(
        "词表文件，每行一个词；意思相同的用等号连起来：办公自动化系统 = OA。",
        "詞表檔，每行一個詞；意思相同的用等號連起來：辦公自動化系統 = OA。",
        "a file of words, one a line; those that mean the same with an equals sign between: 办公自动化系统 = OA.",
    ),
    "setting_synonyms": Sentence(
        "同义词文件，每行一组，用逗号或空格隔开。",
        "同義詞檔，每行一組，用逗號或空格隔開。",
        "a file of synonyms, a group a line, separated by commas or spaces.",
    ),
    "setting_rights": Sentence(
        "权限文件（TOML）：哪些文件夹只给指定的人和群看。",
        "權限檔（TOML）：哪些資料夾只給指定的人和群組看。",
        "a rights file (TOML): which folders are only for named people and groups.",
    ),
    "setting_search": Sentence(
        "应是 embedded（本机的索引，默认）或 opensearch（集群）。",
        "應是 embedded（本機的索引，預設）或 opensearch（叢集）。",
        "embedded (the index of this machine, the default) or opensearch (a cluster).",
    ),
    "setting_opensearch_url": Sentence(
        "集群各节点的网址，用逗号隔开，例如 https://a:9200,https://b:9200，不含用户名和密码；用 opensearch 时要写。",
        "叢集各節點的網址，用逗號隔開，例如 https://a:9200,https://b:9200，不含使用者和密碼；用 opensearch 時要寫。",
        "addresses of the cluster's nodes, separated by commas, such as https://a:9200,https://b:9200, without user "
        "and password; opensearch needs it.",
    ),
    "setting_opensearch_user": Sentence(
        "集群的用户名，和 YINJU_OPENSEARCH_PASSWORD 一起写。",
        "叢集的使用者名稱，和 YINJU_OPENSEARCH_PASSWORD 一起寫。",
        "the cluster's user, together with YINJU_OPENSEARCH_PASSWORD.",
    ),
    "setting_opensearch_password": Sentence(
        "集群的密码，和 YINJU_OPENSEARCH_USER 要么都写，要么都不写。",
        "叢集的密碼，和 YINJU_OPENSEARCH_USER 要麼都寫，要麼都不寫。",
        "the cluster's password; set both it and YINJU_OPENSEARCH_USER, or neither.",
    ),
    "setting_opensearch_token": Sentence(
        "集群的令牌（Bearer），不和用户名同时用。",
        "叢集的權杖（Bearer），不和使用者名稱同時用。",
        "the cluster's bearer token, not together with a user.",
    ),
    "setting_opensearch_ca": Sentence(
        "签发集群证书的 CA 文件（PEM），要存在。",
        "簽發叢集憑證的 CA 檔（PEM），要存在。",
        "the file (PEM) of the authority that signed the cluster's certificates; it must exist.",
    ),
    "setting_opensearch_index": Sentence(
        "集群里索引的名字：小写字母、数字、- 和 _，默认 yinju。",
        "叢集裡索引的名字：小寫字母、數字、- 和 _，預設 yinju。",
        "the name of the index in the cluster: small letters, digits, - and _; yinju by default.",
    ),
    "setting_opensearch_writes": Sentence(
        "应是 on 或 off（默认）：终端和机器人读到改动后是否更新集群里的索引；只让一个程序打开。",
        "應是 on 或 off（預設）：終端機和機器人讀到改動後是否更新叢集裡的索引；只讓一個程式打開。",
        "on or off (the default): whether console and bot update the cluster's index when files change; one program.",
    ),
    "setting_opensearch_shards": Sentence(
        "应是 1 到 1024 之间的整数：索引分成几片；默认 1。",
        "應是 1 到 1024 之間的整數：索引分成幾片；預設 1。",
        "a whole number from 1 to 1024: parts the index is cut into; 1 by default.",
    ),
    "setting_opensearch_replicas": Sentence(
        "应是 0 到 16 之间的整数：每片在别的节点上另存几份；默认 1。",
        "應是 0 到 16 之間的整數：每片在別的節點上另存幾份；預設 1。",
        "a whole number from 0 to 16: copies of each part on other nodes; 1 by default.",
    ),
    "setting_opensearch_timeout": Sentence(
        "应是 0 与 300 之间的数：等一个节点多少秒；默认 5。",
        "應是 0 與 300 之間的數：等一個節點多少秒；預設 5。",
        "a number between 0 and 300: seconds one node is waited for; 5 by default.",
    ),
    "setting_telegram_token": Sentence(
        "BotFather 给的令牌，形如 123456789:AAE…。",
        "BotFather 給的權杖，形如 123456789:AAE…。",
        "the token from BotFather, like 123456789:AAE….",
    ),
    "setting_telegram_base_url": Sentence(
        "应是以 http:// 或 https:// 开头的网址。",
        "應是以 http:// 或 https:// 開頭的網址。",
        "an address that begins with http:// or https://.",
    ),
    "setting_telegram_access": Sentence(
        "应是 closed（只有获准的人和群，默认）或 open（任何人）。",
        "應是 closed（只有獲准的人和群組，預設）或 open（任何人）。",
        "closed (invited people and groups, the default) or open (everybody).",
    ),
    "setting_telegram_guests": Sentence(
        "应是 on 或 off（默认）：获准的人能否在机器人没有加入的聊天里 @ 它提问。",
        "應是 on 或 off（預設）：獲准的人能否在機器人沒有加入的聊天裡 @ 它提問。",
        "on or off (the default): whether people who were let in may mention the bot in chats it is not a member of.",
    ),
    "setting_telegram_webhook_url": Sentence(
        "Telegram 送来消息的公开网址，以 https:// 开头；留空则用轮询。",
        "Telegram 送來訊息的公開網址，以 https:// 開頭；留空則用輪詢。",
        "the public address Telegram delivers to, beginning with https://; empty for polling.",
    ),
    "setting_telegram_webhook_secret": Sentence(
        "webhook 的密钥，1–256 个字母、数字、_ 或 -。",
        "webhook 的密鑰，1–256 個字母、數字、_ 或 -。",
        "the webhook's secret, 1 to 256 letters, digits, _ or -.",
    ),
    "setting_telegram_listen": Sentence(
        "webhook 监听的地址和端口，形如 127.0.0.1:8443。",
        "webhook 監聽的位址和連接埠，形如 127.0.0.1:8443。",
        "address and port the webhook listens on, like 127.0.0.1:8443.",
    ),
    "setting_files_kept": Sentence(
        "Telegram 里不发送其中文件的文件夹或文件，多个之间用「{separator}」隔开。",
        "Telegram 裡不傳送其中檔案的資料夾或檔案，多個之間用「{separator}」隔開。",
        "folders or files that are never sent in Telegram, several separated by “{separator}”.",
    ),
    "setting_retention_days": Sentence(
        "应是不小于 1 的整数：Telegram 里的提问保留多少天；默认 365。",
        "應是不小於 1 的整數：Telegram 裡的提問保留多少天；預設 365。",
        "a whole number from 1: days that questions asked in Telegram are kept; 365 by default.",
    ),
}
