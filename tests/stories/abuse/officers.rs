//! Two people of one unit at the same checklist at the same time.

use super::MORNING;
use crate::support::{Player, Story, story, vi};

#[tokio::test]
async fn the_second_answer_to_a_question_is_told_of_the_first() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (mai, son) = (&cast.mai, &cast.son);
        cast.begins_to_answer(mai).await;
        cast.begins_to_answer(son).await;

        // By buttons.
        mai.taps("Có").await.sees("1.1a");
        son.taps("Không").await.sees(&vi("refused-answered-meanwhile")).sees(&mai.name);
        son.sees("● Có").taps("Có").await.sees("1.1a");

        // Typed: what counts is what they had before them, not what is there when it arrives.
        mai.sends("QĐ 12/QĐ-UBND 05/01/2022").await.sees("1.2");
        son.sends("QĐ 99/QĐ-UBND 05/01/2022")
            .await
            .sees(&vi("refused-answered-meanwhile"))
            .sees(&mai.name);
        son.last_says("12/QĐ-UBND");
        let first = "SELECT count(*) FROM answer WHERE value ->> 'number' = '12/QĐ-UBND'";
        assert_eq!(s.count(first).await, 1);
        // Having seen it, they may change it; both are in the history.
        son.sends("QĐ 99/QĐ-UBND 05/01/2022").await.sees("1.2");
        let history = "SELECT count(*) FROM answer_history WHERE path LIKE '%q1_1_vb'";
        assert_eq!(s.count(history).await, 2);
        assert_eq!(
            s.audit("answer_question").await,
            ["done", "answered_meanwhile", "done", "done", "answered_meanwhile", "done"]
        );
    })
    .await;
}

#[tokio::test]
async fn answers_to_different_questions_are_both_kept() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (mai, son) = (&cast.mai, &cast.son);
        for (player, question) in [(mai, "1.2"), (son, "2.1")] {
            player.sends("/menu").await.taps(&vi("item-fill")).await;
            player.taps(&vi("key-all-questions")).await.taps(question).await.sees(question);
        }
        let (counts, officers) = ("118/120", "12");
        types(s, mai, counts);
        types(s, son, officers);
        at_once(s, [mai, son]).await;
        mai.last_says(&vi("note-saved"));
        son.last_says(&vi("note-saved"));
        assert_eq!(s.count("SELECT count(*) FROM answer").await, 2);
        mai.sends("/menu").await.sees("2/8");
    })
    .await;
}

#[tokio::test]
async fn of_two_answers_at_the_same_instant_one_wins_and_the_other_is_told() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        let (mai, son) = (&cast.mai, &cast.son);
        for player in [mai, son] {
            player.sends("/menu").await.taps(&vi("item-fill")).await;
            player.taps(&vi("key-all-questions")).await.taps("2.1").await;
        }
        types(s, mai, "11");
        types(s, son, "22");
        at_once(s, [mai, son]).await;
        let mut outcomes = s.audit("answer_question").await;
        outcomes.sort();
        assert_eq!(outcomes, ["answered_meanwhile", "done"]);
        let told = [mai, son].map(|player| player.count(&vi("refused-answered-meanwhile")));
        assert_eq!(told.iter().sum::<usize>(), 1, "{told:?}");
        assert_eq!(s.count("SELECT count(*) FROM answer_history").await, 1);
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn two_confirm_and_everybody_is_told_once() {
    story(MORNING, async |s| {
        let cast = s.cast().await;
        cast.invites_the_ward(s).await;
        for player in [&cast.son, &cast.mai] {
            let (message, confirm) = player.button(&vi("key-confirm-visit"));
            player.presses(message, &confirm);
        }
        at_once(s, [&cast.son, &cast.mai]).await;
        let mut outcomes = s.audit("answer_invitation").await;
        outcomes.sort();
        assert_eq!(outcomes, ["already_done", "done"]);
        for told in [&cast.hien, &cast.chau, &cast.yen, &cast.tuan] {
            assert_eq!(told.count(&vi("notice-confirmed")), 1);
        }
        s.all_read();
    })
    .await;
}

/// Types without letting the bot see it yet.
fn types(s: &Story, player: &Player, text: &str) {
    s.sandbox.user_sends_text(player.account, player.account, text).expect("a message");
}

/// Brings what both have sent to the bot, and has their lanes worked off at the same time.
async fn at_once(s: &Story, [one, other]: [&Player; 2]) {
    for update in s.sandbox.take_updates() {
        s.app.intake.receive(&update.to_string()).await.expect("the inbox");
    }
    let (first, second) =
        tokio::join!(s.app.intake.run_lane(one.account), s.app.intake.run_lane(other.account));
    first.expect("a lane");
    second.expect("the other lane");
    s.run().await;
}
