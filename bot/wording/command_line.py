"""Sentences of the commands and their help."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    # Headings of a help screen
    "usage": Sentence("用法：", "用法：", "Usage:"),
    "options": Sentence("选项", "選項", "Options"),
    "commands": Sentence("命令", "指令", "Commands"),
    "examples": Sentence("例子", "範例", "Examples"),
    "option_help": Sentence("显示这份说明", "顯示這份說明", "show this help"),
    "option_version": Sentence("显示版本", "顯示版本", "show the version"),
    # The program
    "help_yinju": Sentence(
        "从中文文档里找答案：每个答案都是原文，并注明出自哪一段。不带命令时打开问答窗口。",
        "從中文文件裡找答案：每個答案都是原文，並註明出自哪一段。不帶指令時打開問答視窗。",
        "Answers questions from Chinese documents: each answer is a verbatim quote with its paragraph. "
        "Without a command, opens the console.",
    ),
    "example_yinju": Sentence(
        "yinju　打开问答窗口\nyinju ask 今年发展了多少名党员？",
        "yinju　打開問答視窗\nyinju ask 今年發展了多少名黨員？",
        "yinju   open the console\nyinju ask 今年发展了多少名党员？",
    ),
    # ask
    "help_ask": Sentence(
        "回答一个问题；不写问题时，标准输入每行一个问题。退出码：0 全部答出，1 有未答出的，2 出错。",
        "回答一個問題；不寫問題時，標準輸入每行一個問題。結束碼：0 全部答出，1 有未答出的，2 出錯。",
        "Answer one question or, without one, a question per line of standard input. Exit code: 0 all answered, 1 some "
        "not, 2 error.",
    ),
    "short_ask": Sentence("回答问题", "回答問題", "answer questions"),
    "argument_question": Sentence("问题", "問題", "QUESTION"),
    "option_documents": Sentence(
        "只在这些文件或文件夹里查找（可重复）",
        "只在這些檔案或資料夾裡搜尋（可重複）",
        "search these files or folders only (repeatable)",
    ),
    "option_json": Sentence("每个问题输出一行 JSON", "每個問題輸出一行 JSON", "print one line of JSON per question"),
    "option_chat": Sentence(
        "各行是同一段对话，可以追问", "各行是同一段對話，可以追問", "the lines are one conversation"
    ),
    "option_plain": Sentence("不用颜色，不折行", "不用顏色，不折行", "no colours, no wrapping"),
    "option_top": Sentence(
        "最多列出几处出处或段落", "最多列出幾處出處或段落", "sources or paragraphs to list at the most"
    ),
    "option_explain": Sentence("说明为什么是这些段落", "說明為什麼是這些段落", "tell why these paragraphs"),
    "example_ask": Sentence(
        "yinju ask 今年发展了多少名党员？\nyinju ask --documents 报告/ --json < 问题.txt",
        "yinju ask 今年發展了多少名黨員？\nyinju ask --documents 報告/ --json < 問題.txt",
        "yinju ask 今年发展了多少名党员？\nyinju ask --documents reports/ --json < questions.txt",
    ),
    "file_unread": Sentence("{path} 没有读：{reason}", "{path} 沒有讀：{reason}", "{path} was not read: {reason}"),
    # index
    "help_index": Sentence(
        "建立或更新索引。写出路径时，以后就查找这些文件或文件夹；不写时用设置里的。",
        "建立或更新索引。寫出路徑時，以後就搜尋這些檔案或資料夾；不寫時用設定裡的。",
        "Build or refresh the index. Paths given here are searched from now on; without any, those of the settings.",
    ),
    "short_index": Sentence("建立或更新索引", "建立或更新索引", "build or refresh the index"),
    "argument_paths": Sentence("路径", "路徑", "PATH"),
    "example_index": Sentence(
        "yinju index\nyinju index ~/报告 ~/制度.md",
        "yinju index\nyinju index ~/報告 ~/制度.md",
        "yinju index\nyinju index ~/reports ~/rules.md",
    ),
    "index_summary": Sentence(
        "新增 {added}，改动 {changed}，删除 {removed}，未变 {unchanged}，跳过 {skipped}",
        "新增 {added}，更動 {changed}，刪除 {removed}，未變 {unchanged}，略過 {skipped}",
        "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {skipped} skipped",
    ),
    "index_total": Sentence(
        "现在可以查找 {documents} 篇文档、{paragraphs} 段（用时 {seconds} 秒）",
        "現在可以搜尋 {documents} 篇文件、{paragraphs} 段（用時 {seconds} 秒）",
        "{documents} document{documents:s}, {paragraphs} paragraph{paragraphs:s} can be searched ({seconds} s)",
    ),
    "index_added": Sentence("新增", "新增", "added"),
    "index_changed": Sentence("改动", "更動", "changed"),
    "index_removed": Sentence("删除", "刪除", "removed"),
    "index_skipped": Sentence("跳过", "略過", "skipped"),
    "index_same": Sentence("与 {path} 相同", "與 {path} 相同", "same as {path}"),
    "index_note": Sentence("注意", "注意", "note"),
    "index_overruled": Sentence(
        "注意：设置 YINJU_DOCUMENTS 另有所指，不带路径的命令仍按它查找；要用这里的路径，请去掉那项设置。",
        "注意：設定 YINJU_DOCUMENTS 另有所指，不帶路徑的指令仍按它搜尋；要用這裡的路徑，請去掉那項設定。",
        "Note: YINJU_DOCUMENTS names other documents, and commands without paths go by it. Remove that setting to "
        "search the paths given here.",
    ),
    "interrupted_before": Sentence(
        "已停止。原有的索引完好，仍按它回答：{documents} 篇文档、{paragraphs} 段。",
        "已停止。原有的索引完好，仍按它回答：{documents} 篇文件、{paragraphs} 段。",
        "Stopped. The index there was is whole and goes on answering: {documents} document{documents:s}, {paragraphs} "
        "paragraph{paragraphs:s}.",
    ),
    "interrupted_finished": Sentence(
        "已停止，这时新的索引已经建好：{documents} 篇文档、{paragraphs} 段。",
        "已停止，這時新的索引已經建好：{documents} 篇文件、{paragraphs} 段。",
        "Stopped, when the new index was already finished: {documents} document{documents:s}, {paragraphs} "
        "paragraph{paragraphs:s}.",
    ),
    "interrupted_no_index": Sentence(
        "已停止，还没有索引可用。", "已停止，還沒有索引可用。", "Stopped; there is no index yet."
    ),
    "interrupted_unsaved": Sentence(
        "这次处理的 {done}/{total} 个文件还没有进索引；再运行 yinju index，会接着做，切好的词不用重切。",
        "這次處理的 {done}/{total} 個檔案還沒有進索引；再執行 yinju index，會接著做，切好的詞不用重切。",
        "The {done} of {total} files gone through this time are not in the index yet; yinju index, run again, goes on "
        "from there.",
    ),
    "using_samples": Sentence(
        "还没有设置文档，现在查找的是自带的示例文档。用自己的文档：yinju index 路径",
        "還沒有設定文件，現在搜尋的是內建的範例文件。用自己的文件：yinju index 路徑",
        "No documents are configured; the sample documents are searched. To use your own: yinju index PATH",
    ),
    "progress_files": Sentence("正在读取文档", "正在讀取文件", "Reading documents"),
    "progress_waiting": Sentence(
        "另一个进程（{holder}）正在建立索引，等它结束……",
        "另一個行程（{holder}）正在建立索引，等它結束……",
        "Another process ({holder}) is building the index; waiting for it …",
    ),
    # documents
    "help_documents": Sentence(
        "列出查找的文档；--failed 列出没能读的文件和原因（这时有这样的文件，退出码为 1）。",
        "列出搜尋的文件；--failed 列出沒能讀的檔案和原因（這時有這樣的檔案，結束碼為 1）。",
        "List the documents that are searched; --failed lists the files that could not be read, with the reason (exit "
        "code 1 where there are any).",
    ),
    "short_documents": Sentence("列出文档", "列出文件", "list the documents"),
    "example_documents": Sentence(
        "yinju documents\nyinju documents --json | head\nyinju documents --failed",
        "yinju documents\nyinju documents --json | head\nyinju documents --failed",
        "yinju documents\nyinju documents --json | head\nyinju documents --failed",
    ),
    "option_documents_json": Sentence(
        "每篇文档（和没能读的文件）输出一行 JSON",
        "每篇文件（和沒能讀的檔案）輸出一行 JSON",
        "print one line of JSON per document, and per file that could not be read",
    ),
    "option_documents_failed": Sentence(
        "只列没能读的文件和原因", "只列沒能讀的檔案和原因", "list only files that could not be read, with the reason"
    ),
    "documents_unread": Sentence(
        "有 {count} 个文件没能读；原因见 yinju documents --failed",
        "有 {count} 個檔案沒能讀；原因見 yinju documents --failed",
        "{count} file{count:s} could not be read; yinju documents --failed says why",
    ),
    "documents_all_read": Sentence("文件都读了。", "檔案都讀了。", "Every file was read."),
    "column_reason": Sentence("原因", "原因", "Reason"),
    # telegram
    "help_telegram": Sentence(
        "运行 Telegram 机器人，Ctrl-C 停止。",
        "執行 Telegram 機器人，Ctrl-C 停止。",
        "Run the Telegram bot; Ctrl-C stops it.",
    ),
    "short_telegram": Sentence("运行 Telegram 机器人", "執行 Telegram 機器人", "run the Telegram bot"),
    "example_telegram": Sentence(
        "YINJU_TELEGRAM_TOKEN=… yinju telegram",
        "YINJU_TELEGRAM_TOKEN=… yinju telegram",
        "YINJU_TELEGRAM_TOKEN=… yinju telegram",
    ),
    # eval
    "help_eval": Sentence(
        "在标注数据上测量检索、阅读和拒答：SQuAD 格式的 JSON（几个文件合为一个索引）或 BEIR 文件夹。",
        "在標註資料上測量檢索、閱讀和拒答：SQuAD 格式的 JSON（幾個檔案合為一個索引）或 BEIR 資料夾。",
        "Measure retrieval, reading and silence on data: SQuAD-style JSON (several make one index) or BEIR folders.",
    ),
    "short_eval": Sentence("在数据上测量", "在資料上測量", "measure on data files"),
    "argument_files": Sentence("文件", "檔案", "FILE"),
    "option_eval_json": Sentence("输出一个 JSON 对象", "輸出一個 JSON 物件", "print one JSON object"),
    "option_only": Sentence("只测这一项：retrieval", "只測這一項：retrieval", "measure this only: retrieval"),
    "option_predictions": Sentence(
        "写出预测的答案，供官方脚本评分", "寫出預測的答案，供官方腳本評分", "write predictions for official scorers"
    ),
    "option_run": Sentence("写出 TREC 检索结果", "寫出 TREC 檢索結果", "write a TREC run file"),
    "option_html": Sentence("写出一页图文报告", "寫出一頁圖文報告", "write a report with plots, one page"),
    "example_eval": Sentence(
        "yinju eval cmrc2018_dev.json --html 报告.html\nyinju eval dev.json --json --predictions 预测.json",
        "yinju eval cmrc2018_dev.json --html 報告.html\nyinju eval dev.json --json --predictions 預測.json",
        "yinju eval cmrc2018_dev.json --html report.html\nyinju eval dev.json --json --predictions out.json",
    ),
    # doctor
    "help_doctor": Sentence(
        "检查设置、文档、索引和令牌，说明该怎么办。退出码：0 一切正常，1 有问题。",
        "檢查設定、文件、索引和權杖，說明該怎麼辦。結束碼：0 一切正常，1 有問題。",
        "Check settings, documents, index and token, and say what to do. Exit code: 0 all well, 1 there is a problem.",
    ),
    "short_doctor": Sentence("检查运行条件", "檢查執行條件", "check that all is well"),
    "option_online": Sentence("向 Telegram 核实令牌", "向 Telegram 核實權杖", "ask Telegram about the token"),
    "example_doctor": Sentence(
        "yinju doctor\nyinju doctor --online",
        "yinju doctor\nyinju doctor --online",
        "yinju doctor\nyinju doctor --online",
    ),
    # completion
    "help_completion": Sentence(
        "输出 shell 的补全脚本，存到 shell 找得到的地方：按 Tab 就能补全命令、选项和文件名。升级后重新生成一次。",
        "輸出 shell 的補全腳本，存到 shell 找得到的地方：按 Tab 就能補全指令、選項和檔名。升級後重新產生一次。",
        "Print a completion script; saved where the shell looks for it, the Tab key completes commands, options and "
        "file names. Make it anew after an upgrade.",
    ),
    "short_completion": Sentence("输出 shell 补全脚本", "輸出 shell 補全腳本", "print a shell's completion script"),
    "example_completion": Sentence(
        "yinju completion bash > ~/.local/share/bash-completion/completions/yinju\n"
        "yinju completion zsh > ~/.zfunc/_yinju\n"
        "yinju completion fish > ~/.config/fish/completions/yinju.fish",
        "yinju completion bash > ~/.local/share/bash-completion/completions/yinju\n"
        "yinju completion zsh > ~/.zfunc/_yinju\n"
        "yinju completion fish > ~/.config/fish/completions/yinju.fish",
        "yinju completion bash > ~/.local/share/bash-completion/completions/yinju\n"
        "yinju completion zsh > ~/.zfunc/_yinju\n"
        "yinju completion fish > ~/.config/fish/completions/yinju.fish",
    ),
    # Wrong use
    "usage_error": Sentence("用法不对：{detail}", "用法不對：{detail}", "Wrong usage: {detail}"),
    "usage_no_option": Sentence(
        "没有选项 {name}{near}。", "沒有選項 {name}{near}。", "there is no option {name}{near}."
    ),
    "usage_near": Sentence("（是不是 {near}？）", "（是不是 {near}？）", " (did you mean {near}?)"),
    "usage_no_command": Sentence(
        "没有命令 {name}{near}。", "沒有指令 {name}{near}。", "there is no command {name}{near}."
    ),
    "usage_missing": Sentence("还缺 {name}。", "還缺 {name}。", "{name} is missing."),
    "usage_bad_value": Sentence("{name} 的值不对。", "{name} 的值不對。", "the value of {name} is wrong."),
    "usage_too_small": Sentence(
        "{name} 应是不小于 {least} 的整数。",
        "{name} 應是不小於 {least} 的整數。",
        "{name} takes a whole number from {least}.",
    ),
    "usage_choice": Sentence("{name} 只能是 {known}。", "{name} 只能是 {known}。", "{name} takes {known} only."),
    "usage_see": Sentence("说明见 {command} --help", "說明見 {command} --help", "See {command} --help"),
    "usage_no_question": Sentence(
        "还缺问题：写在命令后面，或从标准输入给出，每行一个。",
        "還缺問題：寫在指令後面，或從標準輸入給出，每行一個。",
        "a question is missing: write it behind the command, or give one per line on standard input.",
    ),
}
