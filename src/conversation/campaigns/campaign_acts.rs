//! What its owner does with a campaign: what each act asks for, shows, and does.

use super::to;
use crate::conversation::Msg;
use crate::conversation::delegations::terms;
use crate::conversation::making::{Hearing, Made, Telling, Told, line, words};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, CampaignMaking, Campaigning, Making, State, Then};
use crate::conversation::view::View;
use crate::domain::Command;
use crate::domain::campaigns::{
    AddTask, Campaign, CampaignAct, CampaignCommand, MAX_SAID, MAX_TITLE, MoveCampaign,
};
use crate::msg;

pub struct CampaignActs<'a> {
    pub it: &'a Campaign,
    pub view: &'a View,
}

impl Telling for CampaignActs<'_> {
    type Act = CampaignMaking;

    fn tell(&self, what: &CampaignMaking, hear: &mut Hearing) -> Told {
        let it = self.it;
        match what {
            CampaignMaking::AddTask => {
                let title = hear.ask(Screen::new(msg!("campaign-add-task")), line(MAX_TITLE))?;
                let add = CampaignCommand::AddTask(AddTask { campaign: it.id, title });
                Made::now(Command::Campaigns(add), to(it.id, Campaigning::Tasks))
            }
            CampaignMaking::Approve => {
                let (number, date) = hear.paper(
                    self.about(msg!("campaign-approve")),
                    terms::basis,
                    |number| self.about(msg!("campaign-approve-date", number = number)),
                    |typed| terms::past_date(typed, self.view.wall()),
                )?;
                Made::review(
                    self.about(msg!("campaign-approve-review"))
                        .line(msg!("campaign-basis", number = &number, date = date))
                        .para(msg!("campaign-approve-effect"))
                        .key(
                            msg!("key-approve-campaign"),
                            self.act(CampaignAct::Approve { number, date }),
                        ),
                )
            }
            CampaignMaking::Begin => Made::review(
                self.about(msg!("campaign-begin-review"))
                    .line(super::span(it))
                    .key(msg!("key-begin-campaign"), self.act(CampaignAct::Begin)),
            ),
            CampaignMaking::End => {
                let last = it.terms.ends_on();
                // From its last day on it may end without a word.
                let asked = match self.view.wall().date() >= last {
                    true => self.end(String::new()),
                    false => self.about(msg!("campaign-end-early", day = last)),
                };
                let reason = hear.ask(asked, words(MAX_SAID))?;
                Made::review(self.end(reason))
            }
            CampaignMaking::Evaluate => {
                let evaluation =
                    hear.ask(self.about(msg!("campaign-evaluate")), words(MAX_SAID))?;
                Made::review(self.said(msg!("campaign-evaluate-review"), &evaluation).key(
                    msg!("key-evaluate-campaign"),
                    self.act(CampaignAct::Evaluate { evaluation }),
                ))
            }
            CampaignMaking::Cancel => {
                let reason = hear.ask(self.about(msg!("campaign-cancel")), words(MAX_SAID))?;
                Made::review(
                    self.said(msg!("campaign-cancel-review"), &reason)
                        .key(msg!("key-cancel-campaign"), self.act(CampaignAct::Cancel { reason })),
                )
            }
        }
    }

    fn state(&self, making: Making<CampaignMaking>) -> State {
        to(self.it.id, Campaigning::Making(making))
    }

    fn out(&self, what: &CampaignMaking) -> Option<State> {
        Some(match what {
            CampaignMaking::AddTask => to(self.it.id, Campaigning::Tasks),
            _ => State::campaign(self.it.id),
        })
    }
}

impl CampaignActs<'_> {
    fn about(&self, title: Msg) -> Screen {
        Screen::new(title).line(msg!("campaign-named", title = &self.it.terms.title))
    }

    fn said(&self, title: Msg, said: &str) -> Screen {
        let screen = self.about(title);
        match said {
            "" => screen,
            said => screen.para(msg!("campaign-said", said = said)),
        }
    }

    fn end(&self, reason: String) -> Screen {
        self.said(msg!("campaign-end-review"), &reason)
            .para(msg!("campaign-end-effect"))
            .key(msg!("key-end-campaign"), self.act(CampaignAct::End { reason }))
    }

    fn act(&self, act: CampaignAct) -> Action {
        let (campaign, version) = (self.it.id, self.it.version);
        let command = CampaignCommand::MoveCampaign(MoveCampaign { campaign, version, act });
        Action::Do {
            command: Command::Campaigns(command),
            then: Then::Go(State::campaign(campaign)),
        }
    }
}
