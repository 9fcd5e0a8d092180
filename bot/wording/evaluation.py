"""Sentences of the measures, their tables and their report."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    "eval_building": Sentence("正在建立索引", "正在建立索引", "Building the index"),
    "eval_asking": Sentence("正在提问", "正在提問", "Asking"),
    # Groups and their columns
    "eval_retrieval": Sentence("查找", "搜尋", "Retrieval"),
    "eval_reading": Sentence("阅读", "閱讀", "Reading"),
    "eval_abstention": Sentence("拒答", "拒答", "Silence"),
    "eval_gold_paragraph": Sentence("给定段落", "給定段落", "given paragraph"),
    "eval_end_to_end": Sentence("先查找", "先搜尋", "searched first"),
    "eval_hidden": Sentence("藏起段落", "藏起段落", "paragraph hidden"),
    "eval_marked": Sentence("文件标明", "檔案標明", "marked in file"),
    # Measures
    "eval_success@1": Sentence("首段即对", "首段即對", "first is right"),
    "eval_success@5": Sentence("前 5 段有对", "前 5 段有對", "right in first 5"),
    "eval_success@10": Sentence("前 10 段有对", "前 10 段有對", "right in first 10"),
    "eval_mrr@10": Sentence("MRR@10", "MRR@10", "MRR@10"),
    "eval_ndcg@10": Sentence("nDCG@10", "nDCG@10", "nDCG@10"),
    "eval_em": Sentence("EM", "EM", "EM"),
    "eval_f1": Sentence("F1", "F1", "F1"),
    "eval_evidence": Sentence("证据句含答案", "證據句含答案", "evidence holds answer"),
    "eval_evidence_chars": Sentence("证据句平均字数", "證據句平均字數", "evidence characters"),
    "eval_roc_auc": Sentence("ROC-AUC", "ROC-AUC", "ROC-AUC"),
    "eval_answered_at_5pct_false": Sentence("误答 5% 时答出", "誤答 5% 時答出", "answered at 5% false"),
    "eval_answered": Sentence("现行门槛答出", "現行門檻答出", "answered now"),
    "eval_false_answers": Sentence("现行门槛误答", "現行門檻誤答", "false answers now"),
    "eval_calibration_error": Sentence("把握的误差", "把握的誤差", "calibration error"),
    "eval_summary": Sentence(
        "{questions} 个问题，{paragraphs} 段；建索引 {seconds} 秒",
        "{questions} 個問題，{paragraphs} 段；建索引 {seconds} 秒",
        "{questions} question{questions:s}, {paragraphs} paragraph{paragraphs:s}; index built in {seconds} s",
    ),
    "eval_latency": Sentence(
        "回答用时：中位 {p50} 毫秒，95% 在 {p95} 毫秒内",
        "回答用時：中位 {p50} 毫秒，95% 在 {p95} 毫秒內",
        "Time to answer: median {p50} ms, 95% within {p95} ms",
    ),
    # The report
    "eval_report_title": Sentence("引据 测量报告", "引據 測量報告", "Yinju: measured on your data"),
    "eval_report_made": Sentence("{date}，数据：{files}", "{date}，資料：{files}", "{date}, data: {files}"),
    "eval_measures": Sentence("各项成绩", "各項成績", "Measures"),
    "eval_measures_note": Sentence(
        "查找：答案所在的段落排在第几。阅读：证据句是否含有标准答案，短答案与标准答案有多接近（CMRC 2018 的 EM、F1）。"
        "拒答：答得出与答不出的问题分得有多清。",
        "搜尋：答案所在的段落排在第幾。閱讀：證據句是否含有標準答案，短答案與標準答案有多接近（CMRC 2018 的 EM、F1）。"
        "拒答：答得出與答不出的問題分得有多清。",
        "Retrieval: how far up the right paragraph stands. Reading: whether the evidence sentence holds a gold answer, "
        "and how close the short answer comes to it (EM and F1 of CMRC 2018). Silence: how well answerable and "
        "unanswerable questions are told apart.",
    ),
    "eval_plot_rank": Sentence("正确段落的名次", "正確段落的名次", "Rank of the right paragraph"),
    "eval_plot_rank_note": Sentence(
        "每个答得出的问题，正确段落排在第几；“无”是前 10 段里没有。",
        "每個答得出的問題，正確段落排在第幾；「無」是前 10 段裡沒有。",
        "For each answerable question; “none” is not among the first 10.",
    ),
    "eval_none": Sentence("无", "無", "none"),
    "eval_plot_calibration": Sentence("把握与实情", "把握與實情", "Confidence and truth"),
    "eval_plot_calibration_note": Sentence(
        "横轴是程序自称的把握，纵轴是证据句真含答案的比例；贴着斜线就是说话算数。点越大，问题越多。",
        "橫軸是程式自稱的把握，縱軸是證據句真含答案的比例；貼著斜線就是說話算數。點越大，問題越多。",
        "Across: the confidence claimed. Up: how often the evidence held the answer. On the diagonal, claims are true; "
        "the larger the dot, the more questions.",
    ),
    "eval_plot_silence": Sentence("答与不答", "答與不答", "To answer or not"),
    "eval_plot_silence_note": Sentence(
        "答得出的问题（绿）应在右，答不出的（紫）应在左；虚线是现行门槛，右边的会答。",
        "答得出的問題（綠）應在右，答不出的（紫）應在左；虛線是現行門檻，右邊的會答。",
        "Answerable questions (green) belong to the right, unanswerable ones (purple) to the left; right of the dashed "
        "line they are answered.",
    ),
    "eval_answerable": Sentence("答得出", "答得出", "answerable"),
    "eval_unanswerable": Sentence("答不出", "答不出", "unanswerable"),
    "eval_plot_latency": Sentence("回答用时", "回答用時", "Time to answer"),
    "eval_plot_latency_note": Sentence(
        "从提问到答案的毫秒数；超过图幅的归入最右一格。",
        "從提問到答案的毫秒數；超過圖幅的歸入最右一格。",
        "Milliseconds from question to answer; slower ones are in the last bar.",
    ),
    "eval_axis_rank": Sentence("名次", "名次", "rank"),
    "eval_axis_questions": Sentence("问题数", "問題數", "questions"),
    "eval_axis_confidence": Sentence("把握", "把握", "confidence"),
    "eval_axis_right": Sentence("答对比例", "答對比例", "right"),
    "eval_axis_milliseconds": Sentence("毫秒", "毫秒", "ms"),
    "eval_missed_found": Sentence("没有找到段落", "沒有找到段落", "Paragraph not found first"),
    "eval_missed_found_note": Sentence(
        "正确段落不在首位的问题，离首位最远的在前。",
        "正確段落不在首位的問題，離首位最遠的在前。",
        "The right paragraph was not the first, the farthest from it on top.",
    ),
    "eval_missed_read": Sentence("找到了却读错", "找到了卻讀錯", "Found but misread"),
    "eval_missed_read_note": Sentence(
        "读的正是正确段落，证据句却不含标准答案；把握最大的在前。",
        "讀的正是正確段落，證據句卻不含標準答案；把握最大的在前。",
        "The right paragraph was read, but the evidence does not hold the answer; the most confident on top.",
    ),
    "eval_missed_silence": Sentence("不该答却答了", "不該答卻答了", "Answered, and should not have been"),
    "eval_missed_silence_note": Sentence(
        "藏起正确段落或文件标明无解，仍然过了门槛，且证据句不含标准答案；把握最大的在前。",
        "藏起正確段落或檔案標明無解，仍然過了門檻，且證據句不含標準答案；把握最大的在前。",
        "The right paragraph was hidden, or the file says there is no answer; the most confident on top.",
    ),
    "eval_misses_shown": Sentence(
        "共 {count} 个，列出 {shown} 个", "共 {count} 個，列出 {shown} 個", "{count} in all, {shown} listed"
    ),
    "eval_no_misses": Sentence("一个也没有。", "一個也沒有。", "None."),
    "eval_right_answer": Sentence("标准答案", "標準答案", "Right answer"),
    "eval_no_answer_exists": Sentence("文件标明无解", "檔案標明無解", "none, says the file"),
    "eval_right_paragraph": Sentence("正确段落", "正確段落", "Right paragraph"),
    "eval_found_answer": Sentence("找到的", "找到的", "Found"),
    "eval_nothing_found": Sentence("什么也没找到", "什麼也沒找到", "nothing"),
    "eval_confidence_of": Sentence("把握 {confidence}", "把握 {confidence}", "confidence {confidence}"),
    "eval_rank_of": Sentence("第 {rank} 位", "第 {rank} 位", "rank {rank}"),
    "eval_rank_none": Sentence("前 {count} 位之外", "前 {count} 位之外", "not in the first {count}"),
}
