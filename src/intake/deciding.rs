//! Command → facts under lock → decision. One line a thing; its drawer in the store loads and decides.

use crate::conversation::minutes_text;
use crate::domain::minutes::MinutesContent;
use crate::domain::people::PersonCommand;
use crate::domain::{Actor, Command, Decided, Locale, Refusal};
use crate::render::Words;
use crate::store::{
    Tx, answers, campaigns, checklists, delegations, difficulties, digests, minutes, people,
    recommendations, reminders, visits,
};
use sqlx::types::chrono::{DateTime, Utc};

/// Loads a command's facts and decides it. The locks it takes are held until the commit.
pub async fn decide(
    tx: &mut Tx,
    words: &Words,
    command: Command,
    actor: Option<&Actor>,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    if let Command::People(PersonCommand::ClaimInvite(c)) = command {
        let invite = people::invite_by_token(tx, &c.token_sha256).await?;
        return Ok(c.decide(invite, actor.map(|actor| actor.council), now));
    }
    let Some(actor) = actor else {
        return Ok(Err(Refusal::Gone));
    };
    Ok(match command {
        Command::People(it) => people::decide(tx, it, actor, now).await?,
        Command::Delegations(it) => delegations::decide(tx, it, actor, now).await?,
        Command::Reminders(it) => reminders::decide(tx, it, actor, now).await?,
        Command::Checklists(it) => checklists::decide(tx, it, actor).await?,
        Command::Visits(it) => visits::decide(tx, it, actor, now).await?,
        Command::Minutes(it) => {
            minutes::decide(tx, it, actor, now, |content| in_vietnamese(words, content)).await?
        }
        Command::Answers(it) => answers::decide(tx, it, actor, now).await?,
        Command::Difficulties(it) => difficulties::decide(tx, it, actor, now).await?,
        Command::Campaigns(it) => campaigns::decide(tx, it, actor, now).await?,
        Command::Recommendations(it) => recommendations::decide(tx, it, actor, now).await?,
        Command::Digests(it) => digests::decide(tx, it, actor, now).await?,
    })
}

/// The text that is frozen and signed: Vietnamese, whatever its readers speak.
fn in_vietnamese(words: &Words, content: &MinutesContent) -> String {
    let paragraphs = minutes_text(content).into_iter().map(|lines| {
        let lines = lines.iter().map(|line| words.plain(line, Locale::Vi));
        lines.collect::<Vec<_>>().join("\n")
    });
    let mut text = paragraphs.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}
