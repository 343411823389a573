//! What waits for a person, a line each, and where it leads.

use crate::conversation::delegations::milestones;
use crate::conversation::msg::{Arg, Msg};
use crate::conversation::state::{
    AtDelegations, AtDifficulties, AtHome, AtMilestone, AtMinutes, AtPeople, AtRecommendations,
    State,
};
use crate::conversation::view::Item;
use crate::conversation::{campaigns, recommendations, words};
use crate::domain::visits::VisitBrief;
use crate::{clock, msg};

/// Longest name of a unit in a label, characters: the time after it must be seen on a phone.
const UNIT: usize = 26;

pub fn line(item: &Item) -> (Msg, State) {
    match item {
        Item::ClaimWaiting { invite, name } => {
            (msg!("item-claim", name = name), State::People(AtPeople::Claim(*invite)))
        }
        Item::InSession { visit, group } => (
            msg!("item-in-session", unit = words::cut(&visit.unit, words::MAX_TITLE)),
            if *group { State::session(visit.id) } else { State::visit(visit.id) },
        ),
        Item::ToOpen(visit) => (
            msg!(
                "item-to-open",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = time(visit)
            ),
            State::visit(visit.id),
        ),
        Item::Unopened(visit) => (
            msg!(
                "item-unopened",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = words::near(visit.starts_at)
            ),
            State::visit(visit.id),
        ),
        Item::Confirm(visit) => (
            msg!(
                "item-confirm",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = words::near(visit.starts_at)
            ),
            State::visit(visit.id),
        ),
        Item::Fill { submission, unit, answered, questions, due_on } => (
            msg!(
                "item-fill",
                unit = unit,
                answered = *answered,
                questions = *questions,
                due = *due_on
            ),
            State::fill(*submission),
        ),
        Item::Sign { submission, unit, due_on } => {
            (msg!("item-sign", unit = unit, due = *due_on), State::fill(*submission))
        }
        Item::AnotherTime(visit) => (
            msg!(
                "item-another-time",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = words::near(visit.starts_at)
            ),
            State::visit(visit.id),
        ),
        Item::DraftMinutes(visit) => (
            msg!(
                "item-draft-minutes",
                unit = words::cut(&visit.unit, UNIT),
                at = words::near(visit.starts_at)
            ),
            State::minutes(visit.id),
        ),
        Item::SignMinutes(visit) => (
            msg!(
                "item-sign-minutes",
                unit = words::cut(&visit.unit, UNIT),
                at = words::near(visit.starts_at)
            ),
            State::minutes(visit.id),
        ),
        Item::MinutesUnsigned { visit, left } => (
            msg!("item-minutes-unsigned", unit = words::cut(&visit.unit, UNIT), left = *left),
            State::Minutes { visit: visit.id, at: AtMinutes::Signers },
        ),
        Item::DraftVisit(visit) => (
            msg!(
                "item-draft-visit",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = words::near(visit.starts_at)
            ),
            State::visit(visit.id),
        ),
        Item::Unsigned { submission, unit, answered, questions, due_on } => (
            msg!(
                "item-unsigned",
                unit = unit,
                answered = *answered,
                questions = *questions,
                due = *due_on
            ),
            State::fill(*submission),
        ),
        Item::Verify { submission, unit, done, marked } => (
            msg!("item-verify", unit = unit, done = *done, marked = *marked),
            State::verify(*submission),
        ),
        Item::Disputes { submission, unit, count } => {
            (msg!("item-disputes", unit = unit, count = *count), State::verify(*submission))
        }
        Item::Results { submission, unit } => {
            (msg!("item-results", unit = unit), State::verify(*submission))
        }
        Item::Finalise { submission, unit } => {
            (msg!("item-finalise", unit = unit), State::verify(*submission))
        }
        Item::VisitAhead { visit, confirmed } => {
            let at = words::near(visit.starts_at);
            let label = if *confirmed {
                msg!(
                    "item-visit-confirmed",
                    unit = words::cut(&visit.unit, words::MAX_TITLE),
                    at = at
                )
            } else {
                msg!("item-visit", unit = words::cut(&visit.unit, words::MAX_TITLE), at = at)
            };
            (label, State::visit(visit.id))
        }
        Item::Milestone { delegation, milestone, kind, group_number, due_on } => (
            msg!(
                "item-milestone",
                milestone = milestones::name(*kind, *group_number),
                due = *due_on
            ),
            State::Delegations(AtDelegations::Milestones {
                delegation: *delegation,
                at: AtMilestone::One { milestone: *milestone },
            }),
        ),
        Item::Incomplete { delegation, title } => (
            msg!("item-incomplete", title = title),
            State::Delegations(AtDelegations::One(*delegation)),
        ),
        Item::NewDifficulty { difficulty, unit, body } => (
            msg!("item-difficulty", unit = unit, body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::ReopenedDifficulty { difficulty, unit, body } => (
            msg!("item-difficulty-reopened", unit = unit, body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::AnsweredDifficulty { difficulty, unit, body } => (
            msg!("item-difficulty-answered", unit = unit, body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::AnswerDifficulty { difficulty, unit, body } => (
            msg!("item-difficulty-answer", unit = unit, body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::ConfirmDifficulty { difficulty, body } => (
            msg!("item-difficulty-confirm", body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::Subtask(it) => campaigns::subtask_item(it),
        Item::LateList { list, state, as_of } => campaigns::late_list_item(*list, *state, *as_of),
        Item::JudgeSubtask(it) => campaigns::judge_item(it),
        Item::Recommendation { recommendation, unit, text, due_on, late, wanted } => (
            recommendations::item(*wanted, (unit, text), (*due_on, *late)),
            State::Recommendations(AtRecommendations::One(*recommendation)),
        ),
        Item::Troubles { count } => {
            (msg!("item-troubles", count = *count), State::Home(AtHome::Troubles))
        }
    }
}

fn time(visit: &VisitBrief) -> Arg {
    Arg::Time(clock::local(visit.starts_at))
}
