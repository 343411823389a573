//! Every screen that there is, with ids of the other council.

use super::Ids;
use doangiamsat::conversation::{
    AtCampaigns, AtChecklists, AtDelegations, AtDifficulties, AtGroupChat, AtPeople,
    AtRecommendations, AtReminders, AtVisits, Composing, Delegating, DifficultyMaking, Leaf,
    Making, Objecting, RecommendationFilter, Recommending, Scheduling, Sift, State, UnitLeaf,
    VisitMaking, Visiting, Working,
};
use doangiamsat::domain::reminders::Subject;

/// Every state whose screen shows something that has an id.
pub fn looks(ids: &Ids) -> Vec<State> {
    let working = |at| {
        State::Difficulties(AtDifficulties::Working { difficulty: ids.difficulty, seen: 1, at })
    };
    vec![
        State::Delegations(AtDelegations::One(ids.delegation)),
        State::Delegations(AtDelegations::GroupChat(AtGroupChat::Look { chat: ids.chat })),
        State::Delegations(AtDelegations::GroupChat(AtGroupChat::Offer { token: [7; 16] })),
        State::delegating(ids.delegation, Delegating::People),
        State::delegating(ids.delegation, Delegating::Unit(ids.unit)),
        State::delegating(ids.delegation, Delegating::Visits(Leaf::default())),
        State::delegating(
            ids.delegation,
            Delegating::PickUnits { group: ids.group, leaf: UnitLeaf::default() },
        ),
        State::milestones(ids.delegation),
        State::Reminders(AtReminders::One(ids.reminder)),
        State::reminded(Subject::Submission(ids.submission)),
        State::reminded(Subject::Milestone(ids.milestone)),
        State::People(AtPeople::Claim(ids.invite)),
        State::Checklists(AtChecklists::One(ids.checklist)),
        State::Checklists(AtChecklists::Workbook(ids.fetch)),
        State::Visits(AtVisits::Scheduling(Scheduling::Unit {
            group: ids.group,
            leaf: UnitLeaf::default(),
        })),
        State::visit(ids.visit),
        State::session(ids.visit),
        State::visiting(ids.visit, Visiting::Making(Making::of(VisitMaking::Move { month: None }))),
        State::visit(ids.draft_visit),
        State::minutes(ids.visit),
        State::fill(ids.submission),
        State::verify(ids.submission),
        State::Difficulties(AtDifficulties::One(ids.difficulty)),
        State::campaign(ids.campaign),
        State::Campaigns(AtCampaigns::subtasks(ids.campaign, Sift::All)),
        State::Campaigns(AtCampaigns::Plan { campaign: ids.campaign, fetch: ids.fetch }),
        State::subtask(ids.subtask),
        State::Campaigns(AtCampaigns::LateLists(ids.campaign)),
        State::late_list(ids.list),
        State::Campaigns(AtCampaigns::Objecting(Making::of(Objecting { line: ids.line }))),
        working(Working::Making(Making::of(DifficultyMaking::Reject))),
        working(Working::route()),
        working(Working::merge()),
        State::recommendations(RecommendationFilter::of(ids.delegation)),
        State::Recommendations(AtRecommendations::One(ids.recommendation)),
        State::Recommendations(AtRecommendations::Recommending {
            recommendation: ids.recommendation,
            seen: 1,
            at: Recommending::History,
        }),
        State::Recommendations(AtRecommendations::Composing(Composing::Unit {
            delegation: ids.delegation,
            leaf: UnitLeaf::default(),
        })),
        State::Delegations(AtDelegations::Ending(ids.delegation)),
    ]
}
