//! What is done with a sub-task, by either side: what each act asks for, shows, and does.

use super::subtask::{act, command, go, making};
use super::{draft, phrases};
use crate::conversation::making::{Hearing, Made, Telling, Told, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Making, State, SubtaskMaking, Subtasking, Then};
use crate::conversation::view::{SubtaskData, View};
use crate::conversation::{Msg, words as w};
use crate::domain::Refusal;
use crate::domain::campaigns::{MAX_SAID, Operator, Subtask, SubtaskAct, WorkPart};
use crate::text::Decimal;
use crate::{msg, text};
use chrono::NaiveDate;

pub struct SubtaskActs<'a> {
    pub data: &'a SubtaskData,
    pub view: &'a View,
}

impl Telling for SubtaskActs<'_> {
    type Act = SubtaskMaking;

    fn tell(&self, what: &SubtaskMaking, hear: &mut Hearing) -> Told {
        let it = &self.data.it;
        let act = |it_does| act(it, it_does);
        let day = |typed: &str| draft::due(typed, &it.campaign_terms, self.view.wall().date());
        let files = msg!("subtask-files", count = self.data.files.len());
        match what {
            SubtaskMaking::Assign => Made::review(
                self.assignment().key(msg!("key-assign-subtask"), act(SubtaskAct::Assign)),
            ),
            SubtaskMaking::Remove => {
                let remove =
                    Action::Do { command: command(it, SubtaskAct::Remove), then: Then::Follow };
                Made::review(
                    self.about(msg!("subtask-remove-review"))
                        .key(msg!("key-remove-subtask"), remove),
                )
            }
            SubtaskMaking::Decline => {
                let reason = hear.ask(self.about(msg!("subtask-decline")), words(MAX_SAID))?;
                Made::review(
                    self.reasoned(msg!("subtask-decline-review"), &reason)
                        .key(msg!("key-decline-subtask"), act(SubtaskAct::Decline { reason })),
                )
            }
            SubtaskMaking::Value => {
                let value = hear.ask(self.value_asked(), |typed| read_value(typed, it))?;
                if !is_worse(value, it) {
                    return self.now(SubtaskAct::Value { value });
                }
                // It is often a slip.
                let unit = it.criterion.as_ref().map_or("", |it| it.unit.as_str());
                let value_said = phrases::quantity(value, unit);
                Made::review(
                    self.about(msg!("subtask-value-review", value = value_said))
                        .key(msg!("key-save-value"), act(SubtaskAct::Value { value })),
                )
            }
            SubtaskMaking::Part { part } => {
                let of = it.parts.iter().find(|other| other.id == *part);
                let done = hear.ask(self.part_asked(of), |typed| read_done(typed, of))?;
                self.now(SubtaskAct::Part { part: *part, done })
            }
            SubtaskMaking::Note => {
                let note = hear.ask(self.about(msg!("subtask-note-how")), words(MAX_SAID))?;
                self.now(SubtaskAct::Note { note })
            }
            SubtaskMaking::Block { difficulty, body } => Made::review(
                self.about(msg!("subtask-block-review"))
                    .para(msg!("reporting-quote", body = body))
                    .key(
                        msg!("key-block-subtask"),
                        act(SubtaskAct::Block { difficulty: *difficulty }),
                    ),
            ),
            SubtaskMaking::Claim => {
                if let Some(lack) = it.lacks() {
                    return Err(hear.stop(&lack, |lack| self.about(lack)));
                }
                let asked = self.about(msg!("subtask-claim")).line(files.clone());
                let note = hear.ask(asked, words(MAX_SAID))?;
                Made::review(
                    self.about(msg!("subtask-claim-review"))
                        .lines(phrases::reached(it).into_iter().collect())
                        .line(files)
                        .line(msg!("subtask-note", note = &note))
                        .key(msg!("key-claim-subtask"), act(SubtaskAct::Claim { note })),
                )
            }
            SubtaskMaking::AskTime => {
                let due_on = hear.ask(self.about(msg!("subtask-ask-time")), day)?;
                let why = self.about(msg!("subtask-ask-reason", due = due_on));
                let reason = hear.ask(why, words(MAX_SAID))?;
                Made::review(
                    self.dated(msg!("subtask-ask-review"), due_on, &reason)
                        .key(msg!("key-ask-time"), act(SubtaskAct::AskTime { due_on, reason })),
                )
            }
            SubtaskMaking::Verify => {
                let verify = |note| act(SubtaskAct::Verify { note });
                let asked = self
                    .about(msg!("subtask-verify"))
                    .lines(phrases::reached(it).into_iter().collect())
                    .line(msg!("subtask-note", note = &it.said))
                    .key(msg!("key-verify-subtask"), verify(String::new()));
                let note = hear.ask(asked, words(MAX_SAID))?;
                Made::review(
                    self.about(msg!("subtask-verify-review"))
                        .line(msg!("subtask-note", note = &note))
                        .key(msg!("key-verify-subtask"), verify(note)),
                )
            }
            SubtaskMaking::Return => {
                let reason = hear.ask(self.about(msg!("subtask-return")), words(MAX_SAID))?;
                Made::review(
                    self.reasoned(msg!("subtask-return-review"), &reason)
                        .key(msg!("key-return-subtask"), act(SubtaskAct::Return { reason })),
                )
            }
            SubtaskMaking::MoveDue => {
                let due_on = hear.ask(self.about(msg!("subtask-move-due")), day)?;
                let why = self.about(msg!("subtask-move-reason", due = due_on));
                let reason = hear.ask(why, words(MAX_SAID))?;
                let anew = Action::Go(making(it, SubtaskMaking::MoveDue));
                Made::offer(
                    self.dated(msg!("subtask-move-review"), due_on, &reason)
                        .key(msg!("key-move-due"), act(SubtaskAct::MoveDue { due_on, reason }))
                        .key(msg!("key-other-day"), anew),
                )
            }
            SubtaskMaking::RefuseTime => {
                let reason = hear.ask(self.about(msg!("subtask-refuse-time")), words(MAX_SAID))?;
                Made::review(
                    self.reasoned(msg!("subtask-refuse-review"), &reason)
                        .key(msg!("key-refuse-time"), act(SubtaskAct::RefuseTime { reason })),
                )
            }
        }
    }

    fn state(&self, making: Making<SubtaskMaking>) -> State {
        go(&self.data.it, Subtasking::Making(making))
    }

    fn out(&self, what: &SubtaskMaking) -> Option<State> {
        let at = match what {
            SubtaskMaking::Value | SubtaskMaking::Part { .. } | SubtaskMaking::Note => {
                Subtasking::Progress
            }
            SubtaskMaking::Block { .. } => Subtasking::Block,
            _ => return Some(State::subtask(self.data.it.id)),
        };
        Some(go(&self.data.it, at))
    }
}

impl SubtaskActs<'_> {
    fn about(&self, title: Msg) -> Screen {
        let it = &self.data.it;
        Screen::new(title).line(msg!("subtask-about", code = &it.code, title = &it.title))
    }

    fn reasoned(&self, title: Msg, reason: &str) -> Screen {
        self.about(title).para(msg!("subtask-reason", reason = reason))
    }

    /// Another due day: from which, to which, why.
    fn dated(&self, title: Msg, due_on: NaiveDate, reason: &str) -> Screen {
        let due = match self.data.it.due_on {
            Some(due) => msg!("subtask-due-from-to", from = due, to = due_on),
            None => msg!("subtask-due-on", due = due_on),
        };
        self.about(title).para(due).line(msg!("subtask-reason", reason = reason))
    }

    /// What goes out with an assignment.
    fn assignment(&self) -> Screen {
        let it = &self.data.it;
        let screen = self.about(msg!("subtask-assign-review")).para(match &it.criterion {
            Some(it) => msg!("subtask-criterion", criterion = phrases::criterion(it)),
            None => w::refused(&Refusal::CriterionMissing),
        });
        match (&it.lead, it.due_on) {
            (Some(_), Some(due)) => screen
                .line(msg!("subtask-lead", unit = &it.lead_name))
                .line(msg!("subtask-due-on", due = due)),
            _ => screen.line(w::refused(&Refusal::AssignmentIncomplete)),
        }
    }

    fn value_asked(&self) -> Screen {
        let it = &self.data.it;
        let criterion = it.criterion.as_ref().map(phrases::criterion);
        let criterion = criterion.map(|it| msg!("subtask-criterion", criterion = it));
        self.about(msg!("subtask-value"))
            .lines(criterion.into_iter().collect())
            .lines(phrases::reached(it).into_iter().collect())
    }

    fn part_asked(&self, part: Option<&WorkPart>) -> Screen {
        let part = part.map(|part| {
            let name = &part.name;
            msg!("subtask-part", name = name, done = part.done, planned = part.planned)
        });
        self.about(msg!("subtask-part-done")).lines(part.into_iter().collect())
    }

    fn now(&self, act: SubtaskAct) -> Told {
        let it = &self.data.it;
        Made::now(command(it, act), State::subtask(it.id))
    }
}

/// A figure as it is typed: a number, a percentage, or a share of which the percentage counts.
fn read_value(typed: &str, it: &Subtask) -> Result<Decimal, Msg> {
    let unit = it.criterion.as_ref().map_or("", |criterion| criterion.unit.as_str());
    let value = match unit.starts_with('%') {
        true => match text::parse_ratio(typed) {
            Ok(ratio) if typed.contains('/') => Ok(ratio.percent()),
            _ => text::parse_percent(typed),
        },
        false => text::parse_decimal(typed),
    };
    value.map_err(|_| msg!("note-value"))
}

/// Than the last one.
fn is_worse(value: Decimal, it: &Subtask) -> bool {
    let operator = it.criterion.as_ref().map(|it| it.operator);
    it.value.is_some_and(|last| match operator {
        Some(Operator::AtMost | Operator::LessThan) => value > last,
        _ => value < last,
    })
}

/// How much of a part is done.
fn read_done(typed: &str, part: Option<&WorkPart>) -> Result<i32, Msg> {
    let planned = part.map_or(0, |part| part.planned);
    let done = text::parse_integer(typed).ok().and_then(|done| i32::try_from(done).ok());
    done.filter(|done| (0..=planned).contains(done))
        .ok_or_else(|| w::refused(&Refusal::OutOfRange { from: 0, to: planned }))
}
