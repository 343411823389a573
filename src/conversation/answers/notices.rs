//! Notices about answers, in words and with their buttons.

use super::state;
use super::verifying::{results, state as verify_at};
use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{At, State, Verifying};
use crate::conversation::words;
use crate::domain::SubmissionId;
use crate::domain::answers::{AnswerNotice, Ask};
use crate::msg;

pub fn word(kind: &AnswerNotice) -> Screen {
    match kind {
        AnswerNotice::Submitted { submission, unit, by, visit_at } => Screen::new(msg!(
            "notice-submitted",
            unit = unit,
            by = by,
            at = words::moment(*visit_at)
        ))
        .go(msg!("key-look-and-sign"), State::fill(*submission)),
        AnswerNotice::Signed { submission, unit, by, visit_at } => {
            Screen::new(msg!("notice-signed", unit = unit, by = by, at = words::moment(*visit_at)))
                .go(msg!("key-see-answers"), State::fill(*submission))
        }
        AnswerNotice::Returned { submission, unit, by, reason, due_on } => Screen::new(msg!(
            "notice-returned",
            unit = unit,
            by = by,
            due = *due_on,
            weekday = words::weekday(*due_on)
        ))
        .line(msg!("visit-reason", reason = reason))
        .go(msg!("key-supplement"), State::fill(*submission)),
        AnswerNotice::Adjusted { submission, unit, ask, reported, found, note, by } => {
            let screen = Screen::new(msg!("notice-adjusted", unit = unit, by = by));
            results::adjusted(screen, ask, reported, found, note)
                .go(msg!("key-open-result"), about(*submission, ask))
        }
        AnswerNotice::AdjustmentWithdrawn { submission, unit, ask, matched, by } => {
            let said = if *matched {
                msg!("notice-withdrawn-matched", unit = unit, by = by)
            } else {
                msg!("notice-withdrawn-not-verifiable", unit = unit, by = by)
            };
            Screen::new(said)
                .para(question(ask))
                .go(msg!("key-open-result"), about(*submission, ask))
        }
        AnswerNotice::VerificationFinished { submission, unit, tally, by } => {
            Screen::new(msg!("notice-verified", unit = unit, by = by))
                .para(results::tally(tally))
                .para(msg!("results-not-final"))
                .go(msg!("key-results"), State::verify(*submission))
        }
        AnswerNotice::Disputed { submission, unit, ask, reason, by } => {
            Screen::new(msg!("notice-disputed", unit = unit, by = by))
                .para(question(ask))
                .para(msg!("reporting-quote", body = words::cut(reason, 1000)))
                .go(msg!("key-open-dispute"), about(*submission, ask))
        }
        AnswerNotice::DisputeSettled { submission, unit, ask, accepted, note, by } => {
            let said = if *accepted {
                msg!("notice-dispute-accepted", unit = unit, by = by)
            } else {
                msg!("notice-dispute-kept", unit = unit, by = by)
            };
            let mut screen = Screen::new(said).para(question(ask));
            if !note.is_empty() {
                screen = screen.line(msg!("verified-note", note = words::cut(note, 1000)));
            }
            screen.go(msg!("key-open-result"), about(*submission, ask))
        }
        AnswerNotice::Final { submission, unit, by } => {
            Screen::new(msg!("notice-final", unit = unit, by = by))
                .go(msg!("key-results"), State::verify(*submission))
        }
        AnswerNotice::FileFailed { name, answer } => {
            let screen = Screen::new(msg!("notice-file-failed", name = name));
            match answer {
                Some((submission, path)) => {
                    screen.go(msg!("key-correct-open"), state(*submission, At::question(path)))
                }
                None => screen,
            }
        }
    }
}

fn question(ask: &Ask) -> Msg {
    msg!("filling-question", question = words::cut(&ask.label, 300))
}

fn about(submission: SubmissionId, ask: &Ask) -> State {
    verify_at(submission, Verifying::question(&ask.path))
}
