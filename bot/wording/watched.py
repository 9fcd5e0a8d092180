"""Sentences about questions people keep an eye on."""

from __future__ import annotations

from bot.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = {
    "watch_begun": Sentence(
        "已关注（{place}/{most}）。文档更新后答案有变化，会告诉你一次：",
        "已關注（{place}/{most}）。文件更新後答案有變化，會告訴你一次：",
        "Watching ({place} of {most}). When the documents change and the answer with them, you are told once:",
    ),
    "watch_no_answer_yet": Sentence(
        "现在还没有答案，有了就告诉你。",
        "現在還沒有答案，有了就告訴你。",
        "There is no answer yet; you are told when there is one.",
    ),
    "watch_changed": Sentence(
        "关注的问题有了新的答案：", "關注的問題有了新的答案：", "A question you watch has a new answer:"
    ),
    "watch_answered": Sentence(
        "关注的问题有答案了：", "關注的問題有答案了：", "A question you watch has an answer now:"
    ),
    "watch_before": Sentence("原来：", "原來：", "Before:"),
    "watch_now": Sentence("现在：", "現在：", "Now:"),
    "watch_list": Sentence(
        "关注的问题（{count}/{most}）", "關注的問題（{count}/{most}）", "Questions you watch ({count} of {most})"
    ),
    "watch_open": Sentence("还没有答案", "還沒有答案", "no answer yet"),
    "watch_list_hint": Sentence(
        "点 ✕ 或发 /unwatch 编号，不再关注。",
        "點 ✕ 或傳送 /unwatch 編號，不再關注。",
        "Tap ✕ or send /unwatch and its number to stop watching one.",
    ),
    "watch_none": Sentence(
        "还没有关注的问题。发送 /watch 问题，或回复某条回答发 /watch；答案有变化时告诉你。",
        "還沒有關注的問題。傳送 /watch 問題，或回覆某則回答傳送 /watch；答案有變化時告訴你。",
        "You watch no questions. Send /watch and a question, or reply /watch to an answer, and you are told when the "
        "answer changes.",
    ),
    "watch_already": Sentence("这个问题已经在关注了。", "這個問題已經在關注了。", "You watch this question already."),
    "watch_no_question": Sentence(
        "这不像一个可以关注的问题。请写成完整的一句，最多 {most} 个字。",
        "這不像一個可以關注的問題。請寫成完整的一句，最多 {most} 個字。",
        "That is no question I could watch. Write a whole one, of {most} characters at most.",
    ),
    "watch_full": Sentence(
        "你已经关注了 {most} 个问题，不能再多了。先用 /watch 去掉一些。",
        "你已經關注了 {most} 個問題，不能再多了。先用 /watch 去掉一些。",
        "You watch {most} questions, and more is not possible. Remove some with /watch first.",
    ),
    "watch_full_all": Sentence(
        "大家关注的问题已满 {most} 个，暂时加不了，请告诉管理员。",
        "大家關注的問題已滿 {most} 個，暫時加不了，請告訴管理員。",
        "All {most} places for watched questions are taken. Please tell an administrator.",
    ),
    "watch_ended": Sentence("不再关注：{question}", "不再關注：{question}", "No longer watched: {question}"),
    "watch_gone": Sentence(
        "这个问题已经不在关注之列。", "這個問題已經不在關注之列。", "This question is not watched any more."
    ),
    "watch_not_yours": Sentence(
        "这是别人关注的问题。", "這是別人關注的問題。", "It is another person who watches this question."
    ),
    "unwatch_usage": Sentence(
        "请写上 /watch 里的编号，例如：/unwatch 2",
        "請寫上 /watch 裡的編號，例如：/unwatch 2",
        "Give the number shown by /watch, for example: /unwatch 2",
    ),
    "button_unwatch": Sentence("不再关注", "不再關注", "Stop watching"),
    "menu_watch": Sentence("答案有变化时告诉我", "答案有變化時告訴我", "Tell me when an answer changes"),
}
