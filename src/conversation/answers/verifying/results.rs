//! A result in words: what was reported and what was found, side by side.

use crate::conversation::screen::Screen;
use crate::conversation::words::given::worded;
use crate::conversation::{Arg, Msg, words};
use crate::domain::answers::{
    Ask, Finding, Found, Given, MAX_NOTE, Method, Submission, Tally, Variance, Verification,
    variance,
};
use crate::msg;

/// Answers in words beside each other share a screen.
const LIMIT: usize = 600;

/// Longest value in a list, characters.
pub const SHORT: usize = 60;

/// Adds the result to the screen of an answer, for everybody who sees the answer.
pub fn beside(screen: Screen, ask: &Ask, data: &Submission) -> Screen {
    match data.verifications.get(&ask.path) {
        Some(result) => screen.lines(result_lines(ask, data, result)),
        None => screen,
    }
}

fn result_lines(ask: &Ask, data: &Submission, result: &Verification) -> Vec<Msg> {
    let (by, at) = (&result.by_name, words::moment(result.at));
    let mut lines = match &result.finding {
        Finding::Matched => vec![msg!("verified-matched", by = by, at = at)],
        Finding::NotVerifiable => vec![msg!("verified-not-verifiable", by = by, at = at)],
        Finding::Adjusted(found) | Finding::Disputed(found) => {
            let mut lines = vec![
                msg!(
                    "verified-adjusted",
                    found = worded(ask, &found.value, LIMIT),
                    by = by,
                    at = at
                ),
                msg!("verified-method", method = method(found.method)),
            ];
            let reported = data.answers.get(&ask.path).map(|stored| &stored.given);
            lines.splice(1..1, reported.and_then(|given| difference(given, &found.value)));
            lines
        }
    };
    let mut notes = result.note.lines();
    lines.extend(notes.next().map(|note| msg!("verified-note", note = words::cut(note, LIMIT))));
    if !result.photos.is_empty() {
        lines.push(msg!("verified-photos", count = result.photos.len()));
    }
    if let Some(dispute) = &result.dispute {
        let (by, reason) = (&dispute.by_name, words::cut(&dispute.reason, LIMIT));
        lines.push(msg!("verified-dispute", by = by, reason = reason));
        if !result.is_disputed() {
            lines.push(msg!("verified-dispute-settled"));
            let replies = notes.map(|note| msg!("verified-reply", note = words::cut(note, LIMIT)));
            lines.extend(replies);
        }
    }
    lines
}

/// `38,5 % → 31,2 %, −7,3 điểm`
pub fn difference(reported: &Given, found: &Given) -> Option<Msg> {
    let by = |value: crate::text::Decimal| Arg::Decimal(value.abs().to_string());
    Some(match (variance(reported, found)?, reported, found) {
        (
            Variance::Points(points),
            Given::Ratio { numerator, denominator },
            Given::Ratio { numerator: n, denominator: d },
        ) => {
            let (from, to) = (Arg::Ratio(*numerator, *denominator), Arg::Ratio(*n, *d));
            match points.mantissa().signum() {
                0 => msg!("variance-points-none", from = from, to = to),
                1 => msg!("variance-points-up", from = from, to = to, by = by(points)),
                _ => msg!("variance-points-down", from = from, to = to, by = by(points)),
            }
        }
        (Variance::Points(by_value) | Variance::Number(by_value), _, _) => {
            if by_value.is_negative() {
                msg!("variance-down", by = by(by_value))
            } else {
                msg!("variance-up", by = by(by_value))
            }
        }
    })
}

/// An adjustment as the unit is told of it: both values, how, why.
pub fn adjusted(screen: Screen, ask: &Ask, reported: &Given, found: &Found, note: &str) -> Screen {
    let both = screen
        .para(msg!("filling-question", question = words::cut(&ask.label, 300)))
        .para(msg!("verifying-reported", answer = worded(ask, reported, LIMIT)))
        .line(msg!("adjust-found", found = worded(ask, &found.value, LIMIT)));
    difference(reported, &found.value)
        .into_iter()
        .fold(both, Screen::line)
        .line(msg!("verified-method", method = method(found.method)))
        .line(msg!("verified-note", note = words::cut(note, MAX_NOTE)))
}

/// An adjustment on one line of a list.
pub fn line(index: usize, ask: &Ask, data: &Submission, found: &Found) -> Msg {
    let reported = data.answers.get(&ask.path).map_or(&Given::Cleared, |stored| &stored.given);
    msg!(
        "results-line",
        question = words::cut(&words::numbered(index, &ask.label), SHORT),
        reported = worded(ask, reported, SHORT),
        found = worded(ask, &found.value, SHORT)
    )
}

pub fn method(method: Method) -> Msg {
    match method {
        Method::Document => msg!("method-document"),
        Method::Observation => msg!("method-observation"),
        Method::Sample => msg!("method-sample"),
        Method::Interview => msg!("method-interview"),
    }
}

pub fn tally(tally: &Tally) -> Msg {
    msg!(
        "verifying-tally",
        matched = tally.matched,
        adjusted = tally.adjusted,
        not_verifiable = tally.not_verifiable
    )
}

/// A question on a button, with its result.
pub fn label(index: usize, ask: &Ask, data: &Submission) -> Msg {
    let question = words::cut(&words::numbered(index, &ask.label), 48);
    match data.verifications.get(&ask.path).map(|result| &result.finding) {
        None if ask.verify => msg!("question-to-verify", question = question),
        None => msg!("question-open", question = question),
        Some(Finding::Matched) => msg!("question-matched", question = question),
        Some(Finding::Adjusted(_)) => msg!("question-adjusted", question = question),
        Some(Finding::NotVerifiable) => msg!("question-not-verifiable", question = question),
        Some(Finding::Disputed(_)) => msg!("question-disputed", question = question),
    }
}
