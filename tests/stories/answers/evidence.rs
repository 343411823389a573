//! Evidence: sent beside an answer, shown, taken away, required before handing in.

use super::MORNING;
use crate::support::{story, vi};
use doangiamsat::domain::answers::SubmissionAct;
use doangiamsat::sandbox::{Content, Message};

const SURVEY: &[&[&str]] = &[
    &["select_one yn", "co", "1.1 Đã có quyết định chưa?", "1.1 Is there a decision?", "yes"],
    &[
        "text",
        "vb",
        "1.2 Số, ngày quyết định?",
        "1.2 Number and date?",
        "yes",
        "${co} = 'yes'",
        "",
        "",
        "document",
        "required",
    ],
    &["integer", "so", "2.1 Bao nhiêu người?", "2.1 How many people?", "yes"],
    &["image", "anh", "2.2 Ảnh bảng niêm yết", "2.2 Photo of the board", ""],
];

fn is_words(message: &Message) -> bool {
    matches!(message.content, Content::Text)
}

#[tokio::test]
async fn required_evidence_is_asked_for_kept_shown_and_counted() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let (mai, son) = (&cast.mai, &cast.son);
        cast.answers(s, SURVEY).await;
        mai.taps(&vi("key-start")).await.taps("Có").await.last_says(&vi("filling-evidence-wanted"));
        mai.sends("12/QĐ-UBND 5/1/2022").await.last_says("2.1").sends("12").await.last_says("2.2");
        mai.taps(&vi("key-overview"))
            .await
            .last_says("3/4")
            .last_says("1 câu đã trả lời còn thiếu");
        mai.has_no_button(&vi("key-submit"));
        // Nor can it be handed in by a button from elsewhere.
        let version: i64 = s.count("SELECT version::bigint FROM submission").await;
        let submission =
            doangiamsat::domain::SubmissionId(s.count("SELECT id FROM submission").await);
        let submit = SubmissionAct::Submit.on(submission, version as i32);
        let data = s
            .plants(
                mai,
                doangiamsat::conversation::Action::Do {
                    command: doangiamsat::domain::Command::Answers(submit),
                    then: doangiamsat::conversation::Then::Stay,
                },
            )
            .await;
        mai.taps_data(&data).await;
        mai.last_says(&vi("refused-evidence-missing"));
        mai.taps(&vi("key-missing")).await.taps("📎 1.2").await.last_says("1.2");
        mai.has_no_button(&vi("key-files"));
        mai.sends_photo().await.last_says("minh chứng cho câu 1.2 (1 tệp)");
        mai.sends_file("qd12.pdf", b"%PDF-1.4").await.last_says("minh chứng cho câu 1.2 (2 tệp)");
        mai.last_says("📎 Minh chứng: 2 tệp").buttons(["Xem ảnh, tệp (2)"]);
        // They come as messages above the question, which is below again.
        mai.taps(&vi("key-files")).await;
        let chat = mai.messages();
        let [photo, file, screen] = &chat[chat.len() - 3..] else { panic!("three messages") };
        assert!(!is_words(photo) && photo.text.contains("Câu 1.2"), "{photo:?}");
        assert!(!is_words(file) && file.text.contains("qd12.pdf"), "{file:?}");
        assert!(screen.text.contains("1.2 Số, ngày quyết định?"), "{screen:?}");
        // A stale tap or a word does not send them again.
        mai.sends("13/QĐ-UBND 6/1/2022").await;
        assert_eq!(mai.messages().iter().filter(|message| !is_words(message)).count(), 2);
        // It was a correction from the list of what is missing: what is left there is optional.
        mai.last_says("3/4").has_no_button("📎 1.2");
        mai.taps(&vi("key-back")).await.buttons([&vi("key-submit")]);

        mai.taps(&vi("key-all-questions")).await.taps("1.2").await;
        mai.taps(&vi("key-drop-evidence")).await.last_says("📎 Minh chứng: 1 tệp");
        mai.taps(&vi("key-back")).await.taps(&vi("key-back")).await;
        mai.taps(&vi("key-submit")).await.last_says("📎 1").taps(&vi("key-submit-now")).await;
        son.sees(&vi("notice-submitted")).taps(&vi("key-look-and-sign")).await;
        son.taps(&vi("key-sign")).await.last_says("📎 1").taps(&vi("key-sign-now")).await;
        // The delegation's side sees the photo, too; nothing can be added any more.
        cast.yen.sees(&vi("notice-signed")).taps(&vi("key-see-answers")).await;
        cast.yen.taps(&vi("key-all-questions")).await.taps("1.2").await;
        cast.yen.has_no_button(&vi("key-drop-evidence"));
        cast.yen.taps(&vi("key-files")).await.sends_photo().await.last_says("2");
        cast.yen.last_says(&vi("note-file-not-wanted"));
        s.all_read();
        assert_eq!(s.count("SELECT count(*) FROM evidence WHERE removed_at IS NULL").await, 1);
        assert_eq!(s.count("SELECT count(*) FROM evidence").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_photo_sent_right_after_an_answer_goes_with_it() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(s, SURVEY).await;
        mai.taps(&vi("key-start")).await.taps("Có").await.sends("12/QĐ-UBND 5/1/2022").await;
        mai.last_says("2.1 Bao nhiêu").last_says("Câu 1.2 cần minh chứng");
        // An album: each photo as it arrives.
        mai.sends_photo().await.last_says("Câu 1.2 đã có 1 minh chứng");
        mai.sends_photo().await.last_says("Câu 1.2 đã có 2 minh chứng").last_says("2.1 Bao nhiêu");
        let of = "SELECT count(*) FROM evidence WHERE path = '/data/vb'";
        assert_eq!(s.count(of).await, 2);
        // The next answer ends that; any question takes evidence where it stands.
        mai.sends("12").await.last_says("2.2").does_not_see("Câu 2.1 cần");
        mai.taps(&vi("key-previous")).await.sends_photo().await.last_says("minh chứng cho câu 2.1");
        assert_eq!(s.count("SELECT count(*) FROM evidence WHERE path = '/data/so'").await, 1);
        mai.taps(&vi("key-next")).await.sends_file("a.pdf", b"%PDF").await;
        mai.last_says(&vi("note-photo-only"));
        mai.taps(&vi("key-overview")).await.sends_photo().await;
        mai.last_says(&vi("note-file-not-wanted"));
    })
    .await;
}

#[tokio::test]
async fn photos_that_could_not_be_fetched_do_not_count() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        let mai = &cast.mai;
        cast.answers(s, SURVEY).await;
        mai.taps(&vi("key-start")).await.taps("Có").await.sends("12/QĐ-UBND 5/1/2022").await;
        mai.sends_photo().await.sends("12").await.last_says("2.2");
        mai.sends_photo().await.sends_photo().await.last_says("2 ảnh").last_says("4/4");
        mai.taps(&vi("key-drop-photo")).await.last_says("1 ảnh");
        // Both that are left were lost on the way.
        s.sql("UPDATE file_fetch SET state = 'failed', sha256 = NULL").await;
        mai.taps(&vi("key-overview")).await.last_says("3/4").last_says("còn thiếu ảnh hoặc tệp");
        mai.has_no_button(&vi("key-submit"));
        mai.taps(&vi("key-all-questions")).await.taps("○ 2.2").await.sends_photo().await;
        mai.last_says("1 ảnh").last_says("4/4");
        // A photo on its way is there, but nothing is signed before it has come.
        s.sql("UPDATE file_fetch SET state = 'pending', sha256 = NULL WHERE state = 'fetched'")
            .await;
        s.sql("UPDATE file_fetch SET ready_at = 'infinity'").await;
        mai.taps(&vi("key-back")).await.last_says("4/4");
        s.sql("UPDATE file_fetch SET state = 'failed' WHERE state = 'pending'").await;
        s.all_read();
    })
    .await;
}
