//! The closed lists of the tables are those of the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use doangiamsat::domain::answers::{Finding, Method, SubmissionState};
use doangiamsat::domain::calendar::DayKind;
use doangiamsat::domain::campaigns::{CampaignState, LateListState, Operator, SubtaskState};
use doangiamsat::domain::delegations::{DelegationState, MilestoneKind};
use doangiamsat::domain::difficulties::{AskedOf, Category, Cause, DifficultyState};
use doangiamsat::domain::digests::{DigestKind, Standing, Timing as DigestTiming};
use doangiamsat::domain::minutes::{MinutesState, Seat, SignedOn};
use doangiamsat::domain::recommendations::{EntryKind, Escalation, RecommendationState};
use doangiamsat::domain::reminders::{ReminderState, Step, Subject, VisitSlot};
use doangiamsat::domain::units::{SuccessionKind, UnitKind};
use doangiamsat::domain::visits::{Resource, UnitAnswer, VisitKind, VisitMode, VisitState};
use doangiamsat::domain::{
    Locale, MilestoneId, RecommendationId, Role, Scope, SubmissionId, SubtaskId, UnitId,
};
use strum::IntoEnumIterator;
use strum::VariantNames;

/// All migrations, in order, on one line each, without comments.
fn migrations() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("migrations").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).expect("a migration"));
    let lines = texts.flat_map(|text| {
        let lines = text.lines().map(|line| line.split("--").next().unwrap_or_default().to_owned());
        lines.collect::<Vec<_>>()
    });
    let all = lines.collect::<Vec<_>>().join(" ");
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The list of the last `CHECK (column IN (…))` of a table, in `CREATE TABLE` or a later `ALTER`.
fn list(table: &str, column: &str) -> BTreeSet<String> {
    let all = migrations();
    let of_table = |statement: &&str| {
        [format!("CREATE TABLE {table} "), format!("ALTER TABLE {table} ")]
            .iter()
            .any(|head| statement.trim_start().starts_with(head.as_str()))
    };
    let check = format!("CHECK ({column} IN (");
    let mut found = all.split(';').filter(of_table).filter_map(|statement| {
        let from = statement.rfind(&check)? + check.len();
        Some(quoted(statement[from..].split(')').next()?))
    });
    found.next_back().unwrap_or_else(|| panic!("no CHECK for {table}.{column}"))
}

fn quoted(text: &str) -> BTreeSet<String> {
    text.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

fn codes<T>(
    all: impl IntoIterator<Item = T>,
    code: impl Fn(T) -> &'static str,
) -> BTreeSet<String> {
    all.into_iter().map(|one| code(one).to_owned()).collect()
}

fn subjects(id: i64) -> [Subject; 5] {
    [
        Subject::Submission(SubmissionId(id)),
        Subject::Milestone(MilestoneId(id)),
        Subject::Recommendation(RecommendationId(id)),
        Subject::Explanation(RecommendationId(id)),
        Subject::Subtask(SubtaskId(id)),
    ]
}

#[test]
fn the_tables_know_the_words_that_the_code_writes() {
    for (table, column, expected) in [
        ("role_grant", "role", codes(Role::ALL, |it| it.code())),
        ("unit_period", "kind", codes(UnitKind::ALL, |it| it.code())),
        ("unit_succession", "kind", codes(SuccessionKind::ALL, |it| it.code())),
        ("person", "locale", codes(Locale::ALL, Locale::code)),
        ("delegation", "state", codes(DelegationState::ALL, |it| it.code())),
        ("delegation_checklist", "unit_kind", codes(UnitKind::ALL, |it| it.code())),
        ("visit", "state", codes(VisitState::iter(), VisitState::code)),
        ("visit", "kind", codes(VisitKind::iter(), VisitKind::code)),
        ("visit", "mode", codes(VisitMode::iter(), VisitMode::code)),
        ("visit_unit", "answer", codes(UnitAnswer::iter(), UnitAnswer::code)),
        ("minutes", "state", codes(MinutesState::iter(), MinutesState::code)),
        ("minutes_signature", "seat", codes(Seat::VARIANTS.iter().copied(), |code| code)),
        ("minutes_signature", "way", codes(SignedOn::iter(), SignedOn::code)),
        ("submission", "state", codes(SubmissionState::iter(), SubmissionState::code)),
        ("verification", "outcome", codes(Finding::VARIANTS.iter().copied(), |code| code)),
        ("verification", "method", codes(Method::iter(), Method::code)),
        ("difficulty", "category", codes(Category::iter(), Category::code)),
        ("difficulty", "cause", codes(Cause::iter(), Cause::code)),
        ("difficulty", "state", codes(DifficultyState::iter(), DifficultyState::code)),
        (
            "difficulty",
            "asked_of",
            codes(AskedOf::NAMED.into_iter().chain([AskedOf::Other("x".into())]), |it| {
                it.parts().0
            }),
        ),
        ("recommendation", "state", codes(RecommendationState::iter(), RecommendationState::code)),
        ("recommendation", "step", codes(Escalation::iter(), Escalation::code)),
        ("recommendation_entry", "kind", codes(EntryKind::iter(), EntryKind::code)),
        ("recommendation_entry", "step", codes(Escalation::iter(), Escalation::code)),
        ("booking", "kind", codes(Resource::iter(), Resource::code)),
        ("milestone", "kind", codes(MilestoneKind::ALL, |it| it.code())),
        ("visit_reminder", "next_slot", codes(VisitSlot::iter(), VisitSlot::code)),
        ("reminder", "state", codes(ReminderState::iter(), ReminderState::code)),
        ("campaign", "state", codes(CampaignState::iter(), CampaignState::code)),
        ("subtask", "state", codes(SubtaskState::iter(), SubtaskState::code)),
        ("late_list", "state", codes(LateListState::iter(), LateListState::code)),
        ("subtask", "operator", codes(Operator::iter(), Operator::code)),
        ("day_off", "kind", codes(DayKind::ALL, DayKind::code)),
        ("deadline", "subject_kind", codes(subjects(1), |subject| subject.parts().0)),
        ("digest_subscription", "kind", codes(DigestKind::iter(), DigestKind::code)),
        ("digest_subscription", "rule", codes(DigestTiming::VARIANTS, |code| code)),
        ("digest_subscription", "standing", codes(Standing::VARIANTS, |code| code)),
        ("digest_order", "kind", codes(DigestKind::iter(), DigestKind::code)),
    ] {
        assert_eq!(list(table, column), expected, "{table}.{column}");
    }
}

#[test]
fn stored_words_lead_back_to_what_they_stand_for() {
    assert!(Role::ALL.iter().all(|it| it.code().parse() == Ok(*it)));
    assert!(UnitKind::ALL.iter().all(|it| it.code().parse() == Ok(*it)));
    assert!(SuccessionKind::ALL.iter().all(|it| it.code().parse() == Ok(*it)));
    assert!(Locale::ALL.iter().all(|it| Locale::from_code(it.code()) == *it));
    assert!(VisitState::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(VisitKind::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(VisitMode::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(UnitAnswer::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(Method::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(MinutesState::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(SignedOn::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(Category::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(Cause::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(DifficultyState::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(RecommendationState::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(Escalation::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(EntryKind::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(Step::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(DigestKind::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(DayKind::ALL.iter().all(|it| DayKind::from_code(it.code()) == Some(*it)));
    assert!(VisitSlot::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(MilestoneKind::ALL.iter().all(|it| it.code().parse() == Ok(*it)));
    assert!(CampaignState::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(SubtaskState::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(LateListState::iter().all(|it| it.code().parse() == Ok(it)));
    assert!(Operator::iter().all(|it| it.code().parse() == Ok(it)));
    for it in subjects(7) {
        let (kind, id) = it.parts();
        assert_eq!(Subject::from_parts(kind, id), Some(it));
    }
    assert!(DelegationState::ALL.iter().all(|it| it.code().parse() == Ok(*it)));
    assert!(SubmissionState::iter().all(|it| it.code().parse() == Ok(it)));
}

/// Which roles the table lets be held nowhere but in a unit, a delegation, a group.
#[test]
fn the_table_binds_roles_to_the_scopes_that_they_fit() {
    let all = migrations();
    let bound = |column: &str| {
        let end = format!(" OR {column} IS NOT NULL)");
        let to = all.find(&end).unwrap_or_else(|| panic!("no CHECK for {column}"));
        let from = all[..to].rfind("CHECK (role ").expect("a CHECK");
        quoted(&all[from..to])
    };
    let fitting =
        |scope: Scope| codes(Role::ALL.iter().filter(|role| role.fits(scope)), |it| it.code());
    assert_eq!(bound("unit_id"), fitting(Scope::Unit(UnitId(1))));
    assert_eq!(
        bound("delegation_id"),
        fitting(Scope::Delegation(doangiamsat::domain::DelegationId(1)))
    );
    assert_eq!(bound("group_id"), fitting(Scope::Group(doangiamsat::domain::GroupId(1))));
}
