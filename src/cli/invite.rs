//! `invite`: one-time links for the people of the council office.

use anyhow::{Context as _, bail};
use chrono::Duration;

use super::{council, database, telegram};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::people::{INVITE_DAYS, token_digest, token_text};
use crate::domain::{CouncilId, InviteId, Role, Scope};
use crate::render::Words;
use crate::store::people::NewInvite;
use crate::store::{Tx, fresh_token, people};
use crate::text::Style;
use crate::{clock, text};

/// Roles that are given from the command line: they are held in the whole council.
pub const ROLES: [Role; 4] =
    [Role::Administrator, Role::Secretariat, Role::StandingBody, Role::Observer];

#[derive(clap::Args, Debug)]
pub struct Invite {
    /// What the person will be.
    #[arg(long, value_parser = ROLES.map(Role::code))]
    role: String,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// Their phone number: only the account that has it can use the link.
    #[arg(long)]
    phone: Option<String>,
    /// The council's code; not needed when there is one only.
    #[arg(long, value_name = "CODE")]
    council: Option<String>,
    /// Days until the link expires.
    #[arg(long, value_name = "N", default_value_t = INVITE_DAYS,
          value_parser = clap::value_parser!(i64).range(1..=90))]
    days: i64,
    /// The bot's user name; without it Telegram is asked.
    #[arg(long, value_name = "NAME", value_parser = username)]
    pub username: Option<String>,
}

/// A bot's user name as people write it.
pub fn username(typed: &str) -> Result<String, String> {
    let name = typed.trim().trim_start_matches('@');
    let spelled = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if (5..=32).contains(&name.len()) && spelled {
        Ok(name.to_owned())
    } else {
        Err("not a user name of Telegram's".to_owned())
    }
}

pub async fn run(options: Invite, config: &Config) -> anyhow::Result<()> {
    let role = options.role.parse::<Role>().context("an unknown role")?;
    let name = text::normalise(&options.name);
    if name.is_empty() {
        bail!("--name is empty");
    }
    let phone = match &options.phone {
        None => None,
        Some(typed) => Some(text::phone_number(typed).context(
            "--phone is no Vietnamese phone number; write e.g. 0912345678 or +84912345678",
        )?),
    };
    let store = database::open(config).await?;
    let links = Links::new(options.username, config).await?;
    let mut tx = store.begin().await?;
    let council = council::chosen(&mut tx, options.council.as_deref()).await?;
    let person = Person { name: &name, role, scope: Scope::Council, phone: phone.as_deref() };
    let (_, link, until) = links.invite(&mut tx, council, person, options.days).await?;
    tx.commit().await?;

    super::say(&link)?;
    eprintln!("one-time link for {name} ({}), until {until}", role.code());
    match phone {
        Some(phone) => {
            eprintln!("The bot asks for the account's own phone number: it must be {phone}.")
        }
        None => eprintln!(
            "Without --phone, whoever opens the link first becomes {name}: hand it over in person."
        ),
    }
    Ok(())
}

/// Somebody to be invited.
pub struct Person<'a> {
    pub name: &'a str,
    pub role: Role,
    pub scope: Scope,
    /// E.164.
    pub phone: Option<&'a str>,
}

/// Makes links that open the bot.
pub struct Links(Words);

impl Links {
    /// The user name, or what Telegram says of the token.
    pub async fn new(username: Option<String>, config: &Config) -> anyhow::Result<Links> {
        let username = match username {
            Some(username) => username,
            None => {
                let (bot, _) = telegram::bot(config)?;
                let asked = telegram::ask(&bot).await;
                let explain = |error| {
                    let why = telegram::explain(&error, &config.api_url);
                    anyhow::anyhow!("{why}; or name the bot with --username")
                };
                asked.map_err(explain)?.username
            }
        };
        Ok(Links(Words::load(&username)?))
    }

    /// Makes the person, the grant and the invite, with its line in the audit. The link itself is
    /// kept nowhere: only its digest is.
    pub async fn invite(
        &self,
        tx: &mut Tx,
        council: CouncilId,
        person: Person<'_>,
        days: i64,
    ) -> anyhow::Result<(InviteId, String, String)> {
        let now = Clock::System.now();
        let token = fresh_token().context("no random bits could be had")?;
        let token = token_text(&token);
        let (invite, id) = people::fresh_ids(tx).await?;
        let expires_at = now + Duration::days(days);
        let new = NewInvite {
            invite,
            person: id,
            council,
            name: person.name,
            role: person.role,
            scope: person.scope,
            phone: person.phone,
            token_sha256: &token_digest(&token),
            invited_by: None,
            expires_at,
        };
        people::add_invite(tx, new, now).await?;
        council::audit(tx, council, ("invite_person", ("invite", Some(invite.0)))).await?;
        let until = clock::local(expires_at);
        let until = format!(
            "{} {}",
            text::format_date(until.date(), Style::English),
            text::format_time(until.time(), Style::English)
        );
        Ok((invite, self.0.link(&token), until))
    }
}
