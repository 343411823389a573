//! What either side does with a recommendation: what the buttons ask, and what is typed.

use super::{RecommendationData, Recommending, act, at_work, command, described, history, step};
use crate::conversation::delegations::terms;
use crate::conversation::input::Incoming;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtRecommendations, State, Step, Then};
use crate::conversation::view::{Data, SeenRecommendations, View};
use crate::conversation::{Msg, RecommendationFilter, words};
use crate::domain::file::Purpose;
use crate::domain::recommendations::{
    AttachProof, EXPLANATION_DAYS, MAX_NOTE, Paper, Recommendation, RecommendationAct as Act,
    RecommendationCommand, RecommendationState,
};
use crate::domain::{Command, RecommendationId, Refusal};
use crate::text::DocumentRef;
use crate::{domain, msg, text};
use chrono::{Days, NaiveDate};

pub fn screen(at: &Recommending, data: &RecommendationData, view: &View) -> Option<Screen> {
    let it = &data.it;
    let to = |at| at_work(it, at);
    let quoted =
        |title| Screen::new(title).para(msg!("reporting-quote", body = words::cut(&it.text, 500)));
    let today = view.wall().date();
    let proposed = view.me.as_ref().and_then(|me| it.step_for(me, today));
    let screen = match at {
        Recommending::History => history(data),
        Recommending::Issue => {
            let screen = quoted(msg!("issue-paper", unit = &it.unit_name));
            match &data.last_paper {
                Some(paper) => screen.key(
                    msg!("key-same-paper", number = &paper.number, date = paper.date),
                    to(Recommending::IssueReview { paper: paper.clone() }),
                ),
                None => screen,
            }
        }
        Recommending::IssueReview { paper } => {
            let issued = Recommendation { paper: Some(paper.clone()), ..it.clone() };
            described(Screen::new(msg!("issue-review", unit = &it.unit_name)), &issued)
                .para(msg!("issue-what"))
                .key(msg!("key-issue-now"), act(it, Act::Issue { paper: paper.clone() }))
        }
        Recommending::DropReview => {
            let list = State::recommendations(RecommendationFilter::of(it.delegation));
            let drop = Action::Do { command: command(it, Act::Drop), then: Then::Go(list) };
            quoted(msg!("drop-review")).key(msg!("key-drop-now"), drop)
        }
        Recommending::Progress => {
            quoted(msg!("progress-how")).para(msg!("proof-count", count = data.proofs.now))
        }
        Recommending::Claim => quoted(msg!("claim-how")).para(proofs(data)),
        Recommending::ClaimReview { note } => {
            let claim = Act::Claim { note: note.clone() };
            let screen = quoted(msg!("claim-review"))
                .para(msg!("claim-note", note = note))
                .para(proofs(data));
            screen.key_if(data.proofs.now > 0, msg!("key-claim-now"), act(it, claim))
        }
        Recommending::AskTime => quoted(msg!("ask-time", due = it.due_on)),
        Recommending::AskTimeReason { due_on } => quoted(msg!("ask-time-reason", due = *due_on)),
        Recommending::Explain => quoted(msg!("explain-how")),
        Recommending::ExplainReview { said } => quoted(msg!("explain-review"))
            .para(msg!("claim-note", note = said))
            .key(msg!("key-explain-now"), act(it, Act::Explain { said: said.clone() })),
        Recommending::VerifyReview { note } => {
            let screen = quoted(msg!("verify-review", unit = &it.unit_name));
            let screen = match note.is_empty() {
                true => screen.para(msg!("verify-note-how")),
                false => screen.para(msg!("claim-note", note = note)),
            };
            screen.key(msg!("key-verify-now"), act(it, Act::Verify { note: note.clone() }))
        }
        Recommending::Return => quoted(msg!("return-how")),
        Recommending::Move => quoted(msg!("move-due", due = it.due_on)),
        Recommending::MoveReason { due_on } => quoted(msg!("move-due-reason", due = *due_on)),
        Recommending::MoveReview { due_on, reason } => {
            let change = Act::Move { due_on: *due_on, reason: reason.clone() };
            quoted(msg!(
                "move-due-review",
                from = it.due_on,
                weekday = words::weekday(*due_on),
                due = *due_on
            ))
            .para(msg!("visit-reason", reason = reason))
            .key(msg!("key-move-due-now"), act(it, change))
        }
        Recommending::RefuseTime => quoted(msg!("refuse-time-how", due = it.due_on)),
        Recommending::Step => quoted(msg!("step-paper", step = step(proposed?))),
        Recommending::StepReview { paper, note } => {
            let taken = proposed?;
            let take = Act::TakeStep { step: taken, paper: paper.clone(), note: note.clone() };
            let screen = quoted(msg!("step-review", step = step(taken), unit = &it.unit_name))
                .para(msg!("recommendation-paper", number = &paper.number, date = paper.date));
            let screen = match note.is_empty() {
                true => screen.para(msg!("verify-note-how")),
                false => screen.para(msg!("claim-note", note = note)),
            };
            screen.key(msg!("key-take-step-now"), act(it, take))
        }
        Recommending::PutOff => quoted(msg!("put-off-how", step = step(proposed?))),
        Recommending::AskExplanation => quoted(msg!("explanation-paper", unit = &it.unit_name)),
        Recommending::ExplanationDue { paper } => {
            let key = |days: i64| {
                let due_on = today + Days::new(days.unsigned_abs());
                let review = Recommending::ExplanationReview { paper: paper.clone(), due_on };
                (msg!("key-in-days", days = days), to(review))
            };
            quoted(msg!("explanation-due"))
                .row(vec![key(*EXPLANATION_DAYS.start()), key(*EXPLANATION_DAYS.end())])
        }
        Recommending::ExplanationReview { paper, due_on } => {
            let ask = Act::AskExplanation { paper: paper.clone(), due_on: *due_on };
            quoted(msg!("explanation-review", unit = &it.unit_name, due = *due_on))
                .para(msg!("recommendation-paper", number = &paper.number, date = paper.date))
                .key(msg!("key-ask-explanation-now"), act(it, ask))
        }
        Recommending::Transfer => {
            let screen = quoted(msg!("transfer-to", unit = &it.unit_name));
            data.successors.iter().take(20).fold(screen, |screen, (unit, name)| {
                let review = Recommending::TransferReview { to: *unit, name: name.clone() };
                screen.key(msg!("unit-line", unit = name), to(review))
            })
        }
        Recommending::TransferReview { to: unit, name } => {
            quoted(msg!("transfer-review", from = &it.unit_name, unit = name))
                .key(msg!("key-transfer-now"), act(it, Act::Transfer { to: *unit }))
        }
        Recommending::HandOver => quoted(msg!("hand-over-how")),
        Recommending::HandOverReview { reason } => quoted(msg!("hand-over-review"))
            .para(msg!("claim-note", note = reason))
            .key(msg!("key-hand-over-now"), act(it, Act::HandOver { reason: reason.clone() })),
    };
    Some(screen.back(State::Recommendations(AtRecommendations::One(it.id))))
}

fn proofs(data: &RecommendationData) -> Msg {
    match data.proofs.now {
        0 => msg!("proof-wanted"),
        count => msg!("proof-count", count = count),
    }
}

/// Work on what has changed meanwhile leads back to it, as it stands now. What is only added is never
/// stale.
pub fn arrive((id, seen): (RecommendationId, i32), at: Recommending, data: &Data) -> State {
    let adds = matches!(at, Recommending::Progress | Recommending::History);
    match data {
        Data::Recommendations(SeenRecommendations::One(data))
            if data.it.version != seen && !adds =>
        {
            State::Recommendations(AtRecommendations::One(id))
        }
        _ => {
            State::Recommendations(AtRecommendations::Recommending { recommendation: id, seen, at })
        }
    }
}

pub fn typed(
    (recommendation, seen): (RecommendationId, i32),
    at: &Recommending,
    typed: &str,
    view: &View,
) -> Step {
    let go = |at| {
        Step::go(State::Recommendations(AtRecommendations::Recommending {
            recommendation,
            seen,
            at,
        }))
    };
    let stay = |note: Msg| go(at.clone()).note(note);
    let Data::Recommendations(SeenRecommendations::One(data)) = &view.data else {
        return stay(msg!("note-nothing-to-type"));
    };
    let it = &data.it;
    if it.version != seen && *at != Recommending::Progress {
        return go(at.clone()).note(words::refused(&Refusal::Changed));
    }
    if typed.chars().count() > MAX_NOTE {
        return stay(msg!("note-too-long", limit = MAX_NOTE));
    }
    let words = typed.to_owned();
    let day = |then: &dyn Fn(NaiveDate) -> Recommending| match day(typed, view) {
        Ok(day) => go(then(day)),
        Err(note) => stay(note),
    };
    let paper = |then: &dyn Fn(Paper) -> Recommending| match paper(typed) {
        Ok(paper) => go(then(paper)),
        Err(note) => stay(note),
    };
    match at {
        Recommending::Issue | Recommending::IssueReview { .. } => {
            paper(&|paper| Recommending::IssueReview { paper })
        }
        Recommending::Progress => runs(it, Act::Progress { said: words }),
        Recommending::Claim | Recommending::ClaimReview { .. } => {
            go(Recommending::ClaimReview { note: words })
        }
        Recommending::AskTime => day(&|due_on| Recommending::AskTimeReason { due_on }),
        Recommending::AskTimeReason { due_on } => {
            runs(it, Act::AskTime { due_on: *due_on, reason: words })
        }
        Recommending::Explain | Recommending::ExplainReview { .. } => {
            go(Recommending::ExplainReview { said: words })
        }
        Recommending::VerifyReview { .. } => go(Recommending::VerifyReview { note: words }),
        Recommending::Return => runs(it, Act::Return { reason: words }),
        Recommending::Move => day(&|due_on| Recommending::MoveReason { due_on }),
        Recommending::MoveReason { due_on } | Recommending::MoveReview { due_on, .. } => {
            go(Recommending::MoveReview { due_on: *due_on, reason: words })
        }
        Recommending::RefuseTime => runs(it, Act::RefuseTime { reason: words }),
        Recommending::Step => {
            paper(&|paper| Recommending::StepReview { paper, note: String::new() })
        }
        Recommending::StepReview { paper, .. } => {
            go(Recommending::StepReview { paper: paper.clone(), note: words })
        }
        Recommending::PutOff => {
            let today = view.wall().date();
            match view.me.as_ref().and_then(|me| it.step_for(me, today)) {
                Some(step) => runs(it, Act::PutOffStep { step, reason: words }),
                None => Step::go(State::Recommendations(AtRecommendations::One(recommendation))),
            }
        }
        Recommending::AskExplanation => paper(&|paper| Recommending::ExplanationDue { paper }),
        Recommending::ExplanationDue { paper } | Recommending::ExplanationReview { paper, .. } => {
            day(&|due_on| Recommending::ExplanationReview { paper: paper.clone(), due_on })
        }
        Recommending::HandOver | Recommending::HandOverReview { .. } => {
            go(Recommending::HandOverReview { reason: words })
        }
        Recommending::History
        | Recommending::DropReview
        | Recommending::Transfer
        | Recommending::TransferReview { .. } => stay(msg!("note-nothing-to-type")),
    }
}

fn runs(it: &Recommendation, it_does: Act) -> Step {
    Step::run(command(it, it_does), Then::Follow)
}

/// A day from today on.
fn day(typed: &str, view: &View) -> Result<NaiveDate, Msg> {
    let today = view.wall().date();
    match text::parse_date(typed, today) {
        Ok(day) if day < today => Err(words::refused(&Refusal::InThePast)),
        Ok(day) => Ok(day),
        Err(error) => Err(words::moment_error(&error)),
    }
}

/// A document with its number and its date.
pub fn paper(typed: &str) -> Result<Paper, Msg> {
    match terms::basis(typed)? {
        DocumentRef { number, date: Some(date) } => Ok(Paper { number, date }),
        DocumentRef { date: None, .. } => Err(words::refused(&Refusal::PaperWanted)),
    }
}

/// Whether a photo or a file that arrives here is evidence.
pub fn takes_files(at: &AtRecommendations, view: &View) -> bool {
    let Data::Recommendations(SeenRecommendations::One(data)) = &view.data else { return false };
    let Some(me) = &view.me else { return false };
    let it = &data.it;
    let open = it.is_open() && it.state == RecommendationState::InProgress;
    let here = match at {
        AtRecommendations::Recommending { at, .. } => matches!(
            at,
            Recommending::Progress
                | Recommending::Claim
                | Recommending::ClaimReview { .. }
                | Recommending::Explain
                | Recommending::ExplainReview { .. }
        ),
        _ => true,
    };
    here && (open || it.is_to_be_explained())
        && view.may(domain::Action::WorkOnRecommendation, &it.target(me))
}

pub fn sent(recommendation: RecommendationId, file: Incoming) -> Step {
    let attach = AttachProof { recommendation, file: file.into_arrival(Purpose::Recommendation) };
    Step::run(Command::Recommendations(RecommendationCommand::AttachProof(attach)), Then::Stay)
        .note(msg!("note-proof-kept"))
}
