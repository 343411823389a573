//! Who may do what, against a table that was written by hand.

use doangiamsat::domain::*;

const COLUMNS: [Action; 20] = [
    Action::InvitePeople,
    Action::FoundDelegation,
    Action::PlanDelegation,
    Action::PublishChecklist,
    Action::ScheduleVisit,
    Action::InviteUnit,
    Action::CancelVisit,
    Action::SeeVisit,
    Action::AnswerInvitation,
    Action::SeeSubmission,
    Action::FillSubmission,
    Action::SignSubmission,
    Action::VerifyAnswers,
    Action::FinishVerification,
    Action::DisputeVerification,
    Action::FinaliseSubmission,
    Action::ReportDifficulty,
    Action::SeeDifficulty,
    Action::SeeDeliveryTroubles,
    Action::ReceiveDigest,
];

/// In one's own scope. The columns: invite people, found, plan, publish a checklist · schedule, invite
/// the unit, cancel, see a visit · answer the invitation, see, fill, sign the answers · verify them,
/// finish, dispute, make final · report, see a difficulty · see what was not delivered, get the digest.
const TABLE: [(Role, &str); 11] = [
    (Role::Administrator, "x... .... .... .... .. x."),
    (Role::StandingBody, ".... ...x .x.. .... .x .."),
    (Role::Secretariat, "xxxx xxxx .x.. .... xx xx"),
    (Role::DelegationLeader, "..x. xxxx .x.. x..x xx .."),
    (Role::GroupLeader, ".... xxxx .x.. xx.x xx .."),
    (Role::Secretary, ".... xxxx .x.. xx.. xx .."),
    (Role::Member, ".... ...x .x.. x... xx .."),
    (Role::UnitHead, ".... ...x xxxx ..x. xx .."),
    (Role::FocalOfficer, ".... ...x xxx. .... xx .."),
    (Role::CampaignOwner, ".... .... .... .... .x .."),
    (Role::Observer, ".... ...x .... .... .. .."),
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
    assert_eq!(COLUMNS, Action::ALL, "the table has a column for each action");
    assert_eq!(TABLE.map(|row| row.0), Role::ALL, "and a row for each role");
    for (role, row) in TABLE {
        let marks: Vec<char> = row.chars().filter(|mark| *mark != ' ').collect();
        assert_eq!(marks.len(), COLUMNS.len(), "{role:?}");
        let held = scope(role);
        let actor = holder(vec![Grant { role, scope: held }]);
        for (action, mark) in COLUMNS.into_iter().zip(marks) {
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
    for role in Role::ALL {
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
    for action in Action::ALL {
        assert!(!may(&nobody, action, &thing(COUNCIL, 1)));
        assert_eq!(
            doangiamsat::domain::person::require(&nobody, action, &thing(COUNCIL, 1)),
            Err(Refusal::NotAllowed { action })
        );
    }
}
