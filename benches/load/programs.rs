//! The bots that are measured: ours as its own binary, the others as `benches/run` has built them.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::Context as _;
use clap::ValueEnum;
use doangiamsat::pg;

use crate::api::{Api, TOKEN};

/// As many for every bot: the default of ours.
const CONNECTIONS: &str = "8";

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Program {
    Ours,
    Teloxide,
    Grammy,
    Aiogram,
}

impl Program {
    /// The interpreter or program, and what it is to run.
    fn command(self) -> (PathBuf, Option<PathBuf>) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (built, peers) = (root.join("target/peers"), root.join("benches/peers"));
        match self {
            Program::Ours => (env!("CARGO_BIN_EXE_doangiamsat").into(), None),
            Program::Teloxide => (built.join("teloxide/release/peer-teloxide"), None),
            Program::Grammy => ("node".into(), Some(peers.join("grammy/bot.mjs"))),
            Program::Aiogram => {
                (built.join("aiogram/bin/python"), Some(peers.join("aiogram/bot.py")))
            }
        }
    }

    pub fn is_built(self) -> bool {
        let modules =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/grammy/node_modules");
        match self {
            Program::Grammy => modules.is_dir(),
            _ => self.command().0.is_file(),
        }
    }
}

/// The database of one run.
pub struct Database {
    pub name: String,
    pub url: String,
    socket: PathBuf,
}

impl Database {
    pub fn of(server: &pg::Server, program: Program) -> Database {
        let name = format!("load_{program}");
        let url = server.url(&name);
        Database { name, url, socket: server.socket_dir().to_owned() }
    }
}

/// A bot's process; gone when this is dropped.
pub struct Running {
    child: Child,
    settings: Option<PathBuf>,
}

impl Running {
    pub fn start(
        program: Program,
        database: &Database,
        api: &Api,
        webhook: bool,
    ) -> anyhow::Result<Running> {
        let (path, script) = program.command();
        let mut command = Command::new(path);
        command.args(script).stdin(Stdio::null()).stdout(Stdio::null());
        let strange = |name: &str| {
            let proxy = name.to_ascii_lowercase().ends_with("_proxy");
            name == "DATABASE_URL"
                || name.starts_with("DOANGIAMSAT_")
                || name.starts_with("PG")
                || proxy
        };
        for (name, _) in std::env::vars().filter(|(name, _)| strange(name)) {
            command.env_remove(name);
        }
        let mut settings = None;
        if program == Program::Ours {
            let path = std::env::temp_dir().join(format!("dgs-load-{}.toml", std::process::id()));
            std::fs::write(&path, settings_of_ours(&database.url, &api.url, webhook)?)?;
            command.arg("serve").arg("--config").arg(&path);
            settings = Some(path);
        } else {
            command.env("PGHOST", &database.socket).env("PGPORT", "5432").env("PGUSER", "postgres");
            command.env("PGDATABASE", &database.name).env("PGSSLMODE", "disable");
            command.env("DATABASE_URL", &database.url);
            command.env("BOT_TOKEN", TOKEN).env("BOT_API", &api.url);
            command.env("CONNECTIONS", CONNECTIONS);
        }
        let child = command.spawn().with_context(|| format!("{program} does not start"))?;
        Ok(Running { child, settings })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, and the file with the next clean-up of /tmp.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = self.settings.take().map(std::fs::remove_file);
    }
}

fn settings_of_ours(database: &str, api: &str, webhook: bool) -> anyhow::Result<String> {
    let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut lines = vec![
        format!("token = \"{TOKEN}\""),
        format!("database_url = \"{database}\""),
        format!("database_connections = {CONNECTIONS}"),
        format!("api_url = \"{api}\""),
        "limits = \"none\"".to_owned(),
        format!("listen = \"{address}\""),
        "log = \"warn\"".to_owned(),
    ];
    if webhook {
        lines.push("updates = \"webhook\"".to_owned());
        lines.push(format!("webhook_url = \"http://{address}/telegram\""));
        lines.push("webhook_secret = \"load\"".to_owned());
    }
    Ok(lines.join("\n") + "\n")
}
