//! Every screen that there is, with ids of the other council.

use super::*;

/// Every state whose screen shows something that has an id.
pub fn looks(ids: &Ids) -> Vec<State> {
    let working = |at| State::Working { difficulty: ids.difficulty, seen: 1, at };
    vec![
        State::Delegation(ids.delegation),
        State::GroupChat(AtGroupChat::Look { chat: ids.chat }),
        State::GroupChat(AtGroupChat::Offer { token: [7; 16] }),
        State::delegating(ids.delegation, Delegating::People),
        State::delegating(ids.delegation, Delegating::Unit(ids.unit)),
        State::delegating(ids.delegation, Delegating::Visits { after: None }),
        State::delegating(
            ids.delegation,
            Delegating::PickUnits { group: ids.group, search: String::new(), after: None },
        ),
        State::milestones(ids.delegation),
        State::Reminder(ids.reminder),
        State::reminded(Subject::Submission(ids.submission)),
        State::reminded(Subject::Milestone(ids.milestone)),
        State::Claim(ids.invite),
        State::Checklist(ids.checklist),
        State::Workbook(ids.fetch),
        State::Scheduling(Scheduling::Unit {
            group: ids.group,
            search: String::new(),
            after: None,
        }),
        State::visit(ids.visit),
        State::session(ids.visit),
        State::Visiting { visit: ids.visit, at: Visiting::Move },
        State::visit(ids.draft_visit),
        State::minutes(ids.visit),
        State::fill(ids.submission),
        State::verify(ids.submission),
        State::Difficulty(ids.difficulty),
        State::campaign(ids.campaign),
        State::Campaigning {
            campaign: ids.campaign,
            at: Campaigning::Subtasks { sift: Sift::All, after: None },
        },
        State::Campaigning { campaign: ids.campaign, at: Campaigning::Plan { fetch: ids.fetch } },
        State::subtask(ids.subtask),
        State::LateLists(ids.campaign),
        State::late_list(ids.list),
        State::Objecting { line: ids.line, at: Objecting::Say },
        working(Working::Reject),
        working(Working::Route { search: String::new(), after: None }),
        working(Working::Merge { search: String::new() }),
        State::recommendations(RecommendationFilter::of(ids.delegation)),
        State::Recommendation(ids.recommendation),
        State::Recommending {
            recommendation: ids.recommendation,
            seen: 1,
            at: Recommending::History,
        },
        State::Composing(Composing::Unit {
            delegation: ids.delegation,
            search: String::new(),
            after: None,
        }),
        State::Ending { delegation: ids.delegation, at: Ending::Overview },
    ]
}
