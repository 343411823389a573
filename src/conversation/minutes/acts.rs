//! What is done with minutes: what each act asks for, shows, and does.

use super::signers::{seat_name, signer, unit_name};
use super::{code, go, making, settle, title, to};
use crate::conversation::making::{Hearing, Made, Telling, Told, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtMinutes, Making, MinutesMaking, State, Then};
use crate::conversation::view::MinutesData;
use crate::conversation::words as w;
use crate::domain::minutes::{
    DraftAct, DraftMinutes, FrozenAct, MAX_CONCLUSION, MinutesCommand, MinutesState, Seat,
};
use crate::domain::{Command, Refusal};
use crate::{msg, text};

/// Longest reason of a return or note about paper, characters.
const MAX_REASON: usize = 500;

pub struct MinutesActs<'a> {
    pub data: &'a MinutesData,
}

impl Telling for MinutesActs<'_> {
    type Act = MinutesMaking;

    fn tell(&self, what: &MinutesMaking, hear: &mut Hearing) -> Told {
        let minutes = &self.data.minutes;
        match what {
            MinutesMaking::Conclude { replaces } => {
                let text = hear.ask(self.conclusion(*replaces), words(MAX_CONCLUSION))?;
                let command = self.draft(DraftAct::Conclude { text, replaces: *replaces });
                let on = Making::of(MinutesMaking::Conclude { replaces: None });
                Made::noted(command, self.state(on), msg!("note-conclusion-kept"))
            }
            MinutesMaking::Freeze => {
                let screen = title(minutes)
                    .para(msg!("minutes-freeze-what"))
                    .lines(minutes.seats.iter().map(|seat| signer(minutes, seat)).collect());
                if minutes.conclusion.is_empty() {
                    let conclude = making(minutes, MinutesMaking::Conclude { replaces: None });
                    return Err(hear.stop(&Refusal::ConclusionWanted, |lack| {
                        screen.para(lack).key(msg!("key-minutes-conclusion"), conclude)
                    }));
                }
                let Some(content) = &self.data.content else { return Made::review(screen) };
                let command = self.draft(DraftAct::Freeze { content: content.digest() });
                let then = Then::Go(to(minutes, AtMinutes::Signers));
                Made::review(
                    screen.key(msg!("key-minutes-freeze-now"), Action::Do { command, then }),
                )
            }
            MinutesMaking::Sign { seat } => {
                let open = minutes.state == MinutesState::Frozen;
                let sign = settle(minutes, FrozenAct::Sign { seat: *seat });
                let instead = making(minutes, MinutesMaking::Return);
                Made::review(
                    self.signed_text(*seat)
                        .key_if(open, msg!("key-minutes-sign-now"), sign)
                        .key_if(open, msg!("key-minutes-return"), instead),
                )
            }
            MinutesMaking::Return => {
                let why = title(minutes).para(msg!("minutes-return-why"));
                let reason = hear.ask(why, words(MAX_REASON))?;
                let screen = title(minutes)
                    .para(msg!("minutes-return-what"))
                    .para(msg!("visit-reason", reason = &reason));
                let back = settle(minutes, FrozenAct::Return { reason });
                Made::review(screen.key(msg!("key-minutes-return-now"), back))
            }
            MinutesMaking::Paper { unit } => {
                let unit = *unit;
                let name = unit_name(minutes, Seat::Unit(unit));
                let how = title(minutes).para(msg!("minutes-paper-how", unit = name));
                let note = hear.ask(how, words(MAX_REASON))?;
                let screen = title(minutes)
                    .para(msg!("minutes-paper-what", unit = name))
                    .para(msg!("reporting-quote", body = &note));
                let record = settle(minutes, FrozenAct::RecordPaper { unit, note });
                Made::review(screen.key(msg!("key-minutes-paper-now"), record))
            }
        }
    }

    fn state(&self, making: Making<MinutesMaking>) -> State {
        to(&self.data.minutes, AtMinutes::Making(making))
    }

    fn out(&self, what: &MinutesMaking) -> Option<State> {
        let minutes = &self.data.minutes;
        Some(match what {
            MinutesMaking::Conclude { .. } => State::visit(minutes.visit.id),
            MinutesMaking::Freeze | MinutesMaking::Sign { .. } => State::minutes(minutes.visit.id),
            MinutesMaking::Return | MinutesMaking::Paper { .. } => to(minutes, AtMinutes::Signers),
        })
    }
}

impl MinutesActs<'_> {
    fn draft(&self, act: DraftAct) -> Command {
        let visit = self.data.minutes.visit.id;
        Command::Minutes(MinutesCommand::DraftMinutes(DraftMinutes { visit, act }))
    }

    /// What is there, and how more comes.
    fn conclusion(&self, replaces: Option<i32>) -> Screen {
        let minutes = &self.data.minutes;
        let mut screen = title(minutes).para(match replaces {
            Some(_) => msg!("minutes-conclusion-anew"),
            None => msg!("minutes-conclusion-how"),
        });
        if minutes.conclusion.is_empty() {
            screen = screen.para(msg!("minutes-text-conclusion-none"));
        } else {
            // The end of it: what comes next is put there.
            let pieces = text::split_message(&minutes.conclusion, 3000);
            let last = pieces.last().cloned().unwrap_or_default();
            screen = if pieces.len() > 1 {
                screen.para(msg!("minutes-conclusion-end", text = last))
            } else {
                screen.para(msg!("minutes-piece", text = last))
            };
            let anew = MinutesMaking::Conclude { replaces: Some(minutes.revision) };
            screen = screen.key_if(
                replaces.is_none(),
                msg!("key-minutes-conclusion-anew"),
                making(minutes, anew),
            );
        }
        screen.key(msg!("key-minutes-read"), go(minutes, AtMinutes::Read { page: 0 }))
    }

    /// What a signature stands under.
    fn signed_text(&self, seat: Seat) -> Screen {
        let minutes = &self.data.minutes;
        let mut screen = title(minutes).para(msg!("minutes-sign-what"));
        if let Some(frozen) = &minutes.frozen {
            let counts = frozen.content.units.iter().filter_map(|unit| unit.answers.as_ref());
            let adjusted: usize = counts.map(|answers| answers.counts.adjusted).sum();
            screen = screen
                .para(msg!("minutes-sign-as", seat = seat_name(minutes, seat)))
                .line(msg!("minutes-sum-notes", count = frozen.content.notes.len()))
                .line(msg!("minutes-sum-adjusted", count = adjusted))
                .line(msg!("minutes-sum-difficulties", count = frozen.content.difficulties.len()))
                .line(msg!(
                    "minutes-sum-conclusion",
                    text = w::cut(&frozen.content.conclusion, 700)
                ));
        }
        screen.lines(code(minutes).into_iter().collect())
    }
}
