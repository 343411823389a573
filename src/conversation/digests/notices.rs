//! Digests in words. Every line leads to its screen: a button each up to a limit, then one to the list.

use crate::conversation::delegations::milestones;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, AtDifficulties, AtDigests, AtHome, AtVisits, Filter, Leaf, Sift, State,
};
use crate::conversation::{Arg, Msg, RecommendationFilter, digests, reminders, words};
use crate::domain::digests::{
    DigestBody, DigestContent, DigestDifficulty, DoneToday, Evening, Morning, Paper, Progress,
    Slipped, SubtaskProgress, Unanswered, Weekly,
};
use crate::domain::reminders::ReminderLine;
use crate::domain::visits::VisitBrief;
use crate::{clock, msg};

/// Lines that get a button of their own.
const BUTTONS: usize = 10;

/// Lines of one heading that are written out.
const LINES: usize = 12;

/// A line, the label of its button, and where that leads.
struct Line {
    said: Msg,
    label: Msg,
    to: State,
}

/// A heading with its lines, and the screen that lists all of their kind.
struct Part {
    heading: Msg,
    lines: Vec<Line>,
    all: (Msg, State),
}

pub fn word(content: &DigestContent) -> Screen {
    let (day, weekday) = (content.day, words::weekday(content.day));
    let title = match &content.body {
        DigestBody::Morning(_) => msg!("digest-title", day = day, weekday = weekday),
        DigestBody::Evening(_) => msg!("digest-title-evening", day = day, weekday = weekday),
        DigestBody::Weekly(it) => msg!("digest-title-weekly", from = it.from, to = day),
        DigestBody::Campaign(Some(it)) => msg!(
            "digest-title-campaign",
            n = i64::from(it.day()),
            of = i64::from(it.length),
            day = day,
            weekday = weekday
        ),
        DigestBody::Campaign(None) => msg!("digest-no-campaign"),
    };
    let mut screen = Screen::new(title);
    if let Some(at) = content.late {
        screen = screen.line(digests::was_due(at));
    }
    if content.ordered {
        screen = screen.line(msg!("digest-ordered"));
    }
    let screen = match &content.body {
        DigestBody::Morning(it) => morning(screen, it, content),
        DigestBody::Evening(it) => evening(screen, it),
        DigestBody::Campaign(Some(it)) => campaign(screen, it),
        DigestBody::Campaign(None) => screen,
        DigestBody::Weekly(it) => weekly(screen, it),
    };
    let at = AtDigests::One { kind: content.kind };
    screen.row(vec![
        (msg!("key-my-work"), Action::Go(State::home())),
        (msg!("key-digest-settings"), Action::Go(State::Digests(at))),
    ])
}

/// A button, and where it leads.
type Key = (Msg, State);

/// Headings and lines, then the buttons: of the first lines, and of the lists that hold the others.
fn tell(mut screen: Screen, parts: Vec<Part>) -> Screen {
    let mut left = BUTTONS;
    let (mut keys, mut lists): (Vec<Key>, Vec<Key>) = (vec![], vec![]);
    for part in parts.into_iter().filter(|part| !part.lines.is_empty()) {
        let count = part.lines.len();
        let mut said = vec![part.heading];
        let mut unsaid = count.saturating_sub(LINES);
        for (at, line) in part.lines.into_iter().enumerate() {
            if at < LINES {
                said.push(line.said);
            }
            if left > 0 && at < LINES {
                left -= 1;
                keys.push((line.label, line.to));
            } else {
                unsaid = unsaid.max(1);
            }
        }
        if count > LINES {
            said.push(msg!("digest-and-more", count = count - LINES));
        }
        if unsaid > 0 && !lists.iter().any(|(_, to)| *to == part.all.1) {
            lists.push(part.all);
        }
        screen = screen.lines(said);
    }
    keys.into_iter().chain(lists).fold(screen, |screen, (label, to)| screen.go(label, to))
}

fn visits(heading: Msg, lines: Vec<Line>) -> Part {
    Part {
        heading,
        lines,
        all: (msg!("key-calendar"), State::Visits(AtVisits::Calendar(Leaf::default()))),
    }
}

fn difficulties(heading: Msg, found: &[DigestDifficulty]) -> Part {
    let lines = found.iter().map(difficulty).collect();
    Part { heading, lines, all: (msg!("key-difficulties"), State::difficulties(Filter::default())) }
}

fn work(heading: Msg, lines: Vec<Line>) -> Part {
    Part { heading, lines, all: (msg!("key-my-work"), State::home()) }
}

fn difficulty(it: &DigestDifficulty) -> Line {
    Line {
        said: msg!("digest-difficulty", unit = &it.unit, body = words::cut(&it.body, 80)),
        label: msg!("key-digest-difficulty", unit = &it.unit, body = words::cut(&it.body, 40)),
        to: State::Difficulties(AtDifficulties::One(it.id)),
    }
}

fn answers(it: &ReminderLine) -> Line {
    Line {
        said: reminders::answers(it),
        label: msg!("key-open-answers", unit = &it.unit),
        to: State::fill(it.submission),
    }
}

fn visit(it: &VisitBrief, said: Msg) -> Line {
    Line { said, label: msg!("key-open-visit-of", unit = &it.unit), to: State::visit(it.id) }
}

fn paper(it: &Paper) -> Line {
    let name = || milestones::name(it.kind, it.group_number);
    Line {
        said: msg!("digest-paper", paper = name()),
        label: msg!("key-digest-paper", paper = name()),
        to: State::milestones(it.delegation),
    }
}

fn morning(mut screen: Screen, it: &Morning, content: &DigestContent) -> Screen {
    let today = it.visits_today.iter().map(|visit| {
        let (unit, at) = (&visit.unit, Arg::Time(clock::local(visit.starts_at)));
        let said = if visit.confirmed {
            msg!("digest-visit-confirmed", unit = unit, at = at)
        } else {
            msg!("digest-visit", unit = unit, at = at)
        };
        Line { said, label: msg!("key-open-visit-of", unit = unit), to: State::visit(visit.id) }
    });
    let (late, coming): (Vec<_>, Vec<_>) =
        it.unsigned.iter().partition(|line| line.due_on < content.day);
    let parts = vec![
        work(msg!("digest-overdue"), late.into_iter().map(answers).collect()),
        visits(msg!("digest-visits"), today.collect()),
        work(msg!("digest-unsigned"), coming.into_iter().map(answers).collect()),
        difficulties(msg!("digest-difficulties"), &it.new_difficulties),
    ];
    if parts.iter().all(|part| part.lines.is_empty()) {
        screen = screen.para(msg!("digest-nothing"));
    }
    if it.claims_waiting > 0 {
        screen = screen.para(msg!("digest-claims", count = it.claims_waiting));
    }
    if it.undelivered > 0 {
        screen = screen.para(msg!("digest-undelivered", count = it.undelivered));
    }
    let screen = tell(screen, parts);
    if it.undelivered > 0 {
        screen.go(msg!("key-troubles"), State::Home(AtHome::Troubles))
    } else {
        screen
    }
}

fn evening(mut screen: Screen, it: &Evening) -> Screen {
    let done = it.done.iter().map(|one| match one {
        DoneToday::SessionHeld(brief) => {
            visit(brief, msg!("digest-held", unit = words::cut(&brief.unit, 80)))
        }
        DoneToday::MinutesSigned(brief) => Line {
            said: msg!("digest-minutes-signed", unit = words::cut(&brief.unit, 80)),
            label: msg!("key-digest-minutes", unit = &brief.unit),
            to: State::minutes(brief.id),
        },
        DoneToday::AnswersSigned { submission, unit } => Line {
            said: msg!("digest-answers-signed", unit = unit),
            label: msg!("key-open-answers", unit = unit),
            to: State::fill(*submission),
        },
        DoneToday::DifficultyRemoved(it) => Line {
            said: msg!("digest-removed", unit = &it.unit, body = words::cut(&it.body, 80)),
            ..difficulty(it)
        },
        DoneToday::Paper(it) => paper(it),
    });
    let slipped = it.slipped.iter().map(|one| match one {
        Slipped::NotHeld(brief) => visit(brief, not_held(brief)),
        Slipped::Answers(line) => answers(line),
        Slipped::Paper(it) => paper(it),
    });
    let unanswered = it.unanswered.iter().map(|one| match one {
        Unanswered::Invitation { visit: brief, units } => {
            let at = words::near(brief.starts_at);
            let unit = words::cut(&brief.unit, 80);
            visit(brief, msg!("digest-invitation", unit = unit, at = at, units = *units))
        }
        Unanswered::AnotherTime(brief) => {
            visit(brief, msg!("digest-another-time", unit = words::cut(&brief.unit, 80)))
        }
        Unanswered::Difficulty(it) => difficulty(it),
        Unanswered::Claims { count } => Line {
            said: msg!("digest-claims", count = *count),
            label: msg!("key-my-work"),
            to: State::home(),
        },
    });
    let parts = vec![
        work(msg!("digest-done"), done.collect()),
        work(msg!("digest-slipped"), slipped.collect()),
        work(msg!("digest-unanswered"), unanswered.collect()),
    ];
    if parts.iter().all(|part| part.lines.is_empty()) {
        screen = screen.para(msg!("digest-nothing-today"));
    }
    tell(screen, parts)
}

fn not_held(brief: &VisitBrief) -> Msg {
    msg!(
        "digest-not-held",
        unit = words::cut(&brief.unit, 80),
        at = Arg::Time(clock::local(brief.starts_at))
    )
}

fn weekly(screen: Screen, it: &Weekly) -> Screen {
    let mut numbers = vec![];
    if it.supervision {
        numbers.push(msg!("digest-week-visits", count = it.visits_held));
        numbers.push(msg!("digest-week-minutes", count = it.minutes_signed));
        let (signed, late) = (it.answers_signed, it.answers_late.len());
        numbers.push(msg!("digest-week-answers", signed = signed, late = late));
    }
    numbers.extend([
        msg!(
            "digest-week-difficulties",
            new = it.difficulties_new,
            removed = it.difficulties_removed,
            open = it.difficulties_open
        ),
        msg!(
            "digest-week-recommendations",
            verified = it.recommendations_verified,
            late = it.recommendations_late
        ),
    ]);
    let screen = screen.lines(numbers);
    let late = it.answers_late.iter().map(answers).collect();
    let screen = match &it.progress {
        Some(progress) => campaign(
            screen
                .para(msg!("digest-week-campaign"))
                .line(msg!("digest-week-subtasks", count = it.subtasks_verified)),
            progress,
        ),
        None => screen,
    };
    let calendar = Action::Go(State::Visits(AtVisits::Calendar(Leaf::default())));
    tell(screen, vec![work(msg!("digest-overdue"), late)])
        .key_if(it.supervision, msg!("key-calendar"), calendar)
        .go(msg!("key-difficulties"), State::difficulties(Filter::default()))
        .go(msg!("key-recommendations"), State::recommendations(RecommendationFilter::default()))
}

/// How far the campaign is: what its picture shows, in words.
fn campaign(screen: Screen, it: &Progress) -> Screen {
    let title = msg!("digest-progress-title", title = words::cut(&it.title, 200));
    let screen = screen.lines(std::iter::once(title).chain(progress(it)).collect());
    let red: Vec<Msg> = it
        .red()
        .take(LINES)
        .map(|unit| {
            msg!(
                "digest-red-unit",
                unit = words::cut(&unit.name, 60),
                late = unit.late,
                done = unit.done,
                planned = unit.planned
            )
        })
        .collect();
    let screen = if red.is_empty() {
        screen.para(msg!("digest-no-red"))
    } else {
        screen.lines(std::iter::once(msg!("digest-red")).chain(red).collect())
    };
    let mut late: Vec<&SubtaskProgress> = it.late().collect();
    late.sort_by_key(|one| (-one.days_late(it.today), one.id));
    let late = late.into_iter().map(|one| {
        let (code, unit) = (&one.code, words::cut(&one.unit, 60));
        let title = words::cut(&one.title, 80);
        let days = one.days_late(it.today);
        Line {
            said: msg!("digest-late-subtask", code = code, title = title, unit = unit, days = days),
            label: msg!("key-digest-subtask", code = code, unit = words::cut(&one.unit, 40)),
            to: State::subtask(one.id),
        }
    });
    let all = AtCampaigns::subtasks(it.campaign, Sift::Overdue);
    let part = Part {
        heading: msg!("digest-late-subtasks"),
        lines: late.collect(),
        all: (msg!("key-digest-late-subtasks"), State::Campaigns(all)),
    };
    tell(screen, vec![part]).go(msg!("key-digest-open-campaign"), State::campaign(it.campaign))
}

/// The numbers of a campaign; also what stands under its picture.
pub fn progress(it: &Progress) -> Vec<Msg> {
    vec![
        msg!(
            "digest-progress-day",
            n = i64::from(it.day()),
            of = i64::from(it.length),
            last = it.last_day()
        ),
        msg!(
            "digest-progress-parts",
            done = it.done_so_far(),
            all = it.planned_in_all(),
            share = Arg::Ratio(it.done_so_far(), it.planned_in_all().max(1)),
            planned = it.planned_by_today()
        ),
        msg!(
            "digest-progress-units",
            red = it.red().count(),
            units = it.units.len(),
            late = it.late().count()
        ),
    ]
}
