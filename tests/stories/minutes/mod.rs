//! The minutes of a visit: drafted from the session, frozen, signed by both sides.

mod abuse;
mod flow;
mod pages;

use crate::support::{Cast, Player, Story, vi};
use doangiamsat::conversation::{Action, State, Then};
use doangiamsat::domain::minutes::{
    DraftAct, DraftMinutes, FrozenAct, MinutesCommand, SettleMinutes,
};
use doangiamsat::domain::{Command, Locale, UnitId, VisitId};

const MORNING: &str = "2024-03-18 08:00";

/// The session with Phường 1 is over: its answers were verified, notes were taken, a difficulty was
/// reported. It is the afternoon of the visit.
async fn session_over(s: &Story) -> Cast {
    let cast = s.cast().await;
    cast.invites_the_ward(s).await;
    cast.answers_and_signs(s, Locale::Vi).await;
    cast.opens_session(s, Locale::Vi).await;
    attendance(&cast).await;
    cast.yen.sends("/menu").await.taps(&vi("item-in-session")).await;
    cast.yen.sends("Phường trình bày báo cáo & số liệu").await.sends("Ghi nhầm").await;
    cast.yen.taps("🗒").await.taps("Ghi nhầm").await.sees(&vi("note-line-struck"));
    cast.yen.sends("/menu").await.taps(&vi("item-in-session")).await;
    cast.yen.sends("Đoàn hỏi về hồ sơ trễ hạn").await.sees(&vi("note-noted"));
    cast.mai.sends("khó khăn: thiếu máy quét").await.taps(&vi("key-report-as")).await;
    verification(&cast).await;
    s.clock_reaches("2024-04-02 10:10").await;
    cast.closes_session(s, Locale::Vi).await;
    s.clock_reaches("2024-04-02 14:00").await;
    s.all_read();
    cast
}

/// All were there but the unit's focal officer.
async fn attendance(cast: &Cast) {
    cast.son.taps(&vi("key-check-in")).await;
    cast.yen.taps("👥").await.taps("☐ Bùi Hải Yến").await.taps("☐ Đỗ Minh Châu").await;
    cast.yen.taps("☐ Nguyễn Thị Mai").await.taps("☑ Nguyễn Thị Mai").await;
    cast.yen.sees("✔ Trần Văn Sơn").sees("✖ Nguyễn Thị Mai");
}

/// One answer was found otherwise, one could not be verified, the others match.
async fn verification(cast: &Cast) {
    let yen = &cast.yen;
    yen.sends("/menu").await.taps(&vi("item-verify")).await.taps(&vi("key-verify-next")).await;
    yen.sees("1.2").taps(&vi("key-adjust")).await.sends("110/120").await;
    yen.taps(&vi("method-document")).await.sends("đếm lại <sổ> theo dõi").await;
    yen.taps(&vi("key-adjust-save")).await.sees("1.3");
    for next in ["2.1", "3.2", "5.3"] {
        yen.taps(&vi("key-matched")).await.sees(next);
    }
    yen.taps(&vi("key-not-verifiable")).await.sends("Chưa có biên bản diễn tập").await.sees("5/5");
    yen.taps(&vi("key-verify-finish")).await.taps(&vi("key-finish-now")).await;
    yen.sees(&vi("submission-verified"));
}

/// The secretary writes a conclusion and lays the minutes before the signers; everybody has read so.
async fn laid_before_the_signers(s: &Story, cast: &Cast, conclusion: &str) {
    let yen = &cast.yen;
    yen.sends("/menu").await.taps(&vi("item-draft-minutes")).await;
    yen.taps(&vi("key-minutes-conclusion")).await.sends(conclusion).await;
    yen.taps(&vi("key-minutes-read")).await.taps(&vi("key-minutes-freeze")).await;
    yen.taps(&vi("key-minutes-freeze-now")).await.sees(&vi("minutes-frozen"));
    s.all_read();
}

/// Signs from home, in the language the player reads.
async fn signs(player: &Player, t: &impl Fn(&str) -> String) {
    player.sends("/menu").await.taps(&t("item-sign-minutes")).await;
    player.taps(&t("key-minutes-sign")).await.sees(&t("minutes-sign-what"));
    player.taps(&t("key-minutes-sign-now")).await;
}

async fn visit(s: &Story) -> VisitId {
    VisitId(s.count("SELECT id FROM visit ORDER BY starts_at LIMIT 1").await)
}

async fn ward(s: &Story) -> UnitId {
    UnitId(s.count("SELECT id FROM unit WHERE code = 'tn-p1'").await)
}

/// The hash that lies before the signers, or was signed.
async fn hash(s: &Story) -> [u8; 32] {
    let found: Vec<u8> = sqlx::query_scalar(
        "SELECT sha256 FROM minutes WHERE sha256 IS NOT NULL ORDER BY version DESC LIMIT 1",
    )
    .fetch_one(s.app.store.pool())
    .await
    .expect("a hash");
    found.try_into().expect("32 bytes")
}

fn draft(visit: VisitId, act: DraftAct) -> Command {
    Command::Minutes(MinutesCommand::DraftMinutes(DraftMinutes { visit, act }))
}

fn settle(visit: VisitId, sha256: [u8; 32], act: FrozenAct) -> Command {
    Command::Minutes(MinutesCommand::SettleMinutes(SettleMinutes { visit, sha256, act }))
}

/// A button that no screen offers: what the decision says to it.
async fn tries(s: &Story, player: &Player, command: Command) -> String {
    let name = command.name();
    let action = Action::Do { command, then: Then::Go(State::home()) };
    let data = s.plants(player, action).await;
    player.taps_data(&data).await;
    s.audit(name).await.pop().expect("an audit line")
}

async fn looks(s: &Story, player: &Player, state: State) {
    let data = s.plants(player, Action::Go(state)).await;
    player.taps_data(&data).await;
}

/// Refused by the database itself: the constraint's name.
async fn refused_by_the_database(s: &Story, sql: &'static str) -> String {
    let error = sqlx::query(sql).execute(s.app.store.pool()).await.expect_err(sql);
    let database = error.as_database_error().expect(sql);
    database.constraint().unwrap_or_default().to_owned()
}

/// All pages of the minutes from the one on the screen on.
async fn reads_all(player: &Player, t: &impl Fn(&str) -> String) -> String {
    let later = t("key-minutes-later");
    let mut read = String::new();
    loop {
        let shown = player.messages().pop().expect("a page");
        assert!(!shown.text.ends_with('…'), "a page was cut: {}", shown.text);
        read.push_str(&shown.text);
        read.push('\n');
        if !shown.keyboard.iter().flatten().any(|key| key.text.contains(&later)) {
            return read;
        }
        player.taps(&later).await;
    }
}
