//! The minutes of a visit: drafted from the session, frozen, signed by both sides.

mod abuse;
mod flow;
mod pages;

use doangiamsat::conversation::{Action, State, Then};
use doangiamsat::domain::{Command, UnitId, VisitId};

use crate::support::{Cast, Player, Story, vi};

const MORNING: &str = "2024-03-18 08:00";

/// The session with Phường 1 is over: some questions were answered and verified, notes were taken,
/// a difficulty was reported. It is the afternoon of the visit.
async fn session_over(s: &Story) -> Cast {
    let cast = s.cast().await;
    cast.invites_the_ward(s).await;
    let mai = &cast.mai;
    cast.begins_to_answer(mai).await;
    mai.taps("Có").await.sends("QĐ 12/QĐ-UBND").await.sends("118/120").await;
    mai.taps("Đầy đủ").await;
    s.sql(
        "UPDATE submission SET state = 'verified', signed_at = '2024-04-01 02:00Z',
            signed_by = (SELECT id FROM person WHERE name = 'Trần Văn Sơn')",
    )
    .await;
    s.sql(
        r#"INSERT INTO verification (submission_id, path, outcome, value, method, note, verified_by, verified_at, revision)
           SELECT a.submission_id, a.path,
              CASE a.value->>'kind' WHEN 'ratio' THEN 'adjusted' WHEN 'text' THEN 'not_verifiable' ELSE 'matched' END,
              CASE WHEN a.value->>'kind' = 'ratio' THEN '{"kind":"ratio","numerator":110,"denominator":120}'::jsonb END,
              CASE WHEN a.value->>'kind' = 'ratio' THEN 'document' END,
              CASE WHEN a.value->>'kind' = 'ratio' THEN 'đếm lại <sổ> theo dõi' ELSE '' END, p.id, '2024-04-02 02:00Z', 1
           FROM answer a, person p WHERE p.name = 'Hoàng Anh Tuấn'"#,
    )
    .await;
    s.sql(
        "UPDATE visit SET state = 'minutes', opened_at = '2024-04-02 00:40Z', ended_at = '2024-04-02 03:10Z'
         WHERE state = 'invited'",
    )
    .await;
    s.sql(
        "INSERT INTO visit_attendance (visit_id, unit_id, person_id, name, present, noted_by, noted_at)
         SELECT v.id, g.unit_id, p.id, p.name, p.name <> 'Nguyễn Thị Mai', y.id, v.opened_at
         FROM visit v, person p JOIN role_grant g ON g.person_id = p.id, person y
         WHERE v.state = 'minutes' AND y.name = 'Bùi Hải Yến' AND p.name IN
           ('Đỗ Minh Châu', 'Bùi Hải Yến', 'Trần Văn Sơn', 'Nguyễn Thị Mai')",
    )
    .await;
    s.sql(
        "INSERT INTO visit_note (visit_id, body, noted_by, noted_at, struck_at)
         SELECT v.id, n.body, p.id, n.at, n.struck FROM visit v, person p, (VALUES
            ('Phường trình bày báo cáo & số liệu', '2024-04-02 01:00Z'::timestamptz, NULL),
            ('Ghi nhầm', '2024-04-02 01:10Z', '2024-04-02 01:11Z'::timestamptz),
            ('Đoàn hỏi về hồ sơ trễ hạn', '2024-04-02 01:20Z', NULL)) AS n (body, at, struck)
         WHERE v.state = 'minutes' AND p.name = 'Bùi Hải Yến' ORDER BY n.at",
    )
    .await;
    s.sql(
        "INSERT INTO difficulty (council_id, unit_id, visit_id, body, folded, category, state, reported_by, reported_at)
         SELECT v.council_id, u.unit_id, v.id, 'thiếu máy quét', 'thieu may quet', 'ha_tang', 'reported', p.id, v.opened_at
         FROM visit v JOIN visit_unit u ON u.visit_id = v.id, person p
         WHERE v.state = 'minutes' AND p.name = 'Nguyễn Thị Mai'",
    )
    .await;
    s.clock_reaches("2024-04-02 14:00").await;
    s.all_read();
    cast
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
