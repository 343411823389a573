//! Councils.

use anyhow::bail;

use super::{database, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::CouncilId;
use crate::store::units::names;
use crate::store::{Tx, audit};
use crate::text;

#[derive(clap::Subcommand, Debug)]
pub enum Council {
    /// Add a council.
    #[command(after_help = "Example:\n  doangiamsat council add tay-ninh 'HĐND tỉnh Tây Ninh'")]
    Add {
        /// A short name for commands: small letters, digits and -.
        code: String,
        /// The name that people see.
        name: String,
        /// A line on everybody's home screen, e.g. that the data are made up.
        #[arg(long, default_value = "")]
        note: String,
    },
}

pub async fn run(command: Council, config: &Config) -> anyhow::Result<()> {
    let Council::Add { code, name, note } = command;
    let spelled = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if code.is_empty() || code.len() > 40 || !spelled {
        bail!("a council's code is 1 to 40 small letters, digits and -, e.g. tay-ninh");
    }
    let (name, note) = (text::normalise(&name), text::normalise(&note));
    if name.is_empty() {
        bail!("the council's name is empty");
    }
    let mut tx = database::open(config).await?.begin().await?;
    if !names::find_council(&mut tx, Some(&code)).await?.is_empty() {
        return Ok(say(format_args!("there is a council {code} already; nothing was changed"))?);
    }
    let id = names::council(&mut tx, &code, &name, &note).await?;
    audit(&mut tx, id, ("add_council", ("council", Some(id.0)))).await?;
    tx.commit().await?;
    Ok(say(format_args!("added council {code}: {name}"))?)
}

/// The council that a command is about.
///
/// # Errors
/// None there, several without a code, or none of this code; the message says how to go on.
pub async fn chosen(tx: &mut Tx, code: Option<&str>) -> anyhow::Result<CouncilId> {
    let found = names::find_council(tx, code).await?;
    match (found.as_slice(), code) {
        ([(id, _)], _) => Ok(*id),
        ([], None) => bail!(
            "there is no council yet. Add one: doangiamsat council add tay-ninh 'HĐND tỉnh Tây Ninh'"
        ),
        ([], Some(code)) => {
            let all = codes(&names::find_council(tx, None).await?);
            bail!("there is no council {code} (there are: {all}). Add it with `council add`")
        }
        (several, _) => bail!("name the council with --council: {}", codes(several)),
    }
}

fn codes(councils: &[(CouncilId, String)]) -> String {
    let codes: Vec<_> = councils.iter().map(|(_, code)| code.as_str()).collect();
    if codes.is_empty() { "none".to_owned() } else { codes.join(", ") }
}

/// Notes what the operator did: nobody's account stands behind it.
pub async fn audit(
    tx: &mut Tx,
    council: CouncilId,
    (action, subject): (&str, (&str, Option<i64>)),
) -> sqlx::Result<()> {
    let line = audit::Line {
        council: Some(council),
        actor: None,
        action,
        subject,
        outcome: "done",
        cause: "command line",
    };
    audit::write(tx, line, Clock::System.now()).await
}
