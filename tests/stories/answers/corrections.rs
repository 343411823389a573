//! Undo, corrections from a list, and an edited message that is offered as a correction.

use super::MORNING;
use crate::support::{story, vi};

const SURVEY: &[&[&str]] = &[
    &["integer", "a", "1.1 Bao nhiêu người?", "1.1 People?", "yes"],
    &["decimal", "b", "1.2 Tỷ lệ hồ sơ?", "1.2 Share?", "yes", "", "", "", "ratio"],
    &["text", "c", "1.3 Nội dung?", "1.3 What?", ""],
];

#[tokio::test]
async fn an_answer_is_undone_as_long_as_it_is_the_last() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (mai, son) = (&cast.mai, &cast.son);
        cast.answers(s, SURVEY).await;
        mai.taps(&vi("key-start")).await.sends("12").await.last_says("1.2");
        mai.taps("Hoàn tác câu 1.1").await.last_says("1.1").last_says("0/3");
        mai.has_no_button(&vi("key-undo"));
        mai.sends("12").await.taps(&vi("key-previous")).await.sends("13").await.last_says("1.2");
        mai.taps(&vi("key-undo")).await.last_says("Đã trả lời: 12");

        // Clearing is undone, too.
        mai.taps(&vi("key-clear")).await.last_says("0/3").taps(&vi("key-undo")).await;
        mai.last_says("Đã trả lời: 12");

        // Somebody else has changed it since: theirs stays.
        mai.sends("14").await.buttons(["Hoàn tác câu 1.1"]);
        son.sends("/menu").await.taps(&vi("item-fill")).await.taps(&vi("key-all-questions")).await;
        son.taps("1.1").await.sends("15").await;
        mai.taps("Hoàn tác câu 1.1").await.last_says(&vi("refused-answered-meanwhile"));
        mai.has_no_button(&vi("key-undo"));
        let current = "SELECT (value ->> 'value')::bigint FROM answer WHERE path = '/data/a'";
        assert_eq!(s.count(current).await, 15);
        assert_eq!(s.audit("undo_answer").await, ["done", "done", "done", "answered_meanwhile"]);
    })
    .await;
}

#[tokio::test]
async fn a_correction_leads_back_to_where_one_came_from() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(s, SURVEY).await;
        mai.taps(&vi("key-start")).await.sends("12").await.taps(&vi("key-overview")).await;
        mai.taps(&vi("key-all-questions")).await.taps("1.1").await.sends("13").await;
        mai.last_says(&vi("note-saved")).last_says("Danh sách câu hỏi").buttons([&vi("key-undo")]);
        // What was open leads on to what is open.
        mai.taps("1.2").await.sends("118/120").await.last_says("1.3 Nội dung?");
        mai.taps(&vi("key-overview")).await.taps(&vi("key-submit")).await.last_says("118/120");
        mai.taps(&vi("key-back")).await.taps(&vi("key-all-questions")).await;
        mai.taps("1.3").await.taps(&vi("key-back")).await.last_says("Danh sách câu hỏi");
        // A long answer is cut in the review, and one tap away.
        let long = "Nội dung dài ".repeat(40);
        mai.taps("1.3").await.sends(&long).await.taps(&vi("key-submit")).await.last_says("…");
        mai.taps("👁 Câu 1.3").await.last_says(long.trim());
        mai.sends("Ngắn").await.last_says(&vi("submit-what")).last_says("Ngắn");
    })
    .await;
}

#[tokio::test]
async fn an_edited_message_is_offered_as_a_correction_of_its_answer() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(s, SURVEY).await;
        mai.taps(&vi("key-start")).await.sends("12").await.sends("118/120").await.last_says("1.3");
        mai.edits("119/120").await.last_says("1.2").last_says("118/120").last_says("99,17");
        // Not before a tap, and then where one was.
        let numerator = "SELECT (value ->> 'numerator')::bigint FROM answer WHERE path = '/data/b'";
        assert_eq!(s.count(numerator).await, 118);
        mai.taps("Sửa thành").await.last_says("1.3 Nội dung?");
        assert_eq!(s.count(numerator).await, 119);

        mai.edits("130/120").await.last_says(&vi("correct-title"));
        mai.taps("Sửa thành").await.last_says(&vi("answer-more-than-all"));
        mai.edits("nhiều").await.last_says(&vi("answer-not-ratio"));
        mai.taps(&vi("key-correct-not")).await.last_says("1.3 Nội dung?");
        mai.edits("119/120").await.last_says(&vi("correct-same"));
        mai.taps(&vi("key-correct-not")).await;

        // From anywhere else, too; but not once it is handed in.
        mai.sends("/menu").await.taps(&vi("item-fill")).await;
        mai.taps(&vi("key-submit")).await.taps(&vi("key-submit-now")).await;
        let own: Vec<i32> = s
            .sandbox
            .messages(mai.account)
            .into_iter()
            .filter(|message| !message.from_bot)
            .map(|message| message.id)
            .collect();
        let number = own[own.len() - 3];
        s.sandbox.user_edits(mai.account, mai.account, number, "99").expect("an edit");
        s.run().await;
        mai.last_says(&vi("correct-closed"));
        cast.son.has_read_everything();
        assert_eq!(s.count("SELECT count(*) FROM answer_history").await, 3);
    })
    .await;
}
