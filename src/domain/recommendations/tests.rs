//! When which step is proposed, and to whom.

use super::*;
use crate::domain::people::{Grant, Locale, Role, Scope};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn overdue() -> Recommendation {
    Recommendation {
        id: RecommendationId(1),
        council: CouncilId(1),
        delegation: DelegationId(1),
        delegation_state: DelegationState::FollowingUp,
        delegation_title: "Cải cách".to_owned(),
        groups: vec![GroupId(1), GroupId(2)],
        group: Some(GroupId(1)),
        unit: UnitId(1),
        unit_name: "UBND Phường 1".to_owned(),
        text: "Bố trí cán bộ".to_owned(),
        product: "Quyết định".to_owned(),
        due_on: day("2024-06-10"),
        paper: Some(Paper { number: "12/KL-HĐND".to_owned(), date: day("2024-05-10") }),
        state: RecommendationState::InProgress,
        version: 3,
        round: 1,
        claimed_by: None,
        reason: String::new(),
        asked: None,
        step: None,
        step_from: None,
        explanation: None,
        handed_over: String::new(),
        by: PersonId(9),
    }
}

fn holder(role: Role, scope: Scope) -> Actor {
    Actor {
        id: PersonId(1),
        council: CouncilId(1),
        account: Account(1),
        name: "Ai".to_owned(),
        locale: Locale::Vi,
        epoch: 0,
        grants: vec![Grant { role, scope }],
    }
}

#[test]
fn steps_are_proposed_in_order_and_in_time() {
    use Escalation::*;
    let mut it = overdue();
    let at = |it: &Recommendation, on: &str| it.proposed_step(day(on));
    assert_eq!(at(&it, "2024-06-12"), None, "T+2");
    assert_eq!(at(&it, "2024-06-13"), Some(Chase));
    assert_eq!(at(&it, "2024-07-01"), Some(Chase), "none is left out");
    (it.step, it.step_from) = (Some(Chase), Some(day("2024-06-17")));
    assert_eq!(at(&it, "2024-06-16"), None);
    assert_eq!(at(&it, "2024-06-17"), Some(ChaseAgain));
    it.explanation = Some(Explanation { due_on: day("2024-07-10"), given: false });
    assert_eq!(at(&it, "2024-07-10"), None, "the explanation is waited for");
    assert_eq!(at(&it, "2024-07-11"), Some(ChaseAgain));
    it.explanation = Some(Explanation { due_on: day("2024-07-10"), given: true });
    assert_eq!(at(&it, "2024-07-01"), Some(ChaseAgain));
    (it.step, it.step_from) = (Some(ReportToCouncil), None);
    assert_eq!(at(&it, "2025-07-01"), None, "the end of the path");
    for state in [RecommendationState::ClaimedDone, RecommendationState::Verified] {
        let it = Recommendation { state, ..overdue() };
        assert_eq!(at(&it, "2024-07-01"), None, "{state:?}");
    }
    let gone = Recommendation { handed_over: "Ban Pháp chế".to_owned(), ..overdue() };
    assert_eq!(at(&gone, "2024-07-01"), None);
}

#[test]
fn each_step_has_its_role_and_the_standing_body_steps_in_at_last() {
    use Escalation::*;
    let lead = holder(Role::GroupLeader, Scope::Group(GroupId(1)));
    let other = holder(Role::GroupLeader, Scope::Group(GroupId(2)));
    let leader = holder(Role::DelegationLeader, Scope::Delegation(DelegationId(1)));
    let body = holder(Role::StandingBody, Scope::Council);
    let mut it = overdue();
    let to = |it: &Recommendation, on: &str| {
        [&lead, &other, &leader, &body].map(|actor| it.step_for(actor, day(on)))
    };
    assert_eq!(to(&it, "2024-06-13"), [Some(Chase), None, Some(Chase), None]);
    assert_eq!(to(&it, "2024-06-25"), [Some(Chase), None, Some(Chase), Some(Chase)]);
    it.step = Some(Chase);
    assert_eq!(to(&it, "2024-06-17"), [None, None, Some(ChaseAgain), None]);
    it.step = Some(ChaseAgain);
    assert_eq!(to(&it, "2024-06-25"), [None, None, None, Some(Refer)]);
}
