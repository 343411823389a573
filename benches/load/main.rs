//! The load: fifty people answer a checklist by typing, against the real program and against small
//! bots of other frameworks that do the same step, all on one PostgreSQL and one stand-in for Telegram.
//! `benches/README.md` says what is measured and how to run it.
//!
//! - `api`: the stand-in for the Bot API; `people`: who types, in a closed or an open loop.
//! - `programs`: the bots and how they are started; `seeding`: what ours finds in its database.
//! - `machine`: the processor time of processes; `table`: the rounds put side by side.

mod api;
mod machine;
mod people;
mod programs;
mod seeding;
mod table;
#[path = "../../tests/support/workbook.rs"]
mod workbook;

use std::time::Duration;

use anyhow::{Context as _, ensure};
use clap::Parser;
use doangiamsat::pg;

use api::Api;
use machine::Spent;
use people::{Pace, Play};
use programs::{Program, Running};
use table::{Round, Table};

/// How long a bot may go on with what it has begun after the last reply: it counts as spent.
const SETTLES: Duration = Duration::from_millis(500);

#[derive(Parser, Debug)]
#[command(about = "Measures replies per second, waiting and processor time; see benches/README.md")]
struct Options {
    /// Which bots; those that are not built are left out.
    #[arg(long, value_delimiter = ',', default_value = "ours,teloxide,grammy,aiogram")]
    programs: Vec<Program>,
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    #[arg(long, default_value_t = 50)]
    people: usize,
    /// Questions of the checklist.
    #[arg(long, default_value_t = 40)]
    questions: usize,
    /// Answers of each person before the measuring begins.
    #[arg(long, default_value_t = 5)]
    warm_up: usize,
    /// How often each person goes through the questions of the other bots, which are faster than a
    /// single pass can tell.
    #[arg(long, default_value_t = 5)]
    peer_passes: usize,
    /// An open loop: so many answers a second are typed, whether the bot keeps up or not.
    #[arg(long)]
    rate: Option<f64>,
    /// Updates come to our bot by webhook; the others poll.
    #[arg(long)]
    webhook: bool,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if !options.bench {
        println!("nothing is measured: `cargo bench --bench load` does it");
        return Ok(());
    }
    ensure!(options.warm_up < options.questions, "--warm-up leaves no question to measure");
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(2).enable_all().build().context("a runtime")?.block_on(measure(&options))
}

async fn measure(options: &Options) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("dgs-load-{}", std::process::id()));
    let server_options = pg::Options::new(pg::find()?, &folder);
    let server = tokio::task::spawn_blocking(move || pg::Server::start(&server_options)).await??;
    let measured = rounds(options, &server).await;
    tokio::task::spawn_blocking(move || server.stop()).await?;
    // The folder is the bench's own: what is left of it goes with the next clean-up of /tmp.
    let _ = std::fs::remove_dir_all(&folder);
    print!("{}", measured?);
    Ok(())
}

async fn rounds(options: &Options, server: &pg::Server) -> anyhow::Result<Table> {
    let (built, missing): (Vec<Program>, Vec<Program>) =
        options.programs.iter().partition(|program| program.is_built());
    for program in missing {
        eprintln!("{program} is left out: it is not built; `bash benches/run` builds it");
    }
    let mut table = Table::default();
    for round in 1..=options.rounds {
        for program in &built {
            let measured = one(options, server, *program).await;
            let measured = measured.with_context(|| format!("round {round} of {program}"))?;
            eprintln!("round {round}, {program}: {measured}");
            table.add(*program, measured);
        }
    }
    Ok(table)
}

/// One bot on a new database, from its start to its end.
async fn one(options: &Options, server: &pg::Server, program: Program) -> anyhow::Result<Round> {
    let postmaster = server.pid().context("the server's process")?;
    let api = Api::start().await?;
    let accounts = seeding::accounts(options.people);
    let database = programs::Database::of(server, program);
    seeding::fill(&database.url, program, &accounts, options.questions).await?;
    let running = Running::start(program, &database, &api, options.webhook)?;
    api.is_asked_for_updates().await?;

    let passes = if program == Program::Ours { 1 } else { options.peer_passes };
    let play = Play {
        opens: program == Program::Ours,
        warm_up: options.warm_up,
        answers: options.questions * passes - options.warm_up,
        pace: options.rate.map_or(Pace::Closed, Pace::Open),
    };
    let cast = play.begins(&api, &accounts);
    cast.is_warm().await?;
    let before = (Spent::by(running.pid(), postmaster)?, api.calls());
    let played = cast.plays().await?;
    tokio::time::sleep(SETTLES).await;
    let after = (Spent::by(running.pid(), postmaster)?, api.calls());
    drop(running);
    seeding::drop_database(&server.url("postgres"), &database.name).await?;
    Ok(Round::new(played, after.0.since(before.0), &before.1, &after.1))
}
