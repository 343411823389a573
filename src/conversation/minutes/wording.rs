//! Minutes as a text: paragraphs of lines without markup, in the order of the official form (decree
//! 30/2020/NĐ-CP, form 1.9: no line with place and date in the header). The Vietnamese wording is
//! what is frozen and signed; an English reader of a draft sees English around what people typed.

use crate::conversation::msg::{Arg, Msg};
use crate::conversation::words;
use crate::conversation::words::given::bare;
use crate::domain::answers::given::Given;
use crate::domain::minutes::{
    Adjusted, AnswersPart, Attendee, MinutesContent, Seat, SeatPart, UnitPart, Way,
};
use crate::domain::visits::VisitMode;
use crate::{clock, msg, text};

/// Paragraphs of lines.
pub fn minutes_text(content: &MinutesContent) -> Vec<Vec<Msg>> {
    let mut all = vec![heading(content), basis(content), session(content)];
    all.extend(attendance(content));
    all.extend(results(content));
    all.push(notes(content));
    all.push(difficulties(content));
    let mut conclusion = vec![msg!("minutes-text-conclusion")];
    if content.conclusion.is_empty() {
        conclusion.push(msg!("minutes-text-conclusion-none"));
    }
    conclusion.extend(typed_lines(&content.conclusion));
    all.push(conclusion);
    all.push(vec![msg!("minutes-text-end", at = words::moment(content.ended_at))]);
    all.push(content.seats.iter().map(seat).collect());
    all.push(vec![msg!("minutes-text-kept")]);
    all
}

fn heading(content: &MinutesContent) -> Vec<Msg> {
    vec![
        msg!("minutes-text-republic"),
        msg!("minutes-text-motto"),
        msg!("minutes-text-issuer", council = &content.council),
        msg!("minutes-text-name"),
        msg!("minutes-text-about", units = content.title()),
    ]
}

fn basis(content: &MinutesContent) -> Vec<Msg> {
    vec![
        msg!(
            "minutes-text-basis",
            number = &content.basis_number,
            date = content.basis_date,
            delegation = &content.delegation
        ),
        msg!("minutes-text-group", number = content.group_number),
    ]
}

fn session(content: &MinutesContent) -> Vec<Msg> {
    let place = match content.mode {
        VisitMode::Onsite => msg!("minutes-text-place", place = &content.place),
        VisitMode::Online => msg!("minutes-text-place-online", place = &content.place),
    };
    vec![msg!("minutes-text-begun", at = words::moment(content.opened_at)), place]
}

fn attendance(content: &MinutesContent) -> Vec<Vec<Msg>> {
    let names = |seat: Seat| {
        let parts = content.seats.iter().filter(|part| part.seat == seat);
        parts.flat_map(|part| part.names.clone()).collect::<Vec<_>>().join(", ")
    };
    let side = |title: Msg, people: &[Attendee]| -> Vec<Msg> {
        let none = people.is_empty().then(|| msg!("minutes-text-nobody"));
        std::iter::once(title).chain(people.iter().map(attendee)).chain(none).collect()
    };
    let delegation = msg!("minutes-text-delegates", number = content.group_number);
    let mut all = vec![vec![msg!("minutes-text-attendance")]];
    all.push(side(delegation, &content.delegates));
    all.extend(
        content
            .units
            .iter()
            .map(|unit| side(msg!("minutes-text-unit", unit = &unit.name), &unit.people)),
    );
    all.push(vec![
        msg!("minutes-text-chair", names = names(Seat::Chair)),
        msg!("minutes-text-secretary", names = names(Seat::Secretary)),
    ]);
    all
}

fn attendee(it: &Attendee) -> Msg {
    let presence = match it.present {
        Some(true) => msg!("minutes-text-present"),
        Some(false) => msg!("minutes-text-absent"),
        None => msg!("minutes-text-not-noted"),
    };
    let office = match (it.position.is_empty(), it.role) {
        (false, _) => Arg::from(&it.position),
        (true, Some(role)) => Arg::from(words::role(role)),
        (true, None) => return msg!("minutes-text-guest", name = &it.name, presence = presence),
    };
    msg!("minutes-text-person", name = &it.name, office = office, presence = presence)
}

fn results(content: &MinutesContent) -> Vec<Vec<Msg>> {
    let parts = content.units.iter().map(unit_results);
    std::iter::once(vec![msg!("minutes-text-results")]).chain(parts).collect()
}

fn unit_results(unit: &UnitPart) -> Vec<Msg> {
    let mut lines = vec![msg!("minutes-text-unit", unit = &unit.name)];
    let Some(AnswersPart { checklist, signed, counts, adjusted }) = &unit.answers else {
        lines.push(msg!("minutes-text-no-checklist"));
        return lines;
    };
    lines.push(match signed {
        Some((by, at)) => msg!(
            "minutes-text-answers",
            checklist = checklist,
            count = counts.answered,
            by = by,
            at = words::moment(*at)
        ),
        None => {
            msg!("minutes-text-answers-unsigned", checklist = checklist, count = counts.answered)
        }
    });
    lines.push(msg!(
        "minutes-text-counts",
        matched = counts.matched,
        adjusted = counts.adjusted,
        unverifiable = counts.not_verifiable
    ));
    for it in adjusted {
        lines.extend(adjustment(it));
    }
    lines
}

fn adjustment(it: &Adjusted) -> Vec<Msg> {
    let way = match it.way {
        Some(Way::Document) => msg!("minutes-text-by-document"),
        Some(Way::Observation) => msg!("minutes-text-by-observation"),
        Some(Way::Sample) => msg!("minutes-text-by-sample"),
        Some(Way::Interview) => msg!("minutes-text-by-interview"),
        None => msg!("minutes-text-by-none"),
    };
    let found = it.found.as_ref().map_or(msg!("answer-none"), value);
    let mut lines = vec![
        msg!("minutes-text-question", question = &it.question),
        msg!("minutes-text-adjusted", reported = value(&it.reported), found = found, way = way),
    ];
    if !it.note.is_empty() {
        lines.push(msg!("minutes-text-note", note = &it.note));
    }
    if !it.dispute.is_empty() {
        lines.push(msg!("minutes-text-dispute", reason = &it.dispute));
    }
    lines
}

/// A value as the content keeps it: choices stand by their label already.
fn value(given: &Given) -> Msg {
    match given {
        Given::Text { text } => msg!("answer-text", text = text),
        other => bare(other, usize::MAX),
    }
}

fn notes(content: &MinutesContent) -> Vec<Msg> {
    let mut lines = vec![msg!("minutes-text-notes")];
    if content.notes.is_empty() {
        lines.push(msg!("minutes-text-none"));
    }
    for note in &content.notes {
        let at = Arg::Time(clock::local(note.at));
        let mut body = text_lines(&note.body).into_iter();
        let first = body.next().unwrap_or_default();
        lines.push(if note.unit.is_empty() {
            msg!("minutes-text-said", at = at, by = &note.by, body = first)
        } else {
            msg!("minutes-text-said-of", at = at, by = &note.by, unit = &note.unit, body = first)
        });
        lines.extend(body.map(|line| msg!("minutes-text-line", text = line)));
    }
    lines
}

fn difficulties(content: &MinutesContent) -> Vec<Msg> {
    let mut lines = vec![msg!("minutes-text-difficulties")];
    if content.difficulties.is_empty() {
        lines.push(msg!("minutes-text-none"));
    }
    lines.extend(content.difficulties.iter().map(|it| {
        msg!(
            "minutes-text-difficulty",
            unit = &it.unit,
            category = words::category(it.category),
            body = &it.body,
            by = &it.by
        )
    }));
    lines
}

fn seat(part: &SeatPart) -> Msg {
    let names = part.names.join(", ");
    match part.seat {
        Seat::Secretary => msg!("minutes-text-seat-secretary", names = names),
        Seat::Chair => msg!("minutes-text-seat-chair", names = names),
        Seat::Unit(_) if names.is_empty() => {
            msg!("minutes-text-seat-unit-open", unit = part.unit.to_uppercase())
        }
        Seat::Unit(_) => {
            msg!("minutes-text-seat-unit", unit = part.unit.to_uppercase(), names = names)
        }
    }
}

fn text_lines(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn typed_lines(typed: &str) -> Vec<Msg> {
    text_lines(typed).into_iter().map(|line| msg!("minutes-text-line", text = line)).collect()
}

/// What fits on one page, by the length of what people typed and an allowance for what the languages
/// put around it; UTF-16 units, well under Telegram's 4096.
const PAGE: usize = 3200;

/// The allowance for one message's own words.
const AROUND: usize = 60;

/// Longest typed text shown in one line of a page; what is longer goes on in the next.
const LINE: usize = 1500;

/// Paragraphs dealt out to pages: nothing is cut off, however long.
pub fn pages(paragraphs: Vec<Vec<Msg>>) -> Vec<Vec<Vec<Msg>>> {
    let mut pages: Vec<Vec<Vec<Msg>>> = vec![vec![]];
    let mut room = PAGE;
    for paragraph in paragraphs {
        let mut begun = false;
        for line in paragraph.into_iter().flat_map(short_lines) {
            let length = length(&line);
            if length > room && room < PAGE {
                pages.push(vec![]);
                (room, begun) = (PAGE, false);
            }
            room = room.saturating_sub(length);
            let Some(page) = pages.last_mut() else { continue };
            match page.last_mut() {
                Some(last) if begun => last.push(line),
                _ => page.push(vec![line]),
            }
            begun = true;
        }
    }
    pages
}

/// One line, or several if what somebody typed in it is too long for one.
fn short_lines(mut line: Msg) -> Vec<Msg> {
    let mut more = vec![];
    for (_, arg) in &mut line.args {
        if let Arg::Text(typed) = arg
            && units(typed) > LINE
        {
            let mut pieces = text::split_message(typed, LINE).into_iter();
            let first = pieces.next().unwrap_or_default();
            more.extend(pieces.map(|piece| msg!("minutes-text-line", text = piece)));
            *typed = first;
        }
    }
    std::iter::once(line).chain(more).collect()
}

fn length(msg: &Msg) -> usize {
    let args = msg.args.iter().map(|(_, arg)| match arg {
        Arg::Text(typed) => units(typed),
        Arg::Msg(inner) => length(inner),
        Arg::List(list) => list.iter().map(length).sum(),
        _ => 30,
    });
    AROUND + args.sum::<usize>()
}

fn units(typed: &str) -> usize {
    typed.chars().map(char::len_utf16).sum()
}
