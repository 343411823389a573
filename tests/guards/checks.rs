//! The closed lists of the tables are those of the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use doangiamsat::domain::answers::SubmissionState;
use doangiamsat::domain::answers::verifying::{Finding, Method};
use doangiamsat::domain::calendar::DayKind;
use doangiamsat::domain::campaigns::late_lists::LateListState;
use doangiamsat::domain::campaigns::{CampaignState, Operator, SubtaskState};
use doangiamsat::domain::delegations::DelegationState;
use doangiamsat::domain::delegations::milestone::MilestoneKind;
use doangiamsat::domain::difficulties::{AskedOf, Category, Cause, DifficultyState};
use doangiamsat::domain::digests::{DigestKind, Standing, Timing as DigestTiming};
use doangiamsat::domain::minutes::{MinutesState, Seat, SignedOn};
use doangiamsat::domain::recommendations::{EntryKind, Escalation, RecommendationState};
use doangiamsat::domain::reminders::{ReminderState, Step, Subject, VisitSlot};
use doangiamsat::domain::units::UnitKind;
use doangiamsat::domain::units::succession::SuccessionKind;
use doangiamsat::domain::visits::{Resource, UnitAnswer, VisitKind, VisitMode, VisitState};
use doangiamsat::domain::{
    Locale, MilestoneId, RecommendationId, Role, Scope, SubmissionId, SubtaskId, UnitId,
};
use strum::{IntoEnumIterator, VariantNames};

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
        ("role_grant", "role", codes(Role::ALL, Role::code)),
        ("unit_period", "kind", codes(UnitKind::ALL, UnitKind::code)),
        ("unit_succession", "kind", codes(SuccessionKind::ALL, SuccessionKind::code)),
        ("person", "locale", codes(Locale::ALL, Locale::code)),
        ("delegation", "state", codes(DelegationState::ALL, DelegationState::code)),
        ("delegation_checklist", "unit_kind", codes(UnitKind::ALL, UnitKind::code)),
        ("visit", "state", codes(VisitState::ALL, VisitState::code)),
        ("visit", "kind", codes(VisitKind::ALL, VisitKind::code)),
        ("visit", "mode", codes(VisitMode::ALL, VisitMode::code)),
        ("visit_unit", "answer", codes(UnitAnswer::ALL, UnitAnswer::code)),
        ("minutes", "state", codes(MinutesState::ALL, MinutesState::code)),
        ("minutes_signature", "seat", codes(Seat::CODES, |code| code)),
        ("minutes_signature", "way", codes(SignedOn::ALL, SignedOn::code)),
        ("submission", "state", codes(SubmissionState::ALL, SubmissionState::code)),
        ("verification", "outcome", codes(Finding::CODES, |code| code)),
        ("verification", "method", codes(Method::ALL, Method::code)),
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
        ("booking", "kind", codes(Resource::ALL, Resource::code)),
        ("milestone", "kind", codes(MilestoneKind::ALL, MilestoneKind::code)),
        ("visit_reminder", "next_slot", codes(VisitSlot::iter(), VisitSlot::code)),
        ("reminder", "state", codes(ReminderState::iter(), ReminderState::code)),
        ("campaign", "state", codes(CampaignState::ALL, CampaignState::code)),
        ("subtask", "state", codes(SubtaskState::ALL, SubtaskState::code)),
        ("late_list", "state", codes(LateListState::ALL, LateListState::code)),
        ("subtask", "operator", codes(Operator::ALL, Operator::code)),
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
    assert!(Role::ALL.iter().all(|it| Role::from_code(it.code()) == Some(*it)));
    assert!(UnitKind::ALL.iter().all(|it| UnitKind::from_code(it.code()) == Some(*it)));
    for it in SuccessionKind::ALL {
        assert_eq!(SuccessionKind::from_code(it.code()), Some(it));
    }
    assert!(Locale::ALL.iter().all(|it| Locale::from_code(it.code()) == *it));
    assert!(VisitState::ALL.iter().all(|it| VisitState::from_code(it.code()) == Some(*it)));
    assert!(VisitKind::ALL.iter().all(|it| VisitKind::from_code(it.code()) == Some(*it)));
    assert!(VisitMode::ALL.iter().all(|it| VisitMode::from_code(it.code()) == Some(*it)));
    assert!(UnitAnswer::ALL.iter().all(|it| UnitAnswer::from_code(it.code()) == Some(*it)));
    assert!(Method::ALL.iter().all(|it| Method::from_code(it.code()) == Some(*it)));
    assert!(MinutesState::ALL.iter().all(|it| MinutesState::from_code(it.code()) == Some(*it)));
    assert!(SignedOn::ALL.iter().all(|it| SignedOn::from_code(it.code()) == Some(*it)));
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
    assert!(MilestoneKind::ALL.iter().all(|it| MilestoneKind::from_code(it.code()) == Some(*it)));
    assert!(CampaignState::ALL.iter().all(|it| CampaignState::from_code(it.code()) == Some(*it)));
    assert!(SubtaskState::ALL.iter().all(|it| SubtaskState::from_code(it.code()) == Some(*it)));
    assert!(LateListState::ALL.iter().all(|it| LateListState::from_code(it.code()) == Some(*it)));
    assert!(Operator::ALL.iter().all(|it| Operator::from_code(it.code()) == Some(*it)));
    for it in subjects(7) {
        let (kind, id) = it.parts();
        assert_eq!(Subject::from_parts(kind, id), Some(it));
    }
    for it in DelegationState::ALL {
        assert_eq!(DelegationState::from_code(it.code()), Some(it));
    }
    for it in SubmissionState::ALL {
        assert_eq!(SubmissionState::from_code(it.code()), Some(it));
    }
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
        |scope: Scope| codes(Role::ALL.into_iter().filter(|role| role.fits(scope)), Role::code);
    assert_eq!(bound("unit_id"), fitting(Scope::Unit(UnitId(1))));
    assert_eq!(
        bound("delegation_id"),
        fitting(Scope::Delegation(doangiamsat::domain::DelegationId(1)))
    );
    assert_eq!(bound("group_id"), fitting(Scope::Group(doangiamsat::domain::GroupId(1))));
}
