//! Who was reminded of what, when, and whether they said that they have seen it.

use crate::conversation::delegations::milestones;
use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    AtDelegations, AtMilestone, AtRecommendations, AtReminders, Leaf, State,
};
use crate::conversation::view::{About, RemindedLine, RemindedPage, Told};
use crate::conversation::words;
use crate::domain::PersonId;
use crate::domain::reminders::Step;
use crate::msg;
use chrono::{DateTime, Utc};

pub fn screen(leaf: &Leaf<(DateTime<Utc>, PersonId)>, page: &RemindedPage) -> Screen {
    let (title, back) = about(&page.about);
    let mut screen = Screen::new(msg!("reminded-title")).line(title);
    screen = if page.lines.is_empty() {
        screen.para(if leaf.is_first() {
            msg!("reminded-nobody")
        } else {
            msg!("reminded-no-more")
        })
    } else {
        screen.lines(page.lines.iter().map(line).collect())
    };
    let last = page.lines.last().filter(|_| page.more).map(|last| (last.at, last.person));
    let to = |leaf| State::Reminders(AtReminders::Reminded { subject: page.subject, leaf });
    screen.leaf(leaf, last, to).back(back)
}

/// What it was about, and the way back there.
fn about(it: &About) -> (Msg, State) {
    match it {
        About::Answers { submission, unit } => {
            (msg!("reminded-of-answers", unit = unit), State::fill(*submission))
        }
        About::Milestone { delegation, milestone, kind, group } => (
            msg!("reminded-of-milestone", milestone = milestones::name(*kind, *group)),
            State::Delegations(AtDelegations::Milestones {
                delegation: *delegation,
                at: AtMilestone::One { milestone: *milestone },
            }),
        ),
        About::Recommendation { recommendation, unit, text } => (
            msg!("reminded-of-recommendation", unit = unit, text = words::cut(text, 80)),
            State::Recommendations(AtRecommendations::One(*recommendation)),
        ),
        About::Subtask { subtask, code, title } => {
            (msg!("subtask-about", code = code, title = title), State::subtask(*subtask))
        }
    }
}

fn line(it: &RemindedLine) -> Msg {
    let (name, step) = (&it.name, step(it.step));
    match it.told {
        Told::Waiting { slot_at } => {
            msg!("reminded-waiting", name = name, step = step, at = words::moment(slot_at))
        }
        Told::LeftOut => msg!("reminded-left-out", name = name, step = step),
        Told::Sent { at, seen_at: Some(_), again_at: Some(again) } => msg!(
            "reminded-put-off",
            name = name,
            step = step,
            at = words::moment(at),
            again = words::moment(again)
        ),
        Told::Sent { at, seen_at: Some(seen), again_at: None } => msg!(
            "reminded-seen",
            name = name,
            step = step,
            at = words::moment(at),
            seen = words::moment(seen)
        ),
        Told::Sent { at, seen_at: None, again_at: _ } => {
            msg!("reminded-unseen", name = name, step = step, at = words::moment(at))
        }
    }
}

/// A step by its distance from the due day.
fn step(step: Step) -> Msg {
    let days = step.offset().abs();
    match step {
        Step::R4 => msg!("step-on-the-day"),
        _ if step.is_overdue() => msg!("step-overdue", days = days),
        _ => msg!("step-ahead", days = days),
    }
}
