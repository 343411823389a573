//! Who may do what, against a table that was written by hand.

use doangiamsat::domain::*;

/// In one's own scope, by role: administrator, standing body, secretariat · delegation leader, group
/// leader, secretary, member · unit head, focal officer · campaign owner, observer.
const TABLE: [(Action, &str); Action::ALL.len()] = [
    (Action::InvitePeople, "x.x .... .. .."),
    (Action::RemovePeople, "x.x .... .. .."),
    (Action::FoundDelegation, "..x .... .. .."),
    (Action::PlanDelegation, "..x x... .. .."),
    (Action::LinkGroupChat, "... x... .. .."),
    (Action::ProposeGroupChat, "..x .xx. .. .."),
    (Action::ManageGroup, "..x xxx. .. .."),
    (Action::ManageMilestones, "..x x.x. .. .."),
    (Action::SeeReminders, ".xx xxx. .. x."),
    (Action::PublishChecklist, "..x .... .. .."),
    (Action::ScheduleVisit, "..x xxx. .. .."),
    (Action::InviteUnit, "..x xxx. .. .."),
    (Action::CancelVisit, "..x xxx. .. .."),
    (Action::SeeVisit, ".xx xxxx xx .x"),
    (Action::AnswerInvitation, "... .... xx .."),
    (Action::OpenSession, "... xxx. .. .."),
    (Action::NoteSession, "... xxxx .. .."),
    (Action::SeeNotes, ".xx xxxx .. .."),
    (Action::AttendVisit, "... xxxx xx .."),
    (Action::DraftMinutes, "..x xxx. .. .."),
    (Action::SignMinutes, "... xxx. x. .."),
    (Action::SeeMinutes, ".xx xxxx xx .."),
    (Action::SeeSubmission, ".xx xxxx xx .."),
    (Action::FillSubmission, "... .... xx .."),
    (Action::SignSubmission, "... .... x. .."),
    (Action::ReturnSubmission, "..x .xx. .. .."),
    (Action::VerifyAnswers, "... xxxx .. .."),
    (Action::FinishVerification, "... .xx. .. .."),
    (Action::DisputeVerification, "... .... x. .."),
    (Action::FinaliseSubmission, "... xx.. .. .."),
    (Action::ReportDifficulty, "..x xxxx xx .."),
    (Action::SeeDifficulty, ".xx xxxx xx x."),
    (Action::HandleDifficulty, "..x ..x. .. .."),
    (Action::AnswerDifficulty, "... .... x. .."),
    (Action::ConfirmDifficulty, "... .... xx .."),
    (Action::ManageCampaign, "... .... .. x."),
    (Action::SeeCampaign, ".xx xxxx xx xx"),
    (Action::SeeSubtask, ".xx .... xx xx"),
    (Action::AnswerForSubtask, "... .... x. .."),
    (Action::ReportProgress, "... .... xx .."),
    (Action::VerifySubtask, "... .... .. x."),
    (Action::PrepareLateList, "..x .... .. x."),
    (Action::ApproveLateList, ".x. .... .. x."),
    (Action::ObjectToLateList, "... .... x. .."),
    (Action::DraftRecommendation, "..x xxx. .. .."),
    (Action::IssueRecommendation, ".x. x... .. .."),
    (Action::SeeRecommendation, ".xx xxxx xx x."),
    (Action::WorkOnRecommendation, "... .... xx .."),
    (Action::VerifyRecommendation, "..x xxx. .. .."),
    (Action::MoveRecommendation, "..x x.x. .. .."),
    (Action::ChaseUnit, "... xx.. .. .."),
    (Action::ChaseUnitAgain, "... x... .. .."),
    (Action::EscalateRecommendation, ".x. .... .. .."),
    (Action::ExplainRecommendation, ".xx ..x. x. .."),
    (Action::PassOnRecommendation, "..x x... .. .."),
    (Action::ReportDelegation, "... x... .. .."),
    (Action::FollowUpDelegation, "..x x.x. .. .."),
    (Action::LookUpUnits, "xxx xxxx .. .x"),
    (Action::SeeDeliveryTroubles, "x.x .... .. .."),
    (Action::ReceiveDigest, "..x .... .. .."),
    (Action::ReceiveCampaignDigest, "..x .... .. x."),
    (Action::ReceiveWeeklyDigest, ".xx x... .. x."),
];

const COUNCIL: CouncilId = CouncilId(1);

/// Something that lies in delegation, group and unit number `n` of a council.
fn thing(council: CouncilId, n: i64) -> Target {
    Target {
        council,
        delegation: Some(DelegationId(n)),
        group: Some(GroupId(n)),
        unit: Some(UnitId(n)),
    }
}

/// The scope in which a role is held: written out, not asked of the code.
fn scope(role: Role) -> Scope {
    match role {
        Role::Administrator
        | Role::StandingBody
        | Role::Secretariat
        | Role::CampaignOwner
        | Role::Observer => Scope::Council,
        Role::DelegationLeader => Scope::Delegation(DelegationId(1)),
        Role::GroupLeader | Role::Secretary | Role::Member => Scope::Group(GroupId(1)),
        Role::UnitHead | Role::FocalOfficer => Scope::Unit(UnitId(1)),
    }
}

fn holder(grants: Vec<Grant>) -> Actor {
    Actor {
        id: PersonId(1),
        council: COUNCIL,
        account: Account(1),
        name: "Ai".to_owned(),
        locale: Locale::Vi,
        epoch: 0,
        grants,
    }
}

#[test]
fn every_role_and_action_in_own_and_other_scopes() {
    assert_eq!(TABLE.map(|row| row.0), Action::ALL, "the table has a row for each action");
    for (action, row) in TABLE {
        let marks: Vec<char> = row.chars().filter(|mark| *mark != ' ').collect();
        assert_eq!(marks.len(), Role::ALL.len(), "{action:?}");
        for (role, mark) in Role::ALL.iter().copied().zip(marks) {
            let held = scope(role);
            let actor = holder(vec![Grant { role, scope: held }]);
            let allowed = mark == 'x';
            let is = |on: Target| may(&actor, action, &on);
            assert_eq!(is(thing(COUNCIL, 1)), allowed, "{role:?} {action:?}, own scope");
            assert!(!is(thing(CouncilId(2), 1)), "{role:?} {action:?}, another council");
            let everywhere = allowed && held == Scope::Council;
            assert_eq!(is(thing(COUNCIL, 2)), everywhere, "{role:?} {action:?}, another scope");
            // The side on which the role is held decides, whatever else the thing lies in.
            for (side, on) in [
                (
                    Scope::Delegation(DelegationId(1)),
                    Target { delegation: Some(DelegationId(1)), ..thing(COUNCIL, 2) },
                ),
                (Scope::Group(GroupId(1)), Target { group: Some(GroupId(1)), ..thing(COUNCIL, 2) }),
                (Scope::Unit(UnitId(1)), Target { unit: Some(UnitId(1)), ..thing(COUNCIL, 2) }),
            ] {
                let expected = everywhere || (allowed && held == side);
                assert_eq!(is(on), expected, "{role:?} {action:?}, alike in {side:?} alone");
            }
            // Something without that side is nobody's but the council's.
            let bare = Target { delegation: None, group: None, unit: None, council: COUNCIL };
            assert_eq!(is(bare), everywhere, "{role:?} {action:?}, the council's own");
        }
    }
}

#[test]
fn a_role_is_held_in_the_scopes_it_fits_alone() {
    let scopes = [
        Scope::Council,
        Scope::Delegation(DelegationId(1)),
        Scope::Group(GroupId(1)),
        Scope::Unit(UnitId(1)),
    ];
    for &role in Role::ALL {
        for at in scopes {
            assert_eq!(role.fits(at), at == scope(role), "{role:?} in {at:?}");
        }
    }
}

#[test]
fn several_roles_add_up_and_none_is_none() {
    let head = Grant { role: Role::UnitHead, scope: Scope::Unit(UnitId(1)) };
    let member = Grant { role: Role::Member, scope: Scope::Group(GroupId(2)) };
    let both = holder(vec![head, member]);
    assert!(may(&both, Action::SignSubmission, &thing(COUNCIL, 1)));
    assert!(may(&both, Action::SeeSubmission, &thing(COUNCIL, 2)));
    assert!(!may(&both, Action::SignSubmission, &thing(COUNCIL, 2)), "a member signs nothing");
    let nobody = holder(vec![]);
    for &action in Action::ALL {
        assert!(!may(&nobody, action, &thing(COUNCIL, 1)));
        assert_eq!(
            doangiamsat::domain::decision::require(&nobody, action, &thing(COUNCIL, 1)),
            Err(Refusal::NotAllowed { action })
        );
    }
}
