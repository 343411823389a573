//! Proposing a campaign, one question a message.

use super::one_line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtCampaigns, Proposing, State, Step, Then};
use crate::conversation::view::View;
use crate::conversation::{Msg, words};
use crate::domain::campaigns::{
    CampaignCommand, CampaignTerms, MAX_DAYS, MAX_TITLE, ProposeCampaign,
};
use crate::domain::{Command, Refusal};
use crate::{msg, text};

/// The length that is offered: sixty days and nights.
const SIXTY: i32 = 60;

pub fn screen(at: &Proposing) -> Screen {
    let to = |it| State::Campaigns(AtCampaigns::Proposing(it));
    match at {
        Proposing::Title => {
            Screen::new(msg!("proposing-title")).back(State::Campaigns(AtCampaigns::List))
        }
        Proposing::Owner { .. } => Screen::new(msg!("proposing-owner")).back(to(Proposing::Title)),
        Proposing::Start { title, .. } => {
            Screen::new(msg!("proposing-start")).back(to(Proposing::Owner { title: title.clone() }))
        }
        Proposing::Length { title, owner, starts_on } => {
            let sixty = CampaignTerms {
                title: title.clone(),
                owner_body: owner.clone(),
                starts_on: *starts_on,
                length_days: SIXTY,
            };
            Screen::new(msg!("proposing-length"))
                .key(msg!("key-days", count = SIXTY), Action::Go(to(Proposing::Review(sixty))))
                .back(to(Proposing::Start { title: title.clone(), owner: owner.clone() }))
        }
        Proposing::Review(terms) => {
            let (from, until) = (terms.starts_on, terms.ends_on());
            let command = Command::Campaigns(CampaignCommand::ProposeCampaign(ProposeCampaign {
                terms: terms.clone(),
            }));
            let (title, owner) = (terms.title.clone(), terms.owner_body.clone());
            Screen::new(msg!("proposing-review"))
                .para(msg!("campaign-title", title = &terms.title))
                .line(msg!("campaign-owner", body = &terms.owner_body))
                .line(msg!("campaign-span", from = from, to = until, days = terms.length_days))
                .key(msg!("key-propose-now"), Action::Do { command, then: Then::Follow })
                .back(to(Proposing::Length { title, owner, starts_on: from }))
        }
    }
}

pub fn typed(at: &Proposing, typed: &str, view: &View) -> Step {
    match read(at, typed, view) {
        Ok(next) => Step::go(State::Campaigns(AtCampaigns::Proposing(next))),
        Err(note) => Step::go(State::Campaigns(AtCampaigns::Proposing(at.clone()))).note(note),
    }
}

fn read(at: &Proposing, typed: &str, view: &View) -> Result<Proposing, Msg> {
    Ok(match at {
        Proposing::Title => Proposing::Owner { title: one_line(typed, MAX_TITLE)? },
        Proposing::Owner { title } => {
            Proposing::Start { title: title.clone(), owner: one_line(typed, MAX_TITLE)? }
        }
        Proposing::Start { title, owner } => {
            let today = view.wall().date();
            let starts_on =
                text::parse_date(typed, today).map_err(|error| words::moment_error(&error))?;
            Proposing::Length { title: title.clone(), owner: owner.clone(), starts_on }
        }
        Proposing::Length { title, owner, starts_on } => {
            let days = text::parse_integer(typed).ok().and_then(|days| i32::try_from(days).ok());
            let length_days = days
                .filter(|days| (1..=MAX_DAYS).contains(days))
                .ok_or_else(|| words::refused(&Refusal::OutOfRange { from: 1, to: MAX_DAYS }))?;
            Proposing::Review(CampaignTerms {
                title: title.clone(),
                owner_body: owner.clone(),
                starts_on: *starts_on,
                length_days,
            })
        }
        Proposing::Review(_) => return Err(msg!("note-nothing-to-type")),
    })
}
