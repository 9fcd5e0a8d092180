"""Sentences about who may read which documents: for the operator, for administrators, and under closed answers."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    # What is wrong with the file
    "rights_unreadable": Sentence(
        "读不了权限文件 {file}（{detail}）。",
        "讀不了權限檔 {file}（{detail}）。",
        "The rights file {file} cannot be read ({detail}).",
    ),
    "rights_encoding": Sentence(
        "权限文件 {file} 不是 UTF-8 文本，请另存为 UTF-8。",
        "權限檔 {file} 不是 UTF-8 文字，請另存為 UTF-8。",
        "The rights file {file} is no UTF-8 text. Save it as UTF-8.",
    ),
    "rights_line": Sentence(
        "权限文件 {file} 第 {line} 行不是 TOML 的写法：文件夹名要加单引号，例如 [folders.'人事']。",
        "權限檔 {file} 第 {line} 行不是 TOML 的寫法：資料夾名要加單引號，例如 [folders.'人事']。",
        "Line {line} of the rights file {file} is no TOML: names of folders stand in single quotes, [folders.'人事'].",
    ),
    "rights_cut": Sentence(
        "权限文件 {file} 不是完整的 TOML。",
        "權限檔 {file} 不是完整的 TOML。",
        "The rights file {file} is not whole: its TOML ends too early.",
    ),
    "rights_none": Sentence(
        "权限文件 {file} 里没有一个文件夹，要像 [folders.'人事'] 这样写；如果全部公开，请去掉 YINJU_RIGHTS。",
        "權限檔 {file} 裡沒有一個資料夾，要像 [folders.'人事'] 這樣寫；如果全部公開，請去掉 YINJU_RIGHTS。",
        "The rights file {file} names no folder; write [folders.'人事']. To open everything, take YINJU_RIGHTS away.",
    ),
    "rights_unknown_key": Sentence(
        "权限文件 {file}：不认识 {key}，可以写的是 {known}。",
        "權限檔 {file}：不認識 {key}，可以寫的是 {known}。",
        "Rights file {file}: {key} is unknown; known is {known}.",
    ),
    "rights_table": Sentence(
        "权限文件 {file}：{key} 应是一个表，里面写 people 和 groups。",
        "權限檔 {file}：{key} 應是一個表，裡面寫 people 和 groups。",
        "Rights file {file}: {key} should be a table with people and groups.",
    ),
    "rights_people": Sentence(
        "权限文件 {file}：{key} 应是 Telegram 用户编号（正整数），例如 people = [123456789]；编号见 /allow。",
        "權限檔 {file}：{key} 應是 Telegram 使用者編號（正整數），例如 people = [123456789]；編號見 /allow。",
        "Rights file {file}: {key} should be Telegram's numbers of people, such as people = [123456789]; "
        "/allow lists them.",
    ),
    "rights_groups": Sentence(
        "权限文件 {file}：{key} 应是 Telegram 群编号（负整数），例如 groups = [-1001234567890]；编号见 /allow。",
        "權限檔 {file}：{key} 應是 Telegram 群組編號（負整數），例如 groups = [-1001234567890]；編號見 /allow。",
        "Rights file {file}: {key} should be Telegram's numbers of groups, such as groups = [-1001234567890]; "
        "/allow lists them.",
    ),
    "rights_no_folder": Sentence(
        "权限文件 {file}：{key} 不在要查找的文档里；请写文档文件夹下的路径，或完整路径。",
        "權限檔 {file}：{key} 不在要搜尋的文件裡；請寫文件資料夾下的路徑，或完整路徑。",
        "Rights file {file}: {key} is not among the documents; write its path below a folder of documents, or in full.",
    ),
    "rights_twice": Sentence(
        "权限文件 {file}：{key} 和 {other} 是同一个文件夹，请合成一个。",
        "權限檔 {file}：{key} 和 {other} 是同一個資料夾，請合成一個。",
        "Rights file {file}: {key} and {other} are the same folder. Make them one.",
    ),
    "rights_kept": Sentence(
        "{problems}\n在改好之前，照上一次能用的权限办，不会多公开什么。",
        "{problems}\n在改好之前，照上一次能用的權限辦，不會多公開什麼。",
        "{problems}\nUntil that is mended, the rights hold that could be used last; nothing is opened.",
    ),
    "rights_mended": Sentence(
        "权限文件又能用了，现在照它办：{count} 个文件夹有限制。",
        "權限檔又能用了，現在照它辦：{count} 個資料夾有限制。",
        "The rights file can be used again and holds now: {count} folder{count:s} not open to everybody.",
    ),
    # Where it is told that there are any
    "rights_running": Sentence(
        "有 {count} 个文件夹只给指定的人和群看（{file}）。",
        "有 {count} 個資料夾只給指定的人和群組看（{file}）。",
        "{count} folder{count:s} only for the people and groups named in {file}.",
    ),
    "doctor_rights": Sentence("权限文件能用：{path}", "權限檔能用：{path}", "The rights file can be used: {path}"),
    "doctor_rights_named": Sentence(
        "文件夹「{folder}」给 {people} 人、{groups} 个群和管理员看",
        "資料夾「{folder}」給 {people} 人、{groups} 個群組和管理員看",
        "Folder “{folder}”: {people} people, {groups} group{groups:s} and administrators",
    ),
    "doctor_rights_administrators": Sentence(
        "文件夹「{folder}」只给管理员看", "資料夾「{folder}」只給管理員看", "Folder “{folder}”: administrators only"
    ),
    "telegram_health_rights": Sentence(
        "有限制的文件夹：{count}",
        "有限制的資料夾：{count}",
        "Folders not open to everybody: {count}",
    ),
    # In the chat
    "telegram_closed": Sentence(
        "这条回答引用的文档，现在不能在这里查看了。",
        "這則回答引用的文件，現在不能在這裡查看了。",
        "The documents this answer rests on may no longer be read here.",
    ),
    "telegram_rights_moved": Sentence(
        "群 {old} 升级了，编号变成 {new}。权限文件里写的还是旧编号，改好之前，这个群看不到只给它看的文件夹。",
        "群組 {old} 升級了，編號變成 {new}。權限檔裡寫的還是舊編號，改好之前，這個群組看不到只給它看的資料夾。",
        "The group {old} was upgraded and has the number {new} now. The rights file still has the old one: until "
        "that is changed, the group does not see the folders meant for it.",
    ),
}
