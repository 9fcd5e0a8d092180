"""Sentences for errors: what is wrong, and what to do. Keys are ``error_`` and the key of the error."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    "error_error": Sentence("出错了：{detail}", "出錯了：{detail}", "Something went wrong: {detail}"),
    "error_document": Sentence(
        "文件用不了：{path}（{detail}）", "檔案用不了：{path}（{detail}）", "The file cannot be used: {path} ({detail})"
    ),
    "error_unreadable_file": Sentence(
        "文件打不开：{path}（{detail}）。请检查它还在不在、有没有读取权限、是否过大。",
        "檔案打不開：{path}（{detail}）。請檢查它還在不在、有沒有讀取權限、是否過大。",
        "The file cannot be read: {path} ({detail}). Check that it exists, may be read and is not too large.",
    ),
    "error_not_text": Sentence(
        "不是文本，或编码无法识别：{path}（{detail}）。请另存为 UTF-8 再试。",
        "不是文字檔，或編碼無法辨識：{path}（{detail}）。請另存為 UTF-8 再試。",
        "Not text, or in an unknown encoding: {path} ({detail}). Save it as UTF-8 and try again.",
    ),
    "error_no_text": Sentence(
        "文件里没有文字：{path}。扫描件请先做文字识别。",
        "檔案裡沒有文字：{path}。掃描件請先做文字辨識。",
        "There is no text in the file: {path}. Run text recognition on scans first.",
    ),
    "error_unknown_format": Sentence(
        "不认识这种格式：{path}（{detail}）。请转成 .txt、.md 等支持的格式。",
        "不認識這種格式：{path}（{detail}）。請轉成 .txt、.md 等支援的格式。",
        "Unknown format: {path} ({detail}). Convert it to .txt, .md or another known one.",
    ),
    "error_broken_file": Sentence(
        "文件已损坏或加了密：{path}（{detail}）。请换一份能正常打开的。",
        "檔案已損壞或加了密：{path}（{detail}）。請換一份能正常打開的。",
        "The file is damaged or encrypted: {path} ({detail}). Replace it with one that opens.",
    ),
    "error_missing_extra": Sentence(
        "读取 {path} 还缺一个组件，请运行：pip install 'yinju[{extra}]'",
        "讀取 {path} 還缺一個元件，請執行：pip install 'yinju[{extra}]'",
        "Reading {path} needs one more package. Run: pip install 'yinju[{extra}]'",
    ),
    "error_missing_path": Sentence(
        "没有这个文件或文件夹：{path}。请检查路径。",
        "沒有這個檔案或資料夾：{path}。請檢查路徑。",
        "No such file or folder: {path}. Check the path.",
    ),
    "error_index": Sentence(
        "索引用不了：{folder}。请运行 yinju index 重建。",
        "索引用不了：{folder}。請執行 yinju index 重建。",
        "The index cannot be used: {folder}. Run yinju index to rebuild it.",
    ),
    "error_no_index": Sentence(
        "还没有建立索引：{folder}。请运行 yinju index。",
        "還沒有建立索引：{folder}。請執行 yinju index。",
        "No index has been built yet: {folder}. Run yinju index.",
    ),
    "error_damaged_index": Sentence(
        "索引已损坏：{folder}（{file}）。请运行 yinju index，或在 yinju 里输入 /重建，从文档重新建立。",
        "索引已損壞：{folder}（{file}）。請執行 yinju index，或在 yinju 裡輸入 /重建，從文件重新建立。",
        "The index is damaged: {folder} ({file}). Run yinju index, or type /rebuild inside yinju, "
        "to build it anew from the documents.",
    ),
    "error_outdated_index": Sentence(
        "索引是旧版本建立的：{folder}（{found}，需要 {wanted}）。请运行 yinju index 重建。",
        "索引是舊版本建立的：{folder}（{found}，需要 {wanted}）。請執行 yinju index 重建。",
        "An older version wrote the index: {folder} ({found}, wanted {wanted}). Run yinju index to rebuild it.",
    ),
    "error_newer_index": Sentence(
        "索引是更新的版本建立的：{folder}（{found}，本程序为 {wanted}）。请升级 yinju。",
        "索引是更新的版本建立的：{folder}（{found}，本程式為 {wanted}）。請升級 yinju。",
        "A newer version wrote the index: {folder} ({found}, this is {wanted}). Update yinju.",
    ),
    "error_index_busy": Sentence(
        "另一个进程正在建立索引：{folder}（{holder}）。请等它结束，或先停掉它。",
        "另一個行程正在建立索引：{folder}（{holder}）。請等它結束，或先停掉它。",
        "Another process is building the index: {folder} ({holder}). Wait for it, or end it.",
    ),
    "error_unwritable_index": Sentence(
        "索引写不进去：{folder}（{detail}）。请检查剩余空间和权限；原有的索引没有受影响。",
        "索引寫不進去：{folder}（{detail}）。請檢查剩餘空間和權限；原有的索引沒有受影響。",
        "The index cannot be written: {folder} ({detail}). Check free space and permissions; the one before is intact.",
    ),
    "error_no_room": Sentence(
        "磁盘放不下新的索引：{folder}（至少要 {needed}，只剩 {free}）。请腾出空间后再试；原有的索引没有受影响。",
        "磁碟放不下新的索引：{folder}（至少要 {needed}，只剩 {free}）。請騰出空間後再試；原有的索引沒有受影響。",
        "There is no room for the new index: {folder} (at least {needed} needed, {free} free). Make room and try "
        "again; the one before is intact.",
    ),
    "error_cluster": Sentence(
        "OpenSearch 集群出了问题：{address}（{detail}）",
        "OpenSearch 叢集出了問題：{address}（{detail}）",
        "Something is wrong with the OpenSearch cluster: {address} ({detail})",
    ),
    "error_cluster_lost": Sentence(
        "连不上 OpenSearch 集群 {address}（{detail}），现在查不了。请检查集群是否在运行；恢复之后直接再问，不用重启。",
        "連不上 OpenSearch 叢集 {address}（{detail}），現在查不了。"
        "請檢查叢集是否在執行；恢復之後直接再問，不用重新啟動。",
        "The OpenSearch cluster {address} does not answer ({detail}), so nothing can be searched now. Check that it "
        "runs; once it is back, just ask again.",
    ),
    "error_cluster_refused": Sentence(
        "OpenSearch 集群 {address} 拒绝了请求（{detail}）。"
        "请检查 YINJU_OPENSEARCH_ 开头的设置：网址、用户名和密码或令牌、CA 文件。",
        "OpenSearch 叢集 {address} 拒絕了請求（{detail}）。"
        "請檢查 YINJU_OPENSEARCH_ 開頭的設定：網址、使用者名稱和密碼或權杖、CA 檔。",
        "The OpenSearch cluster {address} refused the request ({detail}). Check the settings that begin with "
        "YINJU_OPENSEARCH_: address, user and password or token, CA file.",
    ),
    "error_no_cluster_index": Sentence(
        "集群里没有索引「{index}」。请在存有文档的机器上运行 yinju index。",
        "叢集裡沒有索引「{index}」。請在存有文件的機器上執行 yinju index。",
        "The cluster holds no index “{index}”. Run yinju index on the machine that has the documents.",
    ),
    "error_cluster_mismatch": Sentence(
        "集群里的索引「{index}」是用另一个版本或另一套词表建的。请让各处的版本、YINJU_WORDS 和 YINJU_SYNONYMS 一致，"
        "再在存有文档的机器上运行 yinju index。",
        "叢集裡的索引「{index}」是用另一個版本或另一套詞表建的。請讓各處的版本、YINJU_WORDS 和 YINJU_SYNONYMS 一致，"
        "再在存有文件的機器上執行 yinju index。",
        "The cluster's index “{index}” was made by another version or with other word lists. Make version, YINJU_WORDS "
        "and YINJU_SYNONYMS the same everywhere, then run yinju index on the machine that has the documents.",
    ),
    "error_cluster_read_only": Sentence(
        "这个程序只查集群里的索引「{index}」，不更新它。"
        "新文档请在存有文档的机器上用 yinju index 编入，或在那里设 YINJU_OPENSEARCH_WRITES=on。",
        "這個程式只查叢集裡的索引「{index}」，不更新它。"
        "新文件請在存有文件的機器上用 yinju index 編入，或在那裡設 YINJU_OPENSEARCH_WRITES=on。",
        "This program only asks the cluster's index “{index}” and does not update it. Run yinju index on the machine "
        "that has the documents, or set YINJU_OPENSEARCH_WRITES=on there.",
    ),
    "error_missing_cluster_client": Sentence(
        "查 OpenSearch 集群还缺一个组件，请运行：pip install 'yinju[{extra}]'",
        "查 OpenSearch 叢集還缺一個元件，請執行：pip install 'yinju[{extra}]'",
        "Asking an OpenSearch cluster needs one more package. Run: pip install 'yinju[{extra}]'",
    ),
    "error_weights": Sentence(
        "随程序附带的权重文件有问题：{file}（{detail}）。请重新安装 yinju。",
        "隨程式附帶的權重檔有問題：{file}（{detail}）。請重新安裝 yinju。",
        "The weights shipped with the program are unusable: {file} ({detail}). Reinstall yinju.",
    ),
    "error_data": Sentence(
        "数据文件不对：{path}（{detail}）。请提供 SQuAD 格式的 JSON 或 BEIR 文件夹。",
        "資料檔不對：{path}（{detail}）。請提供 SQuAD 格式的 JSON 或 BEIR 資料夾。",
        "Not a usable data file: {path} ({detail}). Give SQuAD-style JSON or a BEIR folder.",
    ),
    "error_unexpected": Sentence(
        "程序出了意外（{kind}）。详细记录在 {log}，报告问题时请附上。",
        "程式出了意外（{kind}）。詳細記錄在 {log}，回報問題時請附上。",
        "Something unexpected happened ({kind}). The details are in {log}; please attach it when you report this.",
    ),
    "error_disk": Sentence(
        "读写磁盘失败：{path}（{detail}）。请检查权限和剩余空间。",
        "讀寫磁碟失敗：{path}（{detail}）。請檢查權限和剩餘空間。",
        "Reading or writing the disk failed: {path} ({detail}). Check permissions and free space.",
    ),
    # Why a file was skipped, in a few words; a reason narrows a problem
    "skip_unreadable_file": Sentence("打不开", "打不開", "cannot be read"),
    "skip_unreadable_file_gone": Sentence("已不存在", "已不存在", "gone"),
    "skip_unreadable_file_forbidden": Sentence("没有读取权限", "沒有讀取權限", "may not be read"),
    "skip_unreadable_file_too_large": Sentence("太大", "太大", "too large"),
    "skip_unreadable_file_changed": Sentence(
        "读取时正在改动，请再试", "讀取時正在更動，請再試", "changed while read, try again"
    ),
    "skip_not_text": Sentence(
        "不是文本，或编码无法识别", "不是文字檔，或編碼無法辨識", "not text, or unknown encoding"
    ),
    "skip_no_text": Sentence("没有文字", "沒有文字", "no text in it"),
    "skip_no_text_empty": Sentence("空文件", "空檔案", "empty"),
    "skip_no_text_scanned": Sentence(
        "只有图像，要做文字识别（OCR）：pip install 'yinju[ocr]'",
        "只有影像，要做文字辨識（OCR）：pip install 'yinju[ocr]'",
        "pictures only, needs text recognition (OCR): pip install 'yinju[ocr]'",
    ),
    "skip_no_text_garbled": Sentence(
        "字体编码有误，读出的字不是原文，要做文字识别（OCR）：pip install 'yinju[ocr]'",
        "字型編碼有誤，讀出的字不是原文，要做文字辨識（OCR）：pip install 'yinju[ocr]'",
        "its fonts name wrong characters, needs text recognition (OCR): pip install 'yinju[ocr]'",
    ),
    "skip_no_text_unrecognised": Sentence(
        "图像上没有认出文字", "影像上沒有認出文字", "no text was found on its pictures"
    ),
    "skip_broken_file": Sentence("已损坏", "已損壞", "damaged"),
    "skip_broken_file_encrypted": Sentence("加了密", "加了密", "encrypted"),
    "skip_broken_file_bomb": Sentence("内容异常庞大", "內容異常龐大", "unpacks to too much"),
    "skip_missing_extra": Sentence(
        "缺组件：pip install 'yinju[{extra}]'",
        "缺元件：pip install 'yinju[{extra}]'",
        "needs pip install 'yinju[{extra}]'",
    ),
    "skip_broken_file_old_format": Sentence(
        "旧版 Office 格式，请另存为新格式",
        "舊版 Office 格式，請另存為新格式",
        "old Office format, save it in the new one",
    ),
    "skip_convertible": Sentence(
        "不支持的格式，请另存为 {instead}", "不支援的格式，請另存為 {instead}", "unknown format, save it as {instead}"
    ),
    "skip_unknown_format_convertible": Sentence(
        "不支持的格式，请另存为 {instead}", "不支援的格式，請另存為 {instead}", "unknown format, save it as {instead}"
    ),
    "skip_unknown_format_needs_program": Sentence(
        "装有 LibreOffice 才能读，或请另存为 {instead}",
        "裝有 LibreOffice 才能讀，或請另存為 {instead}",
        "needs LibreOffice installed, or save it as {instead}",
    ),
    "skip_unknown_format": Sentence("不支持的格式", "不支援的格式", "unknown format"),
    "skip_unsupported": Sentence("不支持的格式", "不支援的格式", "unknown format"),
    "skip_not_a_file": Sentence("不是普通文件", "不是一般檔案", "not a regular file"),
    "skip_unreadable": Sentence("文件夹不能列出", "資料夾不能列出", "folder may not be listed"),
    "skip_excluded": Sentence("按设置不查找", "依設定不搜尋", "excluded by a setting"),
    "skip_already_seen": Sentence("重复出现", "重複出現", "reached twice"),
    "skip_document": Sentence("用不了", "用不了", "cannot be used"),
    # What the loading of a file left to say
    "note_doubtful_encoding": Sentence(
        "编码不确定，按 {detail} 读取", "編碼不確定，按 {detail} 讀取", "doubtful encoding, read as {detail}"
    ),
    "note_damaged_characters": Sentence("有 {detail} 处乱码", "有 {detail} 處亂碼", "{detail} bytes were no text"),
    "note_scanned_pages": Sentence(
        "第 {detail} 页只有图像", "第 {detail} 頁只有影像", "pages {detail} are pictures only"
    ),
    "note_garbled_pages": Sentence(
        "第 {detail} 页字体编码有误，未读",
        "第 {detail} 頁字型編碼有誤，未讀",
        "pages {detail} have fonts that name wrong characters",
    ),
    "note_ocr_pages": Sentence(
        "第 {detail} 页由文字识别（OCR）读出", "第 {detail} 頁由文字辨識（OCR）讀出", "pages {detail} were read by OCR"
    ),
    "note_unrecognised_pages": Sentence(
        "第 {detail} 页的图像上没有认出文字",
        "第 {detail} 頁的影像上沒有認出文字",
        "no text was found on pages {detail}",
    ),
    "note_skipped_parts": Sentence("有部分未读：{detail}", "有部分未讀：{detail}", "parts not read: {detail}"),
}
