//! Notices in words, with the buttons they carry.

use crate::conversation::answers::verifying;
use crate::conversation::delegations::{group_chats, milestones};
use crate::conversation::digests::told;
use crate::conversation::msg::Msg;
use crate::conversation::screen::{Attachment, Screen};
use crate::conversation::state::Verifying;
use crate::conversation::state::{Action, At, State, Then, Visiting};
use crate::conversation::{
    campaigns, difficulties, people, recommendations, reminders, visits, words,
};
use crate::domain::minutes::hex;
use crate::domain::notice::{Letter, VisitBrief};
use crate::domain::visits::CheckIn;
use crate::domain::{Command, NoticeKind, SubmissionId, UnitId};
use crate::{clock, msg};

/// A notice drawn for one reader.
pub type Worded = Screen;

/// Puts a notice into words.
pub fn word(kind: &NoticeKind) -> Worded {
    match kind {
        NoticeKind::ClaimWaiting { invite, name, role, shown_name } => {
            Screen::new(msg!("claim-title", name = name, role = words::role(*role)))
                .para(msg!("claim-opened", shown = shown_name))
                .para(msg!("claim-warning"))
                .row(people::settle(*invite))
        }
        NoticeKind::ClaimSettled { accepted: true, name } => {
            Screen::new(msg!("notice-joined", name = name)).home()
        }
        NoticeKind::ClaimSettled { accepted: false, .. } => {
            Screen::new(msg!("notice-claim-refused"))
        }
        NoticeKind::VisitInvited { visit, letter, unit, submission } => {
            invitation(visit, letter, *unit, *submission)
        }
        NoticeKind::RoleEnded { role, place } => {
            Screen::new(msg!("notice-role-ended", role = words::role(*role), place = place)).home()
        }
        NoticeKind::DelegationEdited { delegation, title, by } => {
            Screen::new(msg!("notice-delegation-edited", title = words::cut(title, 300), by = by))
                .go(msg!("key-open-delegation"), State::Delegation(*delegation))
        }
        NoticeKind::DelegationCancelled { delegation, title, by, reason } => {
            let title = words::cut(title, 300);
            Screen::new(msg!("notice-delegation-cancelled", title = title, by = by))
                .line(msg!("visit-reason", reason = reason))
                .go(msg!("key-open-delegation"), State::Delegation(*delegation))
        }
        NoticeKind::VisitConfirmed { visit, by, all: _ } => {
            Screen::new(msg!("notice-confirmed", unit = &visit.unit, by = by))
                .line(when(visit))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        NoticeKind::AnotherTimeAsked { visit, by, reason, proposed_at } => {
            let mut screen = Screen::new(msg!("notice-another-time", unit = &visit.unit, by = by))
                .line(when(visit))
                .line(msg!("visit-reason", reason = reason));
            if let Some(at) = proposed_at {
                screen = screen.line(msg!("visit-proposed", at = words::moment(*at)));
            }
            visits::settle_time(visit.id, *proposed_at)
                .into_iter()
                .fold(screen, Screen::row)
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        NoticeKind::TimeKept { visit, unit, by, note } => {
            Screen::new(msg!("notice-time-kept", unit = &visit.unit, by = by))
                .line(when(visit))
                .line(msg!("reporting-quote", body = note))
                .key(confirm_key(visit), visits::confirm(visit.id, *unit, visit.round))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        NoticeKind::VisitMoved { visit, asked } => {
            let screen = Screen::new(msg!("notice-moved", unit = &visit.unit))
                .line(when(visit))
                .line(msg!("visit-place", place = &visit.place));
            match asked {
                Some(unit) => {
                    screen.key(confirm_key(visit), visits::confirm(visit.id, *unit, visit.round))
                }
                None => screen,
            }
            .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        NoticeKind::SessionOpened { visit, by, attends } => {
            Screen::new(msg!("notice-session-opened", unit = &visit.unit, by = by))
                .line(msg!("visit-place", place = &visit.place))
                .key_if(*attends, msg!("key-check-in"), check_in(visit))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        NoticeKind::SessionEnded { visit, by } => {
            Screen::new(msg!("notice-session-ended", unit = &visit.unit, by = by))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        NoticeKind::VisitCancelled { visit, reason } => {
            Screen::new(msg!("notice-cancelled", unit = &visit.unit))
                .line(when(visit))
                .line(msg!("visit-reason", reason = reason))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        NoticeKind::MinutesToSign { visit, by, sha256 } => {
            Screen::new(msg!("notice-minutes-to-sign", unit = &visit.unit, by = by))
                .line(when(visit))
                .para(msg!("minutes-code", code = hex(sha256)))
                .go(msg!("key-minutes-read-and-sign"), State::minutes(visit.id))
        }
        NoticeKind::MinutesReminder { visit } => {
            Screen::new(msg!("notice-minutes-reminder", unit = &visit.unit))
                .line(when(visit))
                .go(msg!("key-minutes-read-and-sign"), State::minutes(visit.id))
        }
        NoticeKind::MinutesReturned { visit, by, reason } => {
            Screen::new(msg!("notice-minutes-returned", unit = &visit.unit, by = by))
                .line(msg!("visit-reason", reason = reason))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        NoticeKind::MinutesSigned { visit, sha256 } => {
            Screen::new(msg!("notice-minutes-signed", unit = &visit.unit))
                .line(when(visit))
                .para(msg!("minutes-code", code = hex(sha256)))
                .go(msg!("key-minutes"), State::minutes(visit.id))
        }
        NoticeKind::MinutesFile { visit, sha256, signed } => {
            let caption = if *signed {
                msg!("notice-minutes-file", unit = &visit.unit)
            } else {
                msg!("notice-minutes-file-unsigned", unit = &visit.unit)
            };
            let day = clock::local(visit.starts_at).format("%Y-%m-%d");
            let mut screen = Screen::new(caption).line(msg!("minutes-code", code = hex(sha256)));
            screen.attachments.push(Attachment {
                sha256: hex(sha256),
                name: format!("bien-ban-{day}-{}.txt", visit.id.0),
                mime: "text/plain; charset=utf-8".to_owned(),
                is_photo: false,
                caption: None,
            });
            screen
        }
        NoticeKind::SubmissionSubmitted { submission, unit, by, visit_at } => Screen::new(msg!(
            "notice-submitted",
            unit = unit,
            by = by,
            at = words::moment(*visit_at)
        ))
        .go(msg!("key-look-and-sign"), State::fill(*submission)),
        NoticeKind::SubmissionSigned { submission, unit, by, visit_at } => {
            Screen::new(msg!("notice-signed", unit = unit, by = by, at = words::moment(*visit_at)))
                .go(msg!("key-see-answers"), State::fill(*submission))
        }
        NoticeKind::SubmissionReturned { submission, unit, by, reason, due_on } => {
            Screen::new(msg!(
                "notice-returned",
                unit = unit,
                by = by,
                due = *due_on,
                weekday = words::weekday(*due_on)
            ))
            .line(msg!("visit-reason", reason = reason))
            .go(msg!("key-supplement"), State::fill(*submission))
        }
        NoticeKind::AnswerAdjusted { submission, unit, ask, reported, found, note, by } => {
            let screen = Screen::new(msg!("notice-adjusted", unit = unit, by = by));
            verifying::adjusted(screen, ask, reported, found, note)
                .go(msg!("key-open-result"), about(*submission, ask))
        }
        NoticeKind::AdjustmentWithdrawn { submission, unit, ask, matched, by } => {
            let said = if *matched {
                msg!("notice-withdrawn-matched", unit = unit, by = by)
            } else {
                msg!("notice-withdrawn-not-verifiable", unit = unit, by = by)
            };
            Screen::new(said)
                .para(question(ask))
                .go(msg!("key-open-result"), about(*submission, ask))
        }
        NoticeKind::VerificationFinished { submission, unit, tally, by } => {
            Screen::new(msg!("notice-verified", unit = unit, by = by))
                .para(verifying::tally(tally))
                .para(msg!("results-not-final"))
                .go(msg!("key-results"), State::verify(*submission))
        }
        NoticeKind::VerificationDisputed { submission, unit, ask, reason, by } => {
            Screen::new(msg!("notice-disputed", unit = unit, by = by))
                .para(question(ask))
                .para(msg!("reporting-quote", body = words::cut(reason, 1000)))
                .go(msg!("key-open-dispute"), about(*submission, ask))
        }
        NoticeKind::DisputeSettled { submission, unit, ask, accepted, note, by } => {
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
        NoticeKind::SubmissionFinal { submission, unit, by } => {
            Screen::new(msg!("notice-final", unit = unit, by = by))
                .go(msg!("key-results"), State::verify(*submission))
        }
        NoticeKind::DifficultyReported { difficulty, unit, by, body, merged, .. } => {
            let screen = Screen::new(msg!("notice-difficulty", unit = unit, by = by))
                .para(msg!("reporting-quote", body = words::cut(body, 500)));
            let screen = if *merged { screen.para(msg!("notice-part-of")) } else { screen };
            screen.go(msg!("key-open-difficulty"), State::Difficulty(*difficulty))
        }
        NoticeKind::DifficultyMoved { difficulty, unit, body, state, said, by } => {
            difficulties::moved(*difficulty, (unit, body), (*state, said), by)
        }
        NoticeKind::DifficultyRouted { difficulty, unit, body, by } => {
            Screen::new(msg!("notice-difficulty-routed", unit = unit, by = by))
                .para(msg!("reporting-quote", body = words::cut(body, 500)))
                .go(msg!("key-open-difficulty"), State::Difficulty(*difficulty))
        }
        NoticeKind::DifficultyAnswered { difficulty, unit, body, by, answer } => {
            Screen::new(msg!("notice-difficulty-answered", unit = unit, by = by))
                .para(msg!("reporting-quote", body = words::cut(body, 300)))
                .para(msg!("difficulty-said", said = answer))
                .go(msg!("key-open-difficulty"), State::Difficulty(*difficulty))
        }
        NoticeKind::Recommendation(notice) => recommendations::telling::told(notice),
        NoticeKind::DelegationStage { delegation, title, state, report, by } => {
            recommendations::telling::stage(*delegation, title, *state, report.as_ref(), by)
        }
        NoticeKind::Group(notice) => group_chats::told(notice),
        NoticeKind::MilestoneMoved { delegation, milestone, group_number, due_on, reason, by } => {
            Screen::new(msg!(
                "notice-milestone-moved",
                by = by,
                milestone = milestones::name(*milestone, *group_number),
                weekday = words::weekday(*due_on),
                due = *due_on
            ))
            .line(msg!("visit-reason", reason = reason))
            .go(msg!("key-milestones"), State::milestones(*delegation))
        }
        NoticeKind::Reminder(told) => reminders::reminder(told),
        NoticeKind::VisitReminder { slot, visits } => reminders::visits(*slot, visits),
        NoticeKind::Digest(content) => told::digest(content),
        NoticeKind::CampaignMoved { campaign, title, state, said, by } => {
            campaigns::moved((*campaign, title), *state, said, by)
        }
        NoticeKind::SubtaskMoved { subtask, event, by } => campaigns::happened(subtask, event, by),
        NoticeKind::LateListMoved { list, title, as_of, lines, event, by } => {
            campaigns::late_list_moved((*list, title), *as_of, *lines, event, by)
        }
        NoticeKind::LateListNamed { title, as_of, lines } => {
            campaigns::late_list_named(title, *as_of, lines)
        }
        NoticeKind::LateLineObjected { list, unit, code, objection, by } => {
            campaigns::objected(*list, unit, code, objection, by)
        }
        NoticeKind::LateListPosted { title, as_of, lines, .. } => {
            campaigns::announced(title, *as_of, lines)
        }
        NoticeKind::LateListCorrected { title, as_of, line, reason, .. } => {
            campaigns::corrected(title, *as_of, line, reason)
        }
        NoticeKind::FileFailed { name, answer } => {
            let screen = Screen::new(msg!("notice-file-failed", name = name));
            match answer {
                Some((submission, path)) => {
                    let (submission, at) = (*submission, At::question(path));
                    screen.go(msg!("key-correct-open"), State::Filling { submission, at })
                }
                None => screen,
            }
        }
    }
}

fn question(ask: &crate::domain::answers::sheet::Ask) -> Msg {
    msg!("filling-question", question = words::cut(&ask.label, 300))
}

fn about(
    submission: crate::domain::SubmissionId,
    ask: &crate::domain::answers::sheet::Ask,
) -> State {
    State::Verifying { submission, at: Verifying::question(&ask.path) }
}

/// The invitation: what a letter says, and the buttons to answer with.
fn invitation(
    visit: &VisitBrief,
    letter: &Letter,
    unit: UnitId,
    submission: Option<SubmissionId>,
) -> Screen {
    let number = visit.group_number;
    let (basis, date) = (&letter.basis_number, letter.basis_date);
    let mut screen = Screen::new(msg!("notice-invited", unit = &visit.unit, number = number))
        .line(msg!("letter-topic", topic = &letter.topic))
        .line(msg!("delegation-basis", number = basis, date = date))
        .line(msg!("visit-kind", kind = words::visit_kind(letter.kind)))
        .line(when(visit))
        .line(words::place(letter.mode, &visit.place))
        .lines(letter.composition.iter().map(|(role, name)| words::person(*role, name)).collect());
    screen = match letter.due_on {
        Some(due) => screen.para(msg!("letter-prepare-answers", due = due)),
        None => screen.para(msg!("letter-prepare")),
    };
    screen = screen
        .key(confirm_key(visit), visits::confirm(visit.id, unit, visit.round))
        .go(
            msg!("key-another-time"),
            State::Visiting { visit: visit.id, at: Visiting::AskAnotherTime { unit } },
        )
        .go(msg!("key-open-visit"), State::visit(visit.id));
    match submission {
        Some(submission) => screen.go(msg!("key-answer-checklist"), State::fill(submission)),
        None => screen,
    }
}

fn confirm_key(visit: &VisitBrief) -> Msg {
    msg!("key-confirm-visit", at = words::moment(visit.starts_at))
}

fn check_in(visit: &VisitBrief) -> Action {
    let command = Command::CheckIn(CheckIn { visit: visit.id });
    Action::Do { command, then: Then::Go(State::visit(visit.id)) }
}

pub(super) fn when(visit: &VisitBrief) -> Msg {
    msg!(
        "visit-when",
        at = words::moment(visit.starts_at),
        length = words::length((visit.ends_at - visit.starts_at).num_minutes())
    )
}
