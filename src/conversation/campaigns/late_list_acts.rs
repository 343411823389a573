//! What is done with a late list, and what a unit says to its line: what each act asks for, shows,
//! and does.

use super::late_list::{act, go, heading, line, lines};
use crate::conversation::making::{Hearing, Made, Telling, Told, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, LateListMaking, LateListing, Making, Objecting, State, Then,
};
use crate::conversation::{Msg, words as w};
use crate::domain::campaigns::{
    CampaignCommand, LateLine, LateList, LateListAct, MAX_SAID, ObjectToLateLine,
};
use crate::domain::{Command, LateLineId};
use crate::msg;

pub struct LateListActs<'a> {
    pub it: &'a LateList,
}

impl Telling for LateListActs<'_> {
    type Act = LateListMaking;

    fn tell(&self, what: &LateListMaking, hear: &mut Hearing) -> Told {
        let act = |does| act(self.it, does);
        match what {
            LateListMaking::Strike { line } => {
                let line = *line;
                let reason = hear.ask(self.of(msg!("late-strike"), line), words(MAX_SAID))?;
                Made::review(
                    self.of(msg!("late-strike-review"), line)
                        .para(msg!("subtask-reason", reason = &reason))
                        .key(msg!("key-strike"), act(LateListAct::Strike { line, reason })),
                )
            }
            LateListMaking::Correct { line } => {
                let line = *line;
                let reason = hear.ask(self.of(msg!("late-correct"), line), words(MAX_SAID))?;
                Made::review(
                    self.of(msg!("late-correct-review"), line)
                        .para(msg!("subtask-reason", reason = &reason))
                        .key(msg!("key-correct-list"), act(LateListAct::Correct { line, reason })),
                )
            }
            LateListMaking::Prepare => Made::review(
                self.whole(msg!("late-prepare-review"))
                    .key(msg!("key-prepare-list"), act(LateListAct::Prepare)),
            ),
            LateListMaking::Approve => Made::review(
                self.whole(msg!("late-approve-review"))
                    .key(msg!("key-approve-list"), act(LateListAct::Approve)),
            ),
            LateListMaking::SendBack => {
                let reason = hear.ask(self.about(msg!("late-send-back")), words(MAX_SAID))?;
                Made::review(
                    self.about(msg!("late-send-back-review"))
                        .para(msg!("subtask-reason", reason = &reason))
                        .key(msg!("key-send-back-list"), act(LateListAct::SendBack { reason })),
                )
            }
            LateListMaking::Issue { chat, title } => {
                Made::review(self.whole(msg!("late-issue-review", chat = title)).key(
                    msg!("key-post-in", chat = w::cut(title, 40)),
                    act(LateListAct::Issue { chat: *chat }),
                ))
            }
        }
    }

    fn state(&self, making: Making<LateListMaking>) -> State {
        go(self.it, LateListing::Making(making))
    }

    fn out(&self, what: &LateListMaking) -> Option<State> {
        let at = match what {
            LateListMaking::Strike { line } | LateListMaking::Correct { line } => {
                LateListing::Line { line: *line }
            }
            LateListMaking::Issue { .. } => LateListing::Groups,
            LateListMaking::Prepare | LateListMaking::Approve | LateListMaking::SendBack => {
                return Some(State::late_list(self.it.id));
            }
        };
        Some(go(self.it, at))
    }
}

impl LateListActs<'_> {
    fn about(&self, title: Msg) -> Screen {
        Screen::new(title).line(heading(self.it))
    }

    fn of(&self, title: Msg, id: LateLineId) -> Screen {
        let of = self.it.lines.iter().find(|line| line.id == id);
        self.about(title).lines(of.map(line).unwrap_or_default())
    }

    /// With all that stands on it.
    fn whole(&self, title: Msg) -> Screen {
        lines(self.about(title), self.it.standing())
    }
}

pub struct Objections<'a> {
    pub list: &'a LateList,
    pub line: &'a LateLine,
}

impl Telling for Objections<'_> {
    type Act = Objecting;

    fn tell(&self, what: &Objecting, hear: &mut Hearing) -> Told {
        let about = |title| Screen::new(title).line(heading(self.list)).lines(line(self.line));
        let objection = hear.ask(about(msg!("late-object")), words(MAX_SAID))?;
        let screen =
            about(msg!("late-object-review")).para(msg!("late-objection", said = &objection));
        let object = ObjectToLateLine { line: what.line, objection };
        let command = Command::Campaigns(CampaignCommand::ObjectToLateLine(object));
        Made::review(
            screen.key(msg!("key-object"), Action::Do { command, then: Then::Go(State::home()) }),
        )
    }

    fn state(&self, making: Making<Objecting>) -> State {
        State::Campaigns(AtCampaigns::Objecting(making))
    }

    /// It is asked under a notice.
    fn out(&self, _: &Objecting) -> Option<State> {
        None
    }
}
