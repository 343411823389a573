//! What was not done, why, and what to do next.

use super::*;

/// What is in the way.
pub fn clash(clash: &Clash) -> Msg {
    let (unit, at) = (&clash.unit, moment(clash.starts_at));
    let until = Arg::Time(clock::local(clash.ends_at));
    match clash.kind {
        Resource::Group => msg!("clash-group", unit = unit, at = at, until = until),
        Resource::Unit => msg!("clash-unit", unit = unit, at = at, until = until),
        Resource::Person => msg!("clash-person", unit = unit, at = at, until = until),
    }
}

/// Visits that wait or are waited for.
fn linked(visits: &[Linked]) -> Vec<Msg> {
    let line = |visit: &Linked| {
        msg!(
            "visit-line",
            unit = &visit.unit,
            at = moment(visit.starts_at),
            state = visit_state(visit.state)
        )
    };
    visits.iter().map(line).collect()
}

/// What a delegation still waits for.
pub fn left(left: &Left) -> Msg {
    match left {
        Left::Visit { unit, starts_at } => {
            msg!("left-visit", unit = cut(unit, MAX_TITLE), at = moment(*starts_at))
        }
        Left::NothingIssued => msg!("left-nothing-issued"),
        Left::Draft { unit, text } => msg!("left-draft", unit = unit, text = cut(text, 60)),
        Left::Recommendation { unit, text } => {
            msg!("left-recommendation", unit = unit, text = cut(text, 60))
        }
    }
}

/// A refusal: what was not done, why, and what to do next.
pub fn refused(refusal: &Refusal) -> Msg {
    match refusal {
        Refusal::NotAllowed { .. } => msg!("refused-not-allowed"),
        Refusal::Gone => msg!("refused-gone"),
        Refusal::Changed => msg!("refused-changed"),
        Refusal::AlreadyDone => msg!("refused-already-done"),
        Refusal::LinkUnknown => msg!("refused-link-unknown"),
        Refusal::LinkUsed => msg!("refused-link-used"),
        Refusal::LinkExpired => msg!("refused-link-expired"),
        Refusal::PhoneDiffers => msg!("refused-phone-differs"),
        Refusal::NotReady { missing } if missing.is_empty() => msg!("refused-not-planned"),
        Refusal::NotReady { missing: list } => {
            msg!(
                "refused-not-ready",
                missing = list.iter().map(|it| missing(*it)).collect::<Vec<_>>()
            )
        }
        Refusal::DuplicateDelegation => msg!("refused-duplicate-delegation"),
        Refusal::BasisMissing => msg!("refused-basis-missing"),
        Refusal::Reversed => msg!("refused-reversed"),
        Refusal::OutOfRange { from, to } => {
            msg!("refused-out-of-range", from = from.to_string(), to = to.to_string())
        }
        Refusal::DayOutOfRange { from, to } => {
            msg!("refused-day-out-of-range", from = *from, to = *to)
        }
        Refusal::AssignedElsewhere { number } => {
            msg!("refused-assigned-elsewhere", number = *number)
        }
        Refusal::NotAssigned => msg!("refused-not-assigned"),
        Refusal::VisitsOpen { count } => msg!("refused-visits-open", count = *count),
        Refusal::VisitInSession { unit } => msg!("refused-visit-in-session", unit = unit),
        Refusal::LastOfRole { role: held } => msg!("refused-last-of-role", role = role(*held)),
        Refusal::InThePast => msg!("refused-in-the-past"),
        Refusal::SnoozeUsed { at } => msg!("refused-snooze-used", at = moment(*at)),
        Refusal::NoSlotSoon => msg!("refused-no-slot-soon"),
        Refusal::TooLong { hours } => msg!("refused-too-long", hours = *hours),
        Refusal::Clash { clashes } if clashes.is_empty() => msg!("refused-clash-just-now"),
        Refusal::Clash { clashes } => {
            msg!("refused-clash", list = clashes.iter().map(clash).collect::<Vec<_>>())
        }
        Refusal::BeforePrerequisite { visits } => {
            msg!("refused-before-prerequisite", list = linked(visits))
        }
        Refusal::AfterDependent { visits } => {
            msg!("refused-after-dependent", list = linked(visits))
        }
        Refusal::NotOverYet { visits } => msg!("refused-not-over-yet", list = linked(visits)),
        Refusal::NotOpenYet { from } => msg!("refused-not-open-yet", from = moment(*from)),
        Refusal::DayIsOver { day } => msg!("refused-day-is-over", day = *day),
        Refusal::NotYourNote { by } => msg!("refused-not-your-note", by = by),
        Refusal::ShortNotice { days, wanted } => {
            msg!("refused-short-notice", days = *days, wanted = *wanted)
        }
        Refusal::NobodyAtUnit { units } => msg!("refused-nobody-at-unit", units = units),
        Refusal::ReasonWanted => msg!("refused-reason-wanted"),
        Refusal::WrongState => msg!("refused-wrong-state"),
        Refusal::ChecklistMissing => msg!("refused-checklist-missing"),
        Refusal::QuestionNotAskable { row } => {
            msg!("refused-question-not-askable", row = i64::from(*row))
        }
        Refusal::BadAnswer(problem) => answer_problem(problem),
        Refusal::AnsweredMeanwhile { by } => msg!("refused-answered-meanwhile", by = by),
        Refusal::Incomplete { missing } => msg!("refused-incomplete", missing = *missing),
        Refusal::ConclusionWanted => msg!("refused-conclusion-wanted"),
        Refusal::SignerMissing => msg!("refused-signer-missing"),
        Refusal::HeadSigns { unit } => msg!("refused-head-signs", unit = unit),
        Refusal::RemindedToday => msg!("refused-reminded-today"),
        Refusal::EvidenceMissing { count } => msg!("refused-evidence-missing", count = *count),
        Refusal::TooManyRows { limit } => msg!("refused-too-many-rows", limit = *limit),
        Refusal::RowNotEmpty => msg!("refused-row-not-empty"),
        Refusal::InTheFuture => msg!("refused-in-the-future"),
        Refusal::NothingSaid => msg!("refused-nothing-said"),
        Refusal::NotBegunYet { from } => msg!("refused-not-begun-yet", from = *from),
        Refusal::SubtasksAssigned { count } => msg!("refused-subtasks-assigned", count = *count),
        Refusal::CriterionMissing => msg!("refused-criterion-missing"),
        Refusal::AssignmentIncomplete => msg!("refused-assignment-incomplete"),
        Refusal::NotApproved => msg!("refused-not-approved"),
        Refusal::NotAccepted => msg!("refused-not-accepted"),
        Refusal::CriterionNotMet { value: None } => msg!("refused-value-missing"),
        Refusal::CriterionNotMet { value: Some(value) } => {
            msg!("refused-criterion-not-met", value = Arg::Decimal(value.to_string()))
        }
        Refusal::PartsLeft { parts } => msg!("refused-parts-left", parts = *parts),
        Refusal::DifficultyWanted => msg!("refused-difficulty-wanted"),
        Refusal::NothingLate => msg!("refused-nothing-late"),
        Refusal::TwoPeople => msg!("refused-two-people"),
        Refusal::NoLongerLate { codes } => {
            msg!("refused-no-longer-late", codes = codes.join(", "))
        }
        Refusal::AfterCampaign { last } => msg!("refused-after-campaign", last = *last),
        Refusal::PaperWanted => msg!("refused-paper-wanted"),
        Refusal::ProofWanted => msg!("refused-proof-wanted"),
        Refusal::NotLater { due_on } => msg!("refused-not-later", due = *due_on),
        Refusal::NotASuccessor => msg!("refused-not-a-successor"),
        Refusal::Unfinished { left: list } => {
            msg!("refused-unfinished", list = list.iter().map(left).collect::<Vec<_>>())
        }
        Refusal::BadTiming(error) => bad_timing(error),
        Refusal::FilesPending { count } => msg!("refused-files-pending", count = *count),
        Refusal::OwnUnit => msg!("refused-own-unit"),
        Refusal::NotInSession => msg!("refused-not-in-session"),
        Refusal::VerificationBegun => msg!("refused-verification-begun"),
        Refusal::VerifiedMeanwhile { by } => msg!("refused-verified-meanwhile", by = by),
        Refusal::NothingAdjusted => msg!("refused-nothing-adjusted"),
        Refusal::NoteWanted => msg!("refused-note-wanted"),
        Refusal::Unverified { questions } => {
            let list = questions.iter().take(5).map(|it| msg!("choice", choice = cut(it, 60)));
            msg!("refused-unverified", count = questions.len(), list = list.collect::<Vec<_>>())
        }
        Refusal::DisputesOpen { count } => msg!("refused-disputes-open", count = *count),
    }
}

pub fn answer_problem(problem: &AnswerProblem) -> Msg {
    match problem {
        AnswerProblem::NotInteger => msg!("answer-not-integer"),
        AnswerProblem::NotDecimal => msg!("answer-not-decimal"),
        AnswerProblem::NotDate => msg!("answer-not-date"),
        AnswerProblem::NotARatio => msg!("answer-not-ratio"),
        AnswerProblem::PercentOnly => msg!("answer-percent-only"),
        AnswerProblem::PercentDisagrees => msg!("answer-percent-disagrees"),
        AnswerProblem::NothingToCount => msg!("answer-nothing-to-count"),
        AnswerProblem::MoreThanAll { numerator, denominator } => {
            msg!("answer-more-than-all", numerator = *numerator, denominator = *denominator)
        }
        AnswerProblem::NotAScore => msg!("answer-not-score"),
        AnswerProblem::ScaleWanted { score } => {
            msg!("answer-scale-wanted", score = Arg::Decimal(score.clone()))
        }
        AnswerProblem::ScoreOutOfRange { score, out_of } => msg!(
            "answer-score-out-of-range",
            score = Arg::Decimal(score.clone()),
            out_of = Arg::Decimal(out_of.clone())
        ),
        AnswerProblem::OnlyScore => msg!("answer-only-score"),
        AnswerProblem::NotARank => msg!("answer-not-rank"),
        AnswerProblem::TotalWanted { rank } => msg!("answer-total-wanted", rank = *rank),
        AnswerProblem::RankOutOfRange { rank, of } => {
            msg!("answer-rank-out-of-range", rank = *rank, of = *of)
        }
        AnswerProblem::NotMoney => msg!("answer-not-money"),
        AnswerProblem::NotADocument => msg!("answer-not-document"),
        AnswerProblem::DateWanted { number } => msg!("filling-document-date", number = number),
        AnswerProblem::PickOne => msg!("answer-pick-one"),
        AnswerProblem::Ambiguous { typed, labels } => {
            let list = labels.iter().take(8).map(|label| msg!("choice", choice = cut(label, 60)));
            msg!("answer-ambiguous", typed = cut(typed, 60), list = list.collect::<Vec<_>>())
        }
        AnswerProblem::NoSuchChoice { typed } => {
            msg!("answer-no-such-choice", typed = cut(typed, 60))
        }
        AnswerProblem::PhotoWanted => msg!("answer-photo-wanted"),
        AnswerProblem::TooLong { limit } => msg!("note-too-long", limit = *limit),
        AnswerProblem::TooLarge { megabytes } => msg!("answer-too-large", megabytes = *megabytes),
        AnswerProblem::TooManyFiles { limit } => msg!("answer-too-many-files", limit = *limit),
        AnswerProblem::Constraint { message: Some(message) } => {
            msg!("answer-constraint", message = message)
        }
        AnswerProblem::Constraint { message: None } => msg!("answer-constraint-plain"),
        AnswerProblem::UnknownQuestion => msg!("note-stale"),
    }
}

pub fn moment_error(error: &MomentError) -> Msg {
    match error {
        MomentError::NoSuchDate { day, month, year } => msg!(
            "moment-no-such-date",
            day = i64::from(*day),
            month = i64::from(*month),
            year = year.to_string()
        ),
        MomentError::BadTime { hour, minute } => {
            msg!("moment-bad-time", hour = i64::from(*hour), minute = i64::from(*minute))
        }
        MomentError::WeekdayMismatch { date, typed: _ } => {
            msg!("moment-weekday", day = *date, weekday = weekday(*date))
        }
        MomentError::DayMissing { from, to } => msg!("moment-day-missing", from = *from, to = *to),
        MomentError::Ambiguous(moments) => {
            let list = moments.iter().map(|moment| {
                msg!("moment-reading", day = moment.date, weekday = weekday(moment.date))
            });
            msg!("moment-ambiguous", list = list.collect::<Vec<_>>())
        }
        MomentError::Empty | MomentError::NotUnderstood | MomentError::WrongKind => {
            msg!("moment-not-understood")
        }
    }
}

/// What is wrong in a workbook, and where.
pub fn problem(problem: &xlsform::Problem) -> Msg {
    let what = problems::what(problem);
    match (&problem.sheet, problem.row, &problem.column) {
        (Some(sheet), Some(row), Some(column)) => {
            msg!("problem-cell", sheet = sheet, row = i64::from(row), column = column, what = what)
        }
        (Some(sheet), Some(row), None) => {
            msg!("problem-row", sheet = sheet, row = i64::from(row), what = what)
        }
        (Some(sheet), None, _) => msg!("problem-sheet", sheet = sheet, what = what),
        (None, _, _) => msg!("problem-file", what = what),
    }
}
