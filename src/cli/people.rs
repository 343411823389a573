//! `import people`: an invite for each row, the links in a file of their own.

use std::fs::File;
use std::os::unix::fs::OpenOptionsExt as _;

use anyhow::{Context as _, bail};

use super::import::{People, Wrong, refuse};
use super::invite::{Links, Person, ROLES};
use super::sheet::{Columns, Row};
use super::{Verdict, council, database, sheet};
use crate::config::Config;
use crate::domain::{CouncilId, Role, Scope};
use crate::store::units::names;
use crate::store::{Tx, operator};
use crate::text;

const COLUMNS: Columns =
    Columns { needed: &["name", "role", "phone"], optional: &["position", "scope"], aliases: &[] };

/// A row that was understood.
struct Good<'a> {
    row: &'a Row,
    role: Role,
    scope: Scope,
    phone: String,
}

pub async fn run(options: &People, config: &Config) -> anyhow::Result<Verdict> {
    let sheet = sheet::read(&options.file, &COLUMNS)?;
    if options.links.exists() {
        bail!("{} is there already; name another file for the links", options.links.display());
    }
    let store = database::open(config).await?;
    let mut tx = store.begin().await?;
    let council = council::chosen(&mut tx, options.council.as_deref()).await?;
    let mut wrong = vec![];
    let mut good: Vec<Good> = vec![];
    for row in &sheet.rows {
        match understand(&mut tx, council, row).await? {
            Ok(it) => {
                let same = |other: &&Good| {
                    (&other.phone, other.role, other.scope) == (&it.phone, it.role, it.scope)
                };
                if let Some(other) = good.iter().find(same) {
                    let what =
                        format!("the same phone, role and scope as in row {}", other.row.number);
                    wrong.push(Wrong { row: row.number, what });
                }
                good.push(it);
            }
            Err(problems) => wrong.extend(problems),
        }
    }
    tx.rollback().await?;
    if !wrong.is_empty() {
        return Ok(refuse(&sheet, wrong));
    }
    // Telegram may be asked here: between the transactions, not inside one.
    let links = Links::new(options.username.clone(), config).await?;
    let mut tx = store.begin().await?;
    let mut lines = csv::Writer::from_writer(vec![]);
    lines.write_record(["row", "name", "role", "scope", "phone", "until", "link"])?;
    for it in &good {
        let name = it.row.get("name");
        let person = Person { name, role: it.role, scope: it.scope, phone: Some(&it.phone) };
        let (invite, link, until) = links.invite(&mut tx, council, person, options.days).await?;
        operator::set_position(&mut tx, invite, it.row.get("position")).await?;
        let row = it.row.number.to_string();
        let scope = it.row.get("scope");
        lines.write_record([&row, name, it.role.code(), scope, &it.phone, &until, &link])?;
    }
    let lines = lines.into_inner().context("the links")?;
    // First the file: a link that was kept nowhere could not be made again.
    let path = &options.links;
    write_new(path, &lines).with_context(|| format!("{} cannot be written", path.display()))?;
    if let Err(error) = tx.commit().await {
        return Err(error).context(format!(
            "the invites may not be stored: check with one link of {} before you hand them out",
            path.display()
        ));
    }
    super::say(format_args!("{} invited; the links are in {}", good.len(), path.display()))?;
    Ok(Verdict::Fine)
}

/// For the owner's eyes only, on the disk when this returns.
fn write_new(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::options().write(true).create_new(true).mode(0o600).open(path)?;
    std::io::Write::write_all(&mut file, bytes)?;
    file.sync_all()
}

async fn understand<'a>(
    tx: &mut Tx,
    council: CouncilId,
    row: &'a Row,
) -> sqlx::Result<Result<Good<'a>, Vec<Wrong>>> {
    let mut wrong = vec![];
    let mut say = |what: String| wrong.push(Wrong { row: row.number, what });
    if row.get("name").is_empty() {
        say("there is no name".to_owned());
    }
    let phone = text::phone_number(row.get("phone"));
    if phone.is_none() {
        say(format!(
            "the phone “{}” is no Vietnamese number; each row needs one, because links get \
             forwarded",
            row.get("phone")
        ));
    }
    let (typed, code) = (row.get("role"), row.get("scope"));
    let of_unit = |role: &Role| matches!(role, Role::UnitHead | Role::FocalOfficer);
    let role = typed.parse().ok().filter(|role| ROLES.contains(role) || of_unit(role));
    let scope = match role {
        None => {
            let roles = ROLES.iter().chain(&[Role::UnitHead, Role::FocalOfficer]);
            let roles: Vec<_> = roles.map(|role| role.code()).collect();
            say(format!(
                "the role “{typed}” cannot be given here; the roles are {}",
                roles.join(", ")
            ));
            None
        }
        Some(role) if of_unit(&role) => {
            let unit = names::unit_by_code(tx, council, code).await?;
            if unit.is_none() {
                say(format!("the scope “{code}” is no unit's code; import the units first"));
            }
            unit.map(Scope::Unit)
        }
        Some(_) if !code.is_empty() => {
            say(format!("{typed} is held in the whole council: leave the scope empty"));
            None
        }
        Some(_) => Some(Scope::Council),
    };
    Ok(match (role, scope, phone) {
        (Some(role), Some(scope), Some(phone)) if wrong.is_empty() => {
            Ok(Good { row, role, scope, phone })
        }
        _ => Err(wrong),
    })
}
