//! Proposing a campaign, one question a message.

use crate::conversation::making::{Hearing, Made, Telling, Told, line};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtCampaigns, Making, Proposing, State, Then};
use crate::conversation::view::View;
use crate::conversation::{Msg, words};
use crate::domain::campaigns::{
    CampaignCommand, CampaignTerms, MAX_DAYS, MAX_TITLE, ProposeCampaign,
};
use crate::domain::{Command, Refusal};
use crate::{msg, text};

/// The length that is offered: sixty days and nights.
const SIXTY: i32 = 60;

pub struct Proposals<'a> {
    pub view: &'a View,
}

impl Telling for Proposals<'_> {
    type Act = Proposing;

    fn tell(&self, what: &Proposing, hear: &mut Hearing) -> Told {
        let today = self.view.wall().date();
        let title = hear.ask(Screen::new(msg!("proposing-title")), line(MAX_TITLE))?;
        let owner_body = hear.ask(Screen::new(msg!("proposing-owner")), line(MAX_TITLE))?;
        let starts_on = hear.ask(Screen::new(msg!("proposing-start")), |typed| {
            text::parse_date(typed, today).map_err(|error| words::moment_error(&error))
        })?;
        let sixty = self.state(Making { what: *what, said: hear.and_say(SIXTY) });
        let length =
            Screen::new(msg!("proposing-length")).go(msg!("key-days", count = SIXTY), sixty);
        let length_days = hear.ask(length, read_days)?;
        let terms = CampaignTerms { title, owner_body, starts_on, length_days };
        Made::review(review(terms))
    }

    fn state(&self, making: Making<Proposing>) -> State {
        State::Campaigns(AtCampaigns::Proposing(making))
    }

    fn out(&self, _: &Proposing) -> Option<State> {
        Some(State::Campaigns(AtCampaigns::List))
    }
}

fn review(terms: CampaignTerms) -> Screen {
    let (from, to) = (terms.starts_on, terms.ends_on());
    let screen = Screen::new(msg!("proposing-review"))
        .para(msg!("campaign-title", title = &terms.title))
        .line(msg!("campaign-owner", body = &terms.owner_body))
        .line(msg!("campaign-span", from = from, to = to, days = terms.length_days));
    let propose = CampaignCommand::ProposeCampaign(ProposeCampaign { terms });
    let command = Command::Campaigns(propose);
    screen.key(msg!("key-propose-now"), Action::Do { command, then: Then::Follow })
}

fn read_days(typed: &str) -> Result<i32, Msg> {
    let days = text::parse_integer(typed).ok().and_then(|days| i32::try_from(days).ok());
    days.filter(|days| (1..=MAX_DAYS).contains(days))
        .ok_or_else(|| words::refused(&Refusal::OutOfRange { from: 1, to: MAX_DAYS }))
}
