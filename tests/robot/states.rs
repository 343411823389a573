//! The states that things go through, against DESIGN.md's table (section 5), written out by hand.

use std::collections::BTreeSet;

use super::support::Story;

/// What each thing with states may become; `-` is where it begins.
const TABLE: [(&str, &[(&str, &str)]); 4] = [
    (
        "delegation",
        &[
            ("-", "draft"),
            ("draft", "planned cancelled"),
            ("planned", "in_progress cancelled"),
            ("in_progress", "reported cancelled"),
            ("reported", "following_up"),
            ("following_up", "closed"),
        ],
    ),
    (
        "visit",
        &[
            ("-", "draft"),
            ("draft", "invited cancelled"),
            ("invited", "confirmed reschedule_requested in_session cancelled"),
            ("confirmed", "invited reschedule_requested in_session cancelled"),
            ("reschedule_requested", "invited confirmed cancelled"),
            ("in_session", "minutes"),
            ("minutes", "closed"),
        ],
    ),
    (
        "submission",
        &[
            ("-", "open"),
            ("open", "submitted signed_off"),
            ("submitted", "open signed_off returned"),
            ("signed_off", "verified returned"),
            ("returned", "submitted signed_off"),
            ("verified", "final"),
        ],
    ),
    (
        "difficulty",
        &[
            ("-", "reported merged"),
            ("reported", "accepted merged rejected"),
            ("accepted", "resolving merged rejected"),
            ("resolving", "resolved"),
            ("resolved", "confirmed reopened"),
            ("reopened", "resolving"),
        ],
    ),
];

/// From now on the database writes down every change of state.
pub async fn record(s: &Story) {
    s.sql("CREATE TABLE seen_state (thing text, was text, became text)").await;
    s.sql(
        "CREATE FUNCTION see_state() RETURNS trigger LANGUAGE plpgsql AS $$
         DECLARE was text := '-';
         BEGIN
             IF TG_OP = 'UPDATE' THEN was := OLD.state; END IF;
             IF was <> NEW.state THEN
                 INSERT INTO seen_state VALUES (TG_TABLE_NAME, was, NEW.state);
             END IF;
             RETURN NEW;
         END $$",
    )
    .await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION see_state()").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON visit FOR EACH ROW EXECUTE FUNCTION see_state()").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON submission FOR EACH ROW EXECUTE FUNCTION see_state()").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON difficulty FOR EACH ROW EXECUTE FUNCTION see_state()").await;
}

pub async fn check(s: &Story) {
    let seen: Vec<(String, String, String)> =
        sqlx::query_as("SELECT DISTINCT thing, was, became FROM seen_state ORDER BY 1, 2, 3")
            .fetch_all(s.app.store.pool())
            .await
            .expect("the changes of state");
    let allowed: BTreeSet<(&str, &str, &str)> = TABLE
        .iter()
        .flat_map(|(thing, rows)| rows.iter().map(move |(was, all)| (*thing, *was, *all)))
        .flat_map(|(thing, was, all)| all.split(' ').map(move |one| (thing, was, one)))
        .collect();
    let outside: Vec<_> = seen
        .iter()
        .filter(|(thing, was, one)| {
            !allowed.contains(&(thing.as_str(), was.as_str(), one.as_str()))
        })
        .collect();
    println!("{} kinds of changes of state", seen.len());
    assert!(outside.is_empty(), "outside the table: {outside:?}");
}
