//! What either side does with a recommendation: the buttons, the questions they ask, what is typed.

use super::{RecommendationData, Recommending, composing, described, history, step, take_up};
use crate::conversation::delegations::terms;
use crate::conversation::input::Incoming;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtRecommendations, State, Step, Then};
use crate::conversation::view::{Data, SeenRecommendations, View};
use crate::conversation::{Msg, RecommendationFilter, words};
use crate::domain::file::Purpose;
use crate::domain::recommendations::{
    AttachProof, DropRecommendation, EXPLANATION_DAYS, EscalateRecommendation, Escalating,
    ExplainRecommendation, HandOverRecommendation, IssueRecommendation, JudgeRecommendation,
    Judging, MAX_NOTE, Paper, Recommendation, RecommendationCommand, RecommendationState,
    TimeRecommendation, Timing, TransferRecommendation, Work, WorkOnRecommendation,
};
use crate::domain::{Command, RecommendationId, Refusal};
use crate::text::DocumentRef;
use crate::{domain, msg, text};
use chrono::{Days, NaiveDate};

/// The buttons: only what would not be refused.
pub fn offers(mut screen: Screen, data: &RecommendationData, view: &View) -> Screen {
    use domain::Action as May;
    let it = &data.it;
    let Some(me) = &view.me else { return screen };
    let on = it.target(me);
    let may = |action: May| view.may(action, &on);
    let at = |at| {
        Action::Go(State::Recommendations(AtRecommendations::Recommending {
            recommendation: it.id,
            seen: it.version,
            at,
        }))
    };
    let today = view.wall().date();
    if it.state == RecommendationState::Draft {
        let linked = data.difficulties.iter().map(|(id, _)| *id).collect();
        screen = screen.key_if(
            may(May::IssueRecommendation) && it.delegation_state.takes_recommendations(),
            msg!("key-issue"),
            at(Recommending::Issue),
        );
        return match may(May::DraftRecommendation) {
            true => screen.row(vec![
                (msg!("key-rewrite"), composing::anew(it, linked)),
                (msg!("key-drop"), at(Recommending::DropReview)),
            ]),
            false => screen,
        };
    }
    if !it.is_open() {
        return screen;
    }
    let works = may(May::WorkOnRecommendation);
    let explains = may(May::ExplainRecommendation) && it.is_to_be_explained();
    screen = screen.key_if(explains, msg!("key-explain"), at(Recommending::Explain)).key_if(
        works && it.state.waits_for_unit(),
        msg!("key-take-up"),
        take_up(it.id, it.version),
    );
    if works && it.state == RecommendationState::InProgress {
        screen = screen.row(vec![
            (msg!("key-report-progress"), at(Recommending::Progress)),
            (msg!("key-claim"), at(Recommending::Claim)),
        ]);
    }
    screen = screen.key_if(works && it.is_owed(), msg!("key-more-time"), at(Recommending::AskTime));
    let judges = may(May::VerifyRecommendation) && !it.is_own_of(me);
    if judges && it.state == RecommendationState::ClaimedDone {
        let verify = Recommending::VerifyReview { note: String::new() };
        screen = screen.row(vec![
            (msg!("key-verify-done"), at(verify)),
            (msg!("key-return-it"), at(Recommending::Return)),
        ]);
    }
    if may(May::MoveRecommendation) && it.is_owed() {
        if let Some(asked) = &it.asked {
            let grant = Timing::Move { due_on: asked.due_on, reason: asked.reason.clone() };
            screen = screen.row(vec![
                (msg!("key-grant-time", due = asked.due_on), time(it, grant)),
                (msg!("key-keep-due"), at(Recommending::RefuseTime)),
            ]);
        }
        screen = screen.key(msg!("key-set-due"), at(Recommending::Move));
    }
    if let Some(proposed) = it.step_for(me, today) {
        screen = screen
            .para(msg!("step-proposed", step = step(proposed)))
            .key(msg!("key-take-step", step = step(proposed)), at(Recommending::Step))
            .key(msg!("key-put-off"), at(Recommending::PutOff));
    }
    let asks = may(May::EscalateRecommendation) && it.may_be_explained(today);
    screen = screen.key_if(asks, msg!("key-ask-explanation"), at(Recommending::AskExplanation));
    let passes = may(May::PassOnRecommendation);
    screen
        .key_if(
            passes && !data.successors.is_empty(),
            msg!("key-transfer"),
            at(Recommending::Transfer),
        )
        .key_if(
            passes && it.delegation_state == domain::delegations::DelegationState::FollowingUp,
            msg!("key-hand-over"),
            at(Recommending::HandOver),
        )
}

fn time(it: &Recommendation, act: Timing) -> Action {
    let time = TimeRecommendation { recommendation: it.id, version: it.version, act };
    run(Command::Recommendations(RecommendationCommand::TimeRecommendation(time)))
}

fn work(it: &Recommendation, act: Work) -> Action {
    let work = WorkOnRecommendation { recommendation: it.id, version: it.version, act };
    run(Command::Recommendations(RecommendationCommand::WorkOnRecommendation(work)))
}

fn judge(it: &Recommendation, act: Judging) -> Action {
    let judge = JudgeRecommendation { recommendation: it.id, version: it.version, act };
    run(Command::Recommendations(RecommendationCommand::JudgeRecommendation(judge)))
}

fn escalate(it: &Recommendation, act: Escalating) -> Action {
    let escalate = EscalateRecommendation { recommendation: it.id, version: it.version, act };
    run(Command::Recommendations(RecommendationCommand::EscalateRecommendation(escalate)))
}

fn run(command: Command) -> Action {
    Action::Do { command, then: Then::Follow }
}

pub fn screen(at: &Recommending, data: &RecommendationData, view: &View) -> Option<Screen> {
    let it = &data.it;
    let (id, version) = (it.id, it.version);
    let to = |at| {
        Action::Go(State::Recommendations(AtRecommendations::Recommending {
            recommendation: id,
            seen: version,
            at,
        }))
    };
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
            let issue = IssueRecommendation { recommendation: id, version, paper: paper.clone() };
            described(Screen::new(msg!("issue-review", unit = &it.unit_name)), &issued)
                .para(msg!("issue-what"))
                .key(
                    msg!("key-issue-now"),
                    run(Command::Recommendations(RecommendationCommand::IssueRecommendation(
                        issue,
                    ))),
                )
        }
        Recommending::DropReview => {
            let drop = DropRecommendation { recommendation: id, version };
            let list = State::recommendations(RecommendationFilter::of(it.delegation));
            quoted(msg!("drop-review")).key(
                msg!("key-drop-now"),
                Action::Do {
                    command: Command::Recommendations(RecommendationCommand::DropRecommendation(
                        drop,
                    )),
                    then: Then::Go(list),
                },
            )
        }
        Recommending::Progress => {
            quoted(msg!("progress-how")).para(msg!("proof-count", count = data.proofs.now))
        }
        Recommending::Claim => quoted(msg!("claim-how")).para(proofs(data)),
        Recommending::ClaimReview { note } => {
            let claim = Work::Claim { note: note.clone() };
            let screen = quoted(msg!("claim-review"))
                .para(msg!("claim-note", note = note))
                .para(proofs(data));
            screen.key_if(data.proofs.now > 0, msg!("key-claim-now"), work(it, claim))
        }
        Recommending::AskTime => quoted(msg!("ask-time", due = it.due_on)),
        Recommending::AskTimeReason { due_on } => quoted(msg!("ask-time-reason", due = *due_on)),
        Recommending::Explain => quoted(msg!("explain-how")),
        Recommending::ExplainReview { said } => {
            let explain = ExplainRecommendation { recommendation: id, version, said: said.clone() };
            quoted(msg!("explain-review")).para(msg!("claim-note", note = said)).key(
                msg!("key-explain-now"),
                run(Command::Recommendations(RecommendationCommand::ExplainRecommendation(
                    explain,
                ))),
            )
        }
        Recommending::VerifyReview { note } => {
            let screen = quoted(msg!("verify-review", unit = &it.unit_name));
            let screen = match note.is_empty() {
                true => screen.para(msg!("verify-note-how")),
                false => screen.para(msg!("claim-note", note = note)),
            };
            screen.key(msg!("key-verify-now"), judge(it, Judging::Verify { note: note.clone() }))
        }
        Recommending::Return => quoted(msg!("return-how")),
        Recommending::Move => quoted(msg!("move-due", due = it.due_on)),
        Recommending::MoveReason { due_on } => quoted(msg!("move-due-reason", due = *due_on)),
        Recommending::MoveReview { due_on, reason } => {
            let change = Timing::Move { due_on: *due_on, reason: reason.clone() };
            quoted(msg!(
                "move-due-review",
                from = it.due_on,
                weekday = words::weekday(*due_on),
                due = *due_on
            ))
            .para(msg!("visit-reason", reason = reason))
            .key(msg!("key-move-due-now"), time(it, change))
        }
        Recommending::RefuseTime => quoted(msg!("refuse-time-how", due = it.due_on)),
        Recommending::Step => quoted(msg!("step-paper", step = step(proposed?))),
        Recommending::StepReview { paper, note } => {
            let taken = proposed?;
            let take = Escalating::Take { step: taken, paper: paper.clone(), note: note.clone() };
            let screen = quoted(msg!("step-review", step = step(taken), unit = &it.unit_name))
                .para(msg!("recommendation-paper", number = &paper.number, date = paper.date));
            let screen = match note.is_empty() {
                true => screen.para(msg!("verify-note-how")),
                false => screen.para(msg!("claim-note", note = note)),
            };
            screen.key(msg!("key-take-step-now"), escalate(it, take))
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
            let ask = Escalating::AskExplanation { paper: paper.clone(), due_on: *due_on };
            quoted(msg!("explanation-review", unit = &it.unit_name, due = *due_on))
                .para(msg!("recommendation-paper", number = &paper.number, date = paper.date))
                .key(msg!("key-ask-explanation-now"), escalate(it, ask))
        }
        Recommending::Transfer => {
            let screen = quoted(msg!("transfer-to", unit = &it.unit_name));
            data.successors.iter().take(20).fold(screen, |screen, (unit, name)| {
                let review = Recommending::TransferReview { to: *unit, name: name.clone() };
                screen.key(msg!("unit-line", unit = name), to(review))
            })
        }
        Recommending::TransferReview { to: unit, name } => {
            let transfer = TransferRecommendation { recommendation: id, version, to: *unit };
            quoted(msg!("transfer-review", from = &it.unit_name, unit = name)).key(
                msg!("key-transfer-now"),
                run(Command::Recommendations(RecommendationCommand::TransferRecommendation(
                    transfer,
                ))),
            )
        }
        Recommending::HandOver => quoted(msg!("hand-over-how")),
        Recommending::HandOverReview { reason } => {
            let hand =
                HandOverRecommendation { recommendation: id, version, reason: reason.clone() };
            quoted(msg!("hand-over-review")).para(msg!("claim-note", note = reason)).key(
                msg!("key-hand-over-now"),
                run(Command::Recommendations(RecommendationCommand::HandOverRecommendation(hand))),
            )
        }
    };
    Some(screen.back(State::Recommendations(AtRecommendations::One(id))))
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
        Recommending::Progress => runs(work(it, Work::Progress { said: words })),
        Recommending::Claim | Recommending::ClaimReview { .. } => {
            go(Recommending::ClaimReview { note: words })
        }
        Recommending::AskTime => day(&|due_on| Recommending::AskTimeReason { due_on }),
        Recommending::AskTimeReason { due_on } => {
            runs(work(it, Work::AskTime { due_on: *due_on, reason: words }))
        }
        Recommending::Explain | Recommending::ExplainReview { .. } => {
            go(Recommending::ExplainReview { said: words })
        }
        Recommending::VerifyReview { .. } => go(Recommending::VerifyReview { note: words }),
        Recommending::Return => runs(judge(it, Judging::Return { reason: words })),
        Recommending::Move => day(&|due_on| Recommending::MoveReason { due_on }),
        Recommending::MoveReason { due_on } | Recommending::MoveReview { due_on, .. } => {
            go(Recommending::MoveReview { due_on: *due_on, reason: words })
        }
        Recommending::RefuseTime => runs(time(it, Timing::Refuse { reason: words })),
        Recommending::Step => {
            paper(&|paper| Recommending::StepReview { paper, note: String::new() })
        }
        Recommending::StepReview { paper, .. } => {
            go(Recommending::StepReview { paper: paper.clone(), note: words })
        }
        Recommending::PutOff => {
            let today = view.wall().date();
            match view.me.as_ref().and_then(|me| it.step_for(me, today)) {
                Some(step) => runs(escalate(it, Escalating::PutOff { step, reason: words })),
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

fn runs(action: Action) -> Step {
    match action {
        Action::Do { command, then } => Step::run(command, then),
        Action::Go(state) => Step::go(state),
    }
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

pub fn sent(at: &AtRecommendations, file: Incoming) -> Step {
    let (AtRecommendations::One(recommendation)
    | AtRecommendations::Recommending { recommendation, .. }) = at
    else {
        return Step::go(State::Recommendations(at.clone()));
    };
    let file = file.into_arrival(Purpose::Recommendation);
    let attach = AttachProof { recommendation: *recommendation, file };
    Step::run(Command::Recommendations(RecommendationCommand::AttachProof(attach)), Then::Stay)
        .note(msg!("note-proof-kept"))
}
