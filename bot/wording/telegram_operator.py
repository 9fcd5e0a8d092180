"""Sentences the operator of the Telegram bot reads at the terminal."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    "telegram_running": Sentence(
        "机器人 @{bot} 已启动（{way}）。按 Ctrl-C 停止。",
        "機器人 @{bot} 已啟動（{way}）。按 Ctrl-C 停止。",
        "The bot @{bot} is running ({way}). Ctrl-C stops it.",
    ),
    "telegram_pairing_code": Sentence(
        "还没有管理员。请在 24 小时内私聊 @{bot}，发送：/pair {code}",
        "還沒有管理員。請在 24 小時內傳私訊給 @{bot}：/pair {code}",
        "There is no administrator yet. Within 24 hours send @{bot} in a private chat: /pair {code}",
    ),
    "telegram_open_access": Sentence(
        "注意：YINJU_TELEGRAM_ACCESS=open，任何人都可以提问。",
        "注意：YINJU_TELEGRAM_ACCESS=open，任何人都可以提問。",
        "Note: YINJU_TELEGRAM_ACCESS=open lets anybody ask.",
    ),
    "telegram_guests_botfather": Sentence(
        "YINJU_TELEGRAM_GUESTS 已打开，但 @{bot} 在 @BotFather 那里还没有打开 guest mode，"
        "所以在没有加入的聊天里还不能回答。",
        "YINJU_TELEGRAM_GUESTS 已開啟，但 @{bot} 在 @BotFather 那裡還沒有開啟 guest mode，"
        "所以在沒有加入的聊天裡還不能回答。",
        "YINJU_TELEGRAM_GUESTS is on, but guest mode is off for @{bot} at @BotFather: it cannot answer in chats it is "
        "not a member of yet.",
    ),
    "telegram_no_token": Sentence(
        "没有设置 YINJU_TELEGRAM_TOKEN。请在 Telegram 里找 @BotFather 发送 /newbot，把得到的令牌写进 .env。",
        "沒有設定 YINJU_TELEGRAM_TOKEN。請在 Telegram 裡找 @BotFather 傳送 /newbot，把得到的權杖寫進 .env。",
        "YINJU_TELEGRAM_TOKEN is not set. Send /newbot to @BotFather in Telegram and put the token it gives in .env.",
    ),
    "telegram_wrong_token": Sentence(
        "Telegram 不认这个令牌。请核对 YINJU_TELEGRAM_TOKEN，或向 @BotFather 发送 /token 取得新的。",
        "Telegram 不認這個權杖。請核對 YINJU_TELEGRAM_TOKEN，或向 @BotFather 傳送 /token 取得新的。",
        "Telegram rejects the token. Check YINJU_TELEGRAM_TOKEN, or get a new one from @BotFather with /token.",
    ),
    "telegram_conflict": Sentence(
        "同一个令牌正在别处使用：另有一个机器人在运行。请只留一个。",
        "同一個權杖正在別處使用：另有一個機器人在執行。請只留一個。",
        "The token is in use elsewhere: another copy of the bot is running. Keep only one.",
    ),
    "telegram_same_folder": Sentence(
        "另有一个机器人正在用数据文件夹 {folder}。请只留一个，或给这一个另设 YINJU_DATA。",
        "另有一個機器人正在用資料夾 {folder}。請只留一個，或給這一個另設 YINJU_DATA。",
        "Another copy of the bot is using the folder {folder}. Keep only one, or set another YINJU_DATA for this one.",
    ),
    "telegram_no_network": Sentence(
        "连不上 Telegram（{server}）。请检查网络和代理；自建服务器请核对 YINJU_TELEGRAM_BASE_URL。",
        "連不上 Telegram（{server}）。請檢查網路和代理；自建伺服器請核對 YINJU_TELEGRAM_BASE_URL。",
        "Cannot reach Telegram ({server}). Check the network and proxy; for a server of your own check "
        "YINJU_TELEGRAM_BASE_URL.",
    ),
    "telegram_port": Sentence(
        "无法监听 {listen}：{detail}。请换一个 YINJU_TELEGRAM_LISTEN。",
        "無法監聽 {listen}：{detail}。請換一個 YINJU_TELEGRAM_LISTEN。",
        "Cannot listen on {listen}: {detail}. Choose another YINJU_TELEGRAM_LISTEN.",
    ),
    "telegram_webhook_extra": Sentence(
        "用 webhook 还缺一个组件，请运行：pip install 'yinju[webhook]'",
        "用 webhook 還缺一個元件，請執行：pip install 'yinju[webhook]'",
        "Webhooks need one more package. Run: pip install 'yinju[webhook]'",
    ),
    "telegram_webhook_secret": Sentence(
        "设置了 YINJU_TELEGRAM_WEBHOOK_URL，还要设置 YINJU_TELEGRAM_WEBHOOK_SECRET（1–256 个字母、数字、_ 或 -）。",
        "設定了 YINJU_TELEGRAM_WEBHOOK_URL，還要設定 YINJU_TELEGRAM_WEBHOOK_SECRET（1–256 個字母、數字、_ 或 -）。",
        "YINJU_TELEGRAM_WEBHOOK_URL needs YINJU_TELEGRAM_WEBHOOK_SECRET too (1 to 256 letters, digits, _ or -).",
    ),
    "telegram_webhook_path": Sentence(
        "YINJU_TELEGRAM_WEBHOOK_URL 的路径不能是 {path}：那里用来检查运行状况。请换一个路径。",
        "YINJU_TELEGRAM_WEBHOOK_URL 的路徑不能是 {path}：那裡用來檢查執行狀況。請換一個路徑。",
        "The path of YINJU_TELEGRAM_WEBHOOK_URL cannot be {path}: monitoring asks there. Choose another path.",
    ),
    "telegram_way_polling": Sentence("轮询", "輪詢", "polling"),
    "telegram_way_webhook": Sentence("webhook", "webhook", "webhook"),
    "ledger_newer": Sentence(
        "账本 {file} 是更新的版本写的。请升级 yinju。",
        "帳本 {file} 是更新的版本寫的。請升級 yinju。",
        "A newer version wrote the ledger {file}. Update yinju.",
    ),
    "ledger_unreadable": Sentence(
        "账本 {file} 打不开，或不是账本。请检查权限，或从备份恢复。",
        "帳本 {file} 打不開，或不是帳本。請檢查權限，或從備份還原。",
        "The ledger {file} cannot be opened, or is none. Check permissions, or restore a backup.",
    ),
}
