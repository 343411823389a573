//! The command line. Results go to standard output, errors and logs to standard error; exit code 0
//! is done, 1 refused or failed, 2 a command that was not understood.
//!
//! One file per command; `database` and `telegram` are the ways to the two servers, with words for
//! what can be wrong with them.

mod calendar;
mod checklist;
mod council;
mod database;
mod doctor;
mod evaluate;
mod import;
mod invite;
pub mod logging;
mod people;
mod serve;
pub mod signals;
mod successions;
pub mod telegram;
mod units;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Problems, Source};
use crate::{config, sheets as sheet};

/// A chat bot that runs the supervision missions of a People's Council.
#[derive(Parser, Debug)]
#[command(
    name = "doangiamsat",
    version,
    after_help = "\
To look around:       doangiamsat demo
To go live:           set DOANGIAMSAT_TOKEN and DATABASE_URL, then
                      doangiamsat migrate
                      doangiamsat council add tay-ninh 'HĐND tỉnh Tây Ninh'
                      doangiamsat import units units.csv
                      doangiamsat invite --role secretariat --name 'Nguyễn Thị Thu' --phone 0912345678
                      doangiamsat serve
When something fails: doangiamsat doctor
The settings:         doangiamsat serve --help"
)]
pub struct Cli {
    /// A TOML file with settings; the environment wins over it.
    #[arg(long, global = true, value_name = "FILE", env = "DOANGIAMSAT_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Try it: the bot with a chat page, a database of its own and made-up missions.
    #[command(after_help = "\
Examples:
  doangiamsat demo
  doangiamsat demo --fresh --start tay-ninh
  doangiamsat demo --data /srv/demo --listen 127.0.0.1:9000")]
    Demo(Demo),
    /// Run the bot.
    #[command(after_help = format!("\
Several replicas may share one database. SIGTERM or SIGINT stops in good order, a second one at once.

Settings, from the environment or (in small letters, without DOANGIAMSAT_) from --config FILE:
{}
Examples:
  doangiamsat serve
  doangiamsat serve --migrate --config /etc/doangiamsat.toml", config::table()))]
    Serve(serve::Serve),
    /// Bring the database's schema up to date.
    #[command(after_help = "\
Make a backup first; stop the replicas if the release notes say so.
Examples:
  DATABASE_URL=postgres://bot:secret@localhost/doangiamsat doangiamsat migrate")]
    Migrate,
    /// Check settings, database, token, Telegram, clock and what is stuck; say what to do.
    #[command(after_help = "\
Exit code 1 when a check fails.
Examples:
  doangiamsat doctor
  doangiamsat doctor --json | jq '.[] | select(.ok == false)'")]
    Doctor(doctor::Doctor),
    /// Make a one-time link for a person of the council office.
    #[command(after_help = "\
Others are invited in chat, by the people who are in already.
Examples:
  doangiamsat invite --role secretariat --name 'Nguyễn Thị Thu' --phone 0912345678
  doangiamsat invite --role observer --name 'Lê Văn An' --days 2 --username my_council_bot")]
    Invite(invite::Invite),
    /// Councils: there must be one before anything else.
    #[command(subcommand)]
    Council(council::Council),
    /// Read units, who follows them, people or days off from a .csv or .xlsx file.
    #[command(subcommand)]
    Import(import::Import),
    /// The working days of a year: days off, make-up days, Tết and Giỗ Tổ.
    #[command(after_help = "\
Of a year that has not been announced it says what the law says: a default.
Examples:
  doangiamsat calendar --year 2026
  doangiamsat calendar --year 2030 --json | jq .tet
  DATABASE_URL=postgres://… doangiamsat calendar --council tay-ninh")]
    Calendar(calendar::Calendar),
    /// Checklists as XLSForm workbooks; needs neither database nor token.
    #[command(subcommand)]
    Checklist(checklist::Checklist),
}

#[derive(clap::Args, Debug)]
struct Demo {
    /// Start over: the data of an earlier run are removed.
    #[arg(long)]
    fresh: bool,
    /// The folder that keeps the data.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The address of the page.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Where the story begins; the page offers the choice too.
    #[arg(long, value_name = "NAME")]
    start: Option<String>,
}

/// How a command ended when nothing went wrong with running it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Fine,
    /// The answer is no, and has been said.
    Refused,
}

/// Writes a line of the result.
///
/// # Errors
/// Standard output is gone, perhaps because `head` has seen enough: no reason to panic.
fn say(line: impl std::fmt::Display) -> std::io::Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{line}")
}

impl Cli {
    /// Runs the command and says on standard error what went wrong.
    pub async fn run(self) -> ExitCode {
        match self.command.run(self.config).await {
            Ok(Verdict::Fine) => ExitCode::SUCCESS,
            Ok(Verdict::Refused) => ExitCode::FAILURE,
            Err(error) if is_closed_pipe(&error) => ExitCode::FAILURE,
            Err(error) => {
                match error.downcast_ref::<Problems>() {
                    Some(problems) => {
                        let lines = problems.to_string().replace('\n', "\n  ");
                        eprintln!("error: the settings cannot be used\n  {lines}");
                    }
                    None => eprintln!("error: {error:#}"),
                }
                ExitCode::FAILURE
            }
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

impl Command {
    async fn run(self, file: Option<PathBuf>) -> anyhow::Result<Verdict> {
        let source = || Source::of_process(file.as_deref());
        let config = |needs: &[&str]| Config::read(&source()?, needs);
        let fine = |()| Verdict::Fine;
        match self {
            Command::Demo(Demo { fresh, data, listen, start }) => {
                let options = crate::demo::Options { fresh, data, listen, start };
                crate::demo::run(options).await.map(fine)
            }
            Command::Serve(options) => serve::run(options, &source()?).await.map(fine),
            Command::Migrate => {
                let (version, applied) = database::migrate(&config(&["database_url"])?).await?;
                say(format_args!("the schema is at version {version}; {applied} step(s) applied"))?;
                Ok(Verdict::Fine)
            }
            Command::Doctor(options) => doctor::run(&options, source()).await,
            Command::Invite(options) => {
                let needs = if options.username.is_some() { &[][..] } else { &["token"] };
                let config = config(&[&["database_url"], needs].concat())?;
                invite::run(options, &config).await.map(fine)
            }
            Command::Council(command) => {
                council::run(command, &config(&["database_url"])?).await.map(fine)
            }
            Command::Import(import::Import::Units(options)) => {
                units::run(&options, &config(&["database_url"])?).await
            }
            Command::Import(import::Import::Successions(options)) => {
                successions::run(&options, &config(&["database_url"])?).await
            }
            Command::Import(import::Import::People(options)) => {
                let needs = if options.username.is_some() { &[][..] } else { &["token"] };
                people::run(&options, &config(&[&["database_url"], needs].concat())?).await
            }
            Command::Import(import::Import::DaysOff(options)) => {
                calendar::import(&options, &config(&["database_url"])?).await
            }
            Command::Calendar(options) => {
                let stored = options.needs_database().then(|| config(&["database_url"]));
                calendar::run(&options, stored.transpose()?.as_ref()).await.map(fine)
            }
            Command::Checklist(checklist::Checklist::Check(options)) => checklist::run(&options),
            Command::Checklist(checklist::Checklist::Eval(options)) => evaluate::run(&options),
        }
    }
}
