"""Sentences of the conversation itself, alike in every channel."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    # Small talk
    "chat_greeting": Sentence(
        "你好！想知道文档里的什么，直接问就行。",
        "你好！想知道文件裡的什麼，直接問就行。",
        "Hello! Ask me anything about the documents.",
    ),
    "chat_thanks": Sentence("不客气，有问题随时问。", "不客氣，有問題隨時問。", "You are welcome. Ask again any time."),
    "chat_bye": Sentence("再见，随时回来问。", "再見，隨時回來問。", "Goodbye, come back any time."),
    "chat_who": Sentence(
        "我是引据：从你的文档里找答案，每个答案都是原文，并注明出自哪一段。文档里没有的，我会直说。",
        "我是引據：從你的文件裡找答案，每個答案都是原文，並註明出自哪一段。文件裡沒有的，我會直說。",
        "I am Yinju. I find answers in your documents: each is a verbatim quote with the paragraph it stands in. "
        "Where the documents hold no answer, I say so.",
    ),
    "chat_able": Sentence(
        "问我文档里写了什么：多少、何时、何地、谁、怎么办……我会引用原文回答，并指出段落；可以接着追问，也可以看上下文。"
        "发送 /帮助 查看全部命令。",
        "問我文件裡寫了什麼：多少、何時、何地、誰、怎麼辦……我會引用原文回答，並指出段落；可以接著追問，也可以看上下文。"
        "傳送 /說明 查看全部指令。",
        "Ask what the documents say: how many, when, where, who, how. I answer with a quote and its paragraph; you can "
        "ask on, or look at what stands around it. Send /help for all commands.",
    ),
    # Answers
    "understood_as": Sentence("理解为：{question}", "理解為：{question}", "Understood as: {question}"),
    "suggestion": Sentence(
        "是不是要找「{question}」？已按它查找。",
        "是不是要找「{question}」？已按它搜尋。",
        "Did you mean “{question}”? That is what was searched.",
    ),
    "confidence": Sentence("把握{word}", "把握{word}", "{word} confidence"),
    "confidence_high": Sentence("高", "高", "high"),
    "confidence_medium": Sentence("中", "中", "medium"),
    "confidence_low": Sentence("低", "低", "low"),
    "further_sources": Sentence("其他出处", "其他出處", "Other sources"),
    "title": Sentence("《{title}》", "《{title}》", "《{title}》"),
    "paragraph": Sentence("第{number}段", "第{number}段", "paragraph {number}"),
    "page": Sentence("第{number}页", "第{number}頁", "page {number}"),
    "ocr": Sentence("OCR", "OCR", "OCR"),
    "ocr_doubtful": Sentence("OCR，或有误认", "OCR，或有誤認", "OCR, may be misread"),
    "pages": Sentence("第{first}–{last}页", "第{first}–{last}頁", "pages {first}–{last}"),
    # No answer
    "no_empty_question": Sentence(
        "没有看到问题，请用一句话写出想知道什么。",
        "沒有看到問題，請用一句話寫出想知道什麼。",
        "I see no question. Write in a sentence what you would like to know.",
    ),
    "no_empty_index": Sentence(
        "还没有可以查找的文档。", "還沒有可以搜尋的文件。", "There are no documents to search yet."
    ),
    "no_nothing_found": Sentence(
        "文档里没有提到这些词，换个说法再问问看。",
        "文件裡沒有提到這些詞，換個說法再問問看。",
        "The documents mention none of these words. Try other words.",
    ),
    "no_not_confident": Sentence(
        "文档里没有找到确切的答案。",
        "文件裡沒有找到確切的答案。",
        "I found no definite answer in the documents.",
    ),
    # The documents themselves
    "shelf_none": Sentence(
        "没有这样的文档（按文件信息）。",
        "沒有這樣的文件（按檔案資訊）。",
        "There is no such document, by what is known of the files.",
    ),
    "shelf_some": Sentence(
        "共 {count} 份文档（按文件信息）：{titles}。",
        "共 {count} 份文件（按檔案資訊）：{titles}。",
        "{count} document{count:s}, by what is known of the files: {titles}.",
    ),
    "shelf_more": Sentence(
        "共 {count} 份文档（按文件信息），前几份是：{titles}。/文档 列出全部。",
        "共 {count} 份文件（按檔案資訊），前幾份是：{titles}。/文檔 列出全部。",
        "{count} documents, by what is known of the files; the first are {titles}. /documents lists them all.",
    ),
    "shelf_newest": Sentence(
        "日期最新的是 {titles}，{day}（按文件信息）。",
        "日期最新的是 {titles}，{day}（按檔案資訊）。",
        "The newest by date: {titles}, {day}, by what is known of the files.",
    ),
    "shelf_oldest": Sentence(
        "日期最早的是 {titles}，{day}（按文件信息）。",
        "日期最早的是 {titles}，{day}（按檔案資訊）。",
        "The oldest by date: {titles}, {day}, by what is known of the files.",
    ),
    "shelf_undated": Sentence(
        "这些文档都没有写明日期，说不出先后。",
        "這些文件都沒有寫明日期，說不出先後。",
        "None of these documents says its date, so none is known to be the newest.",
    ),
    "shelf_chapters": Sentence(
        "{title} 有 {count} 个标题（按文件信息）：\n{chapters}",
        "{title} 有 {count} 個標題（按檔案資訊）：\n{chapters}",
        "{title} has {count} heading{count:s}, by what is known of the file:\n{chapters}",
    ),
    "shelf_chapter": Sentence(
        "· {heading}（第{paragraph}段起）",
        "· {heading}（第{paragraph}段起）",
        "· {heading} (from paragraph {paragraph})",
    ),
    "shelf_chapters_left": Sentence("· 还有 {count} 个", "· 還有 {count} 個", "· {count} more"),
    "shelf_no_chapters": Sentence(
        "{title} 没有分章节的标题（按文件信息）。",
        "{title} 沒有分章節的標題（按檔案資訊）。",
        "{title} has no headings, by what is known of the file.",
    ),
    "no_part_missing": Sentence(
        "没有找到「{parts}」的数字，算不出来。",
        "沒有找到「{parts}」的數字，算不出來。",
        "I found no figure for “{parts}”, so nothing can be calculated.",
    ),
    "no_names_alike": Sentence(
        "文档里没有「{parts}」，有{alike}。问的是哪一位？",
        "文件裡沒有「{parts}」，有{alike}。問的是哪一位？",
        "Nobody in the documents is called “{parts}”, but {alike}. Who is meant?",
    ),
    "no_other_years": Sentence(
        "没有{parts}的，有{alike}的。", "沒有{parts}的，有{alike}的。", "Nothing of {parts}, but of {alike}."
    ),
    "no_nothing_more": Sentence(
        "没有更多了，能回答的都在上面。",
        "沒有更多了，能回答的都在上面。",
        "There is no more: all that answers stands above.",
    ),
    "not_mentioned": Sentence("没有提到：{words}。", "沒有提到：{words}。", "Not mentioned: {words}."),
    "parts_left": Sentence(
        "问题太多，还有 {count} 个没有查，请分开问。",
        "問題太多，還有 {count} 個沒有查，請分開問。",
        "Too many questions at once: {count} more were not looked for. Please ask them apart.",
    ),
    "superseded_by": Sentence(
        "现行的《{title}》里没有找到这一点，上面出自较早的版本。",
        "現行的《{title}》裡沒有找到這一點，上面出自較早的版本。",
        "Not found in “{title}”, the edition in force; what stands above is from an earlier one.",
    ),
    "parts_missing": Sentence("没有找到答案：{parts}", "沒有找到答案：{parts}", "Not found in the documents: {parts}"),
    "computed": Sentence(
        "计算：{expression} = {value} {unit}",
        "計算：{expression} = {value} {unit}",
        "Calculated: {expression} = {value} {unit}",
    ),
    "nearest": Sentence("最接近的段落", "最接近的段落", "Nearest paragraphs"),
    # Passages
    "passage_changed": Sentence(
        "文档后来有改动，这里是当时引用的内容。",
        "文件後來有改動，這裡是當時引用的內容。",
        "The document has changed since; this is what was cited then.",
    ),
    "passage_elsewhere": Sentence(
        "文档后来有改动，引用的这一段没有变。",
        "文件後來有改動，引用的這一段沒有變。",
        "The document has changed since, but not in this paragraph.",
    ),
    "passage_gone": Sentence(
        "这篇文档已经撤下了，这里是当时引用的内容。",
        "這篇文件已經撤下了，這裡是當時引用的內容。",
        "The document has been withdrawn since; this is what was cited then.",
    ),
    "paragraph_gone": Sentence(
        "这一段已不在文档里了。", "這一段已不在文件裡了。", "This paragraph is no longer in the documents."
    ),
    "document_begins": Sentence(
        "前面没有了，这是文档开头。", "前面沒有了，這是文件開頭。", "This is where the document begins."
    ),
    "document_ends": Sentence(
        "后面没有了，这是文档结尾。", "後面沒有了，這是文件結尾。", "This is where the document ends."
    ),
    "nothing_cited": Sentence(
        "还没有引用过段落，请先问一个问题。",
        "還沒有引用過段落，請先問一個問題。",
        "Nothing has been cited yet. Ask a question first.",
    ),
    "nothing_asked": Sentence(
        "还没有问过问题；先问一个，或在命令后面写上问题。",
        "還沒有問過問題；先問一個，或在指令後面寫上問題。",
        "No question has been asked yet. Ask one first, or write it behind the command.",
    ),
    "no_such_source": Sentence(
        "没有这一条出处，请在 1 到 {count} 之间选。",
        "沒有這一條出處，請在 1 到 {count} 之間選。",
        "There is no such source; choose from 1 to {count}.",
    ),
    # Documents and scope
    "documents_none": Sentence("没有文档。", "沒有文件。", "No documents."),
    "documents_none_match": Sentence(
        "没有标题或路径含「{words}」的文档。",
        "沒有標題或路徑含「{words}」的文件。",
        "No document has “{words}” in its title or path.",
    ),
    "documents_page": Sentence(
        "第 {page}/{pages} 页，共 {total} 篇",
        "第 {page}/{pages} 頁，共 {total} 篇",
        "Page {page} of {pages}, {total} document{total:s}",
    ),
    "file_day": Sentence("文件存于 {day}", "檔案存於 {day}", "file saved {day}"),
    "paragraph_count": Sentence("{count} 段", "{count} 段", "{count} paragraph{count:s}"),
    "column_title": Sentence("标题", "標題", "Title"),
    "column_path": Sentence("文件", "檔案", "File"),
    "column_paragraphs": Sentence("段落", "段落", "Paragraphs"),
    "column_date": Sentence("日期", "日期", "Date"),
    "column_state": Sentence("状态", "狀態", "State"),
    "document_current": Sentence("最新", "最新", "current"),
    "document_changed": Sentence("已改动", "已更動", "changed"),
    "document_missing": Sentence("文件不在了", "檔案不在了", "file gone"),
    "no_document_numbered": Sentence(
        "没有第 {number} 份，一共 {count} 份文档。",
        "沒有第 {number} 份，一共 {count} 份文件。",
        "There is no document {number}: there are {count} in all.",
    ),
    "no_such_document": Sentence(
        "没有标题或路径含「{words}」的文档，范围不变。",
        "沒有標題或路徑含「{words}」的文件，範圍不變。",
        "No document has “{words}” in its title or path; the scope stays as it was.",
    ),
    "scope_all": Sentence("在全部文档里查找。", "在全部文件裡搜尋。", "All documents are searched."),
    "scope_some": Sentence(
        "只在这 {count} 篇文档里查找：",
        "只在這 {count} 篇文件裡搜尋：",
        "Searching only {count} document{count:s}:",
    ),
    "and_more": Sentence("……另有 {count} 篇", "……另有 {count} 篇", "… and {count} more"),
    # Explanations
    "explain_terms": Sentence(
        "查找的词（越少见越靠前）", "搜尋的詞（越少見越靠前）", "Terms searched for, the rarest first"
    ),
    "explain_absent": Sentence("文档里没有的词", "文件裡沒有的詞", "Terms no paragraph holds"),
    "explain_hits": Sentence("找到的段落", "找到的段落", "Paragraphs found"),
    "explain_hit": Sentence("与问题吻合 {share}%", "與問題吻合 {share}%", "fits the question by {share}%"),
    "explain_words": Sentence("对上的词：{words}", "對上的詞：{words}", "words found here: {words}"),
    "explain_partly": Sentence("只有部分字对上：{words}", "只有部分字對上：{words}", "only parts of: {words}"),
    "explain_missing": Sentence("这一段没有：{words}", "這一段沒有：{words}", "not here: {words}"),
    "explain_reranking": Sentence("与其他段落比，{sides}", "與其他段落比，{sides}", "beside the others, {sides}"),
    "explain_favoured": Sentence("胜在：{aspects}", "勝在：{aspects}", "stronger in: {aspects}"),
    "explain_disfavoured": Sentence("输在：{aspects}", "輸在：{aspects}", "weaker in: {aspects}"),
    "clause_separator": Sentence("；", "；", "; "),
    "aspect_counts": Sentence("对上的词更多", "對上的詞更多", "more words found"),
    "aspect_sentence": Sentence("一句话里说全", "一句話裡說全", "said in one sentence"),
    "aspect_nearness": Sentence("词语挨得近", "詞語靠得近", "words close together"),
    "aspect_topic": Sentence("谈到所问的事", "談到所問的事", "speaks of what is asked"),
    "aspect_title": Sentence("标题相合", "標題相合", "a title that fits"),
    "aspect_wording": Sentence("字句相同", "字句相同", "same wording"),
    "aspect_figure": Sentence("有所问的数字或日期", "有所問的數字或日期", "a figure or date, as asked for"),
    "aspect_company": Sentence("同一文件里别处也合", "同一文件裡別處也合", "the rest of its document fits, too"),
    "aspect_shape": Sentence("段落长短合适", "段落長短合適", "a fitting length"),
    "explain_reading": Sentence(
        "读出的答案「{span}」，比「这里没有」高 {margin}，把握 {percent}%",
        "讀出的答案「{span}」，比「這裡沒有」高 {margin}，把握 {percent}%",
        "reads as “{span}”, {margin} above “not here”, {percent}% sure",
    ),
    "explain_newer": Sentence(
        "几处说法不一，回答把较新的放在前面：{place}",
        "幾處說法不一，回答把較新的放在前面：{place}",
        "The documents disagree; the answer puts the newer one first: {place}",
    ),
    "explain_nothing": Sentence("没有找到任何段落。", "沒有找到任何段落。", "No paragraph was found."),
    # Commands
    "unknown_command": Sentence(
        "没有 /{name} 这个命令；/帮助 列出全部命令。",
        "沒有 /{name} 這個指令；/說明 列出全部指令。",
        "There is no command /{name}; /help lists them all.",
    ),
    "unknown_command_near": Sentence(
        "没有 /{name} 这个命令，是不是 /{near}？",
        "沒有 /{name} 這個指令，是不是 /{near}？",
        "There is no command /{name}. Did you mean /{near}?",
    ),
    "not_here": Sentence(
        "{command} 只能在终端里用。", "{command} 只能在終端機裡用。", "{command} works in the terminal only."
    ),
    "help": Sentence(
        "直接写问题就会得到带出处的回答；可以接着追问。\n"
        "/来源 2　打开第 2 条出处（只写 2 也行）\n/原文　整段原文\n/上文 /下文　前后的段落\n"
        "/文档 [词]　查找的文档\n/范围 [词或编号|全部]　只在某些文档里查找\n/解释　为什么是这一段\n/帮助　这份说明",
        "直接寫問題就會得到帶出處的回答；可以接著追問。\n"
        "/來源 2　打開第 2 條出處（只寫 2 也行）\n/原文　整段原文\n/上文 /下文　前後的段落\n"
        "/文件 [詞]　可搜尋的文件\n/範圍 [詞或編號|全部]　只在某些文件裡搜尋\n/解釋　為什麼是這一段\n/說明　這份說明",
        "Write a question and get an answer with its source; you can ask on.\n"
        "/source 2  open source 2 (or just type 2)\n/paragraph  the whole paragraph\n"
        "/before /after  what stands around it\n"
        "/documents [words]  what is searched\n/scope [words or numbers|all]  search some documents only\n"
        "/explain  why this paragraph\n/help  this text",
    ),
}
