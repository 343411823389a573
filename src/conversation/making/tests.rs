use super::*;
use crate::conversation::screen::Press;
use crate::conversation::state::{Action, AtCampaigns, Proposing, Said};
use crate::domain::people::{PersonCommand, Setting};
use crate::text::document_number;
use chrono::NaiveDate;

/// The acts of a thing that has one.
struct Only(fn(&mut Hearing) -> Told);

impl Telling for Only {
    type Act = Proposing;

    fn tell(&self, _: &Proposing, hear: &mut Hearing) -> Told {
        self.0(hear)
    }

    fn state(&self, making: Making<Proposing>) -> State {
        State::Campaigns(AtCampaigns::Proposing(making))
    }

    fn out(&self, _: &Proposing) -> Option<State> {
        Some(State::home())
    }
}

fn making(said: Vec<Said>) -> Making<Proposing> {
    Making { what: Proposing, said }
}

fn kept(state: &State) -> Vec<Said> {
    match state {
        State::Campaigns(AtCampaigns::Proposing(making)) => making.said.clone(),
        other => panic!("{other:?}"),
    }
}

/// What was said once `words` have been typed.
fn after(of: &Only, said: Vec<Said>, words: &str) -> Vec<Said> {
    match typed(of, &making(said), words) {
        Step { command: None, then: Then::Go(state), .. } => kept(&state),
        other => panic!("{other:?}"),
    }
}

/// The key of the first line, and where back leads.
fn shown(of: &Only, said: Vec<Said>) -> (&'static str, State) {
    let screen = screen(of, &making(said)).unwrap();
    let back = match &screen.keys.last().unwrap()[0].press {
        Press::Act(Action::Go(state)) => state.clone(),
        other => panic!("{other:?}"),
    };
    (screen.body[0][0].key, back)
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 11, day).unwrap()
}

fn said(word: &str) -> Said {
    Said::Words(word.to_owned())
}

/// A day, why, a review.
fn ask_time(hear: &mut Hearing) -> Told {
    let read = |typed: &str| typed.parse().map(day).map_err(|_| msg!("note-value"));
    let due = hear.ask(Screen::new(msg!("subtask-ask-time")), read)?;
    hear.ask(Screen::new(msg!("subtask-ask-reason", due = due)), words(20))?;
    Made::review(Screen::new(msg!("subtask-ask-review")))
}

#[test]
fn one_thing_is_asked_after_the_other_and_reviewed() {
    let act = Only(ask_time);
    assert_eq!(shown(&act, vec![]).0, "subtask-ask-time");
    let said_day = after(&act, vec![], "24");
    assert_eq!(said_day, [Said::Day(day(24))]);
    assert_eq!(shown(&act, said_day.clone()).0, "subtask-ask-reason");
    let all = after(&act, said_day, "rain");
    assert_eq!(all, [Said::Day(day(24)), said("rain")]);
    assert_eq!(shown(&act, all).0, "subtask-ask-review");
}

#[test]
fn what_is_not_understood_is_asked_again() {
    let step = typed(&Only(ask_time), &making(vec![]), "soon");
    assert_eq!(step.notes, [msg!("note-value")]);
    assert_eq!(step, Step::go(Only(ask_time).state(making(vec![]))).note(msg!("note-value")));
}

#[test]
fn back_leads_one_question_back_and_then_out() {
    let act = Only(ask_time);
    let all = vec![Said::Day(day(24)), said("rain")];
    let (_, back) = shown(&act, all);
    assert_eq!(kept(&back), [Said::Day(day(24))]);
    let (_, back) = shown(&act, kept(&back));
    assert_eq!(kept(&back), []);
    assert_eq!(shown(&act, vec![]).1, State::home());
}

#[test]
fn what_is_typed_at_a_review_is_said_instead_of_the_last() {
    let all = vec![Said::Day(day(24)), said("rain")];
    assert_eq!(after(&Only(ask_time), all, "storm"), [Said::Day(day(24)), said("storm")]);
}

#[test]
fn what_was_said_to_another_question_does_not_count() {
    let strange = vec![said("rain"), said("rain")];
    assert_eq!(shown(&Only(ask_time), strange.clone()).0, "subtask-ask-time");
    assert_eq!(after(&Only(ask_time), strange, "24"), [Said::Day(day(24))]);
}

#[test]
fn a_paper_is_one_thing_whether_its_date_came_with_it_or_not() {
    let act = Only(|hear| {
        hear.paper(
            Screen::new(msg!("campaign-approve")),
            |typed| document_number(typed).ok_or(msg!("note-basis-not-understood")),
            |number| Screen::new(msg!("campaign-approve-date", number = number)),
            |typed| typed.parse().map(day).map_err(|_| msg!("note-value")),
        )?;
        Made::review(Screen::new(msg!("campaign-approve-review")))
    });
    let paper = |date| Said::Paper { number: "12/QĐ-UBND".to_owned(), date };
    assert_eq!(after(&act, vec![], "12/QĐ-UBND 24/11/2023"), [paper(Some(day(24)))]);
    let undated = after(&act, vec![], "12/QĐ-UBND");
    assert_eq!(undated, [paper(None)]);
    assert_eq!(shown(&act, undated.clone()).0, "campaign-approve-date");
    assert_eq!(after(&act, undated, "24"), [paper(Some(day(24)))]);
    assert_eq!(kept(&shown(&act, vec![paper(Some(day(24)))]).1), []);
}

/// A number that may be left open, then why.
fn limit(hear: &mut Hearing) -> Told {
    let read = |typed: &str| match typed {
        "later" => Ok(None),
        typed => typed.parse::<i32>().map(Some).map_err(|_| msg!("note-value")),
    };
    let asked = Screen::new(msg!("founding-quota"))
        .go(msg!("key-not-yet"), Only(limit).state(making(hear.and_say(None::<i32>))));
    let limit = hear.ask(asked, read)?;
    hear.ask(Screen::new(msg!("campaign-cancel")), words(20))?;
    Made::review(Screen::new(match limit {
        Some(_) => msg!("subtask-move-review"),
        None => msg!("subtask-remove-review"),
    }))
}

#[test]
fn what_is_left_open_is_said_in_words_or_with_a_button_and_the_next_is_asked() {
    let act = Only(limit);
    let open = after(&act, vec![], "later");
    assert_eq!(open, [Said::Nothing]);
    let button = &screen(&act, &making(vec![])).unwrap().keys[0][0].press;
    assert!(matches!(button, Press::Act(Action::Go(state)) if kept(state) == open));
    assert_eq!(shown(&act, open.clone()).0, "campaign-cancel");
    assert_eq!(kept(&shown(&act, open.clone()).1), []);
    assert_eq!(shown(&act, after(&act, open, "rain")).0, "subtask-remove-review");
    let some = after(&act, vec![], "12");
    assert_eq!(some, [Said::Count(12)]);
    assert_eq!(shown(&act, after(&act, some, "rain")).0, "subtask-move-review");
}

#[test]
fn what_needs_no_review_is_done_at_once_and_said_to_be() {
    let then = State::home();
    let step = typed(
        &Only(|hear| {
            hear.ask(Screen::new(msg!("subtask-note-how")), words(20))?;
            Made::noted(
                Command::People(PersonCommand::Choose(Setting::Nights(true))),
                State::home(),
                msg!("note-noted"),
            )
        }),
        &making(vec![]),
        "rain",
    );
    assert!(step.command.is_some());
    assert_eq!((step.then, step.notes), (Then::Go(then), vec![msg!("note-noted")]));
}

#[test]
fn nothing_can_be_typed_where_nothing_is_asked() {
    let step = typed(
        &Only(|_| Made::review(Screen::new(msg!("subtask-remove-review")))),
        &making(vec![]),
        "x",
    );
    assert_eq!(step.notes, [msg!("note-nothing-to-type")]);
}
