//! What was said of an act, given out in the order in which its telling asks for it.

use chrono::{NaiveDate, NaiveDateTime};

use super::Unmade;
use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::Said;
use crate::conversation::words::refused;
use crate::domain::Refusal;
use crate::domain::delegations::{Period, Window};
use crate::domain::paper::Paper;
use crate::msg;
use crate::text::{self, Decimal, DocumentRef};

/// A telling hears what was said before, and then what is typed now.
pub struct Hearing<'a> {
    said: Vec<Said>,
    /// How much of it has been asked for.
    asked: usize,
    typed: Option<&'a str>,
    has_read: bool,
}

impl<'a> Hearing<'a> {
    pub(super) fn of(said: &[Said]) -> Hearing<'a> {
        Hearing { said: said.to_vec(), asked: 0, typed: None, has_read: false }
    }

    /// Answers the first thing that is not said.
    pub(super) fn and(self, typed: &'a str) -> Hearing<'a> {
        Hearing { typed: Some(typed), ..self }
    }

    /// What was asked for and is said.
    pub(super) fn heard(mut self) -> Vec<Said> {
        self.said.truncate(self.asked);
        self.said
    }

    /// What was typed has become part of it.
    pub(super) fn has_read(&self) -> bool {
        self.has_read
    }

    /// What was said to this question. What is typed to it goes through `read`.
    pub fn ask<T: Sayable>(
        &mut self,
        question: Screen,
        read: impl FnOnce(&str) -> Result<T, Msg>,
    ) -> Result<T, Unmade> {
        if let Some(before) = self.said.get(self.asked).cloned().and_then(T::from_said) {
            self.asked += 1;
            return Ok(before);
        }
        let answer = self.read(question, read)?;
        // What follows was said to something else.
        self.said.truncate(self.asked);
        self.said.push(answer.clone().into_said());
        self.asked += 1;
        Ok(answer)
    }

    /// A document's number with its date; the date alone is asked for where it was left out.
    pub fn paper(
        &mut self,
        question: Screen,
        read: impl FnOnce(&str) -> Result<DocumentRef, Msg>,
        undated: impl FnOnce(&str) -> Screen,
        read_date: impl FnOnce(&str) -> Result<NaiveDate, Msg>,
    ) -> Result<(String, NaiveDate), Unmade> {
        let DocumentRef { number, date } = self.ask(question, read)?;
        if let Some(date) = date {
            return Ok((number, date));
        }
        let date = self.read(undated(&number), read_date)?;
        self.said[self.asked - 1] = Said::Paper { number: number.clone(), date: Some(date) };
        Ok((number, date))
    }

    /// Nothing can be said as long as this stands in the way.
    pub fn stop(&mut self, refusal: &Refusal, about: impl FnOnce(Msg) -> Screen) -> Unmade {
        match self.typed {
            Some(_) => Unmade::Unread(refused(refusal)),
            None => Unmade::Asked(about(refused(refusal))),
        }
    }

    /// All that was said up to here, and this with one tap.
    pub fn and_say(&self, answer: impl Sayable) -> Vec<Said> {
        let so_far = self.said[..self.asked].iter().cloned();
        so_far.chain([answer.into_said()]).collect()
    }

    fn read<T>(
        &mut self,
        question: Screen,
        read: impl FnOnce(&str) -> Result<T, Msg>,
    ) -> Result<T, Unmade> {
        let Some(typed) = self.typed.take() else {
            return Err(Unmade::Asked(question));
        };
        let answer = read(typed).map_err(Unmade::Unread)?;
        self.has_read = true;
        Ok(answer)
    }
}

/// What can be said in answer to a question.
pub trait Sayable: Clone {
    fn into_said(self) -> Said;
    fn from_said(said: Said) -> Option<Self>;
}

macro_rules! sayable {
    ($($kind:ident: $type:ty),*) => {$(
        impl Sayable for $type {
            fn into_said(self) -> Said {
                Said::$kind(self)
            }

            fn from_said(said: Said) -> Option<Self> {
                match said {
                    Said::$kind(it) => Some(it),
                    _ => None,
                }
            }
        }
    )*};
}

sayable!(
    Words: String,
    Day: NaiveDate,
    Moment: NaiveDateTime,
    Days: Window,
    Years: Period,
    Figure: Decimal,
    Count: i32
);

/// What may be left open: the questions after it are asked all the same.
impl<T: Sayable> Sayable for Option<T> {
    fn into_said(self) -> Said {
        self.map_or(Said::Nothing, T::into_said)
    }

    fn from_said(said: Said) -> Option<Self> {
        match said {
            Said::Nothing => Some(None),
            said => T::from_said(said).map(Some),
        }
    }
}

impl Sayable for DocumentRef {
    fn into_said(self) -> Said {
        Said::Paper { number: self.number, date: self.date }
    }

    fn from_said(said: Said) -> Option<Self> {
        match said {
            Said::Paper { number, date } => Some(DocumentRef { number, date }),
            _ => None,
        }
    }
}

impl Sayable for Paper {
    fn into_said(self) -> Said {
        Said::Paper { number: self.number, date: Some(self.date) }
    }

    fn from_said(said: Said) -> Option<Self> {
        match said {
            Said::Paper { number, date: Some(date) } => Some(Paper { number, date }),
            _ => None,
        }
    }
}

/// Reads a reason, a note: kept as typed, within bounds.
pub fn words(limit: usize) -> impl Fn(&str) -> Result<String, Msg> {
    move |typed| match typed.trim() {
        "" => Err(refused(&Refusal::ReasonWanted)),
        text => bounded(text.to_owned(), limit),
    }
}

/// Reads a title, a name: in one line.
pub fn line(limit: usize) -> impl Fn(&str) -> Result<String, Msg> {
    move |typed| match text::single_line(typed) {
        line if line.is_empty() => Err(refused(&Refusal::NothingSaid)),
        line => bounded(line, limit),
    }
}

fn bounded(text: String, limit: usize) -> Result<String, Msg> {
    match text.chars().count() > limit {
        true => Err(msg!("note-too-long", limit = limit)),
        false => Ok(text),
    }
}
