//! Which account the server runs as, and what that account can reach.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::StartError;

/// The account that runs `initdb` and `postgres`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) uid: u32,
    pub(super) gid: u32,
    /// Set when we are root and step down to this account.
    pub(super) steps_down_to: Option<&'static str>,
}

impl Account {
    /// Our own account, or for root `postgres`, else `nobody`. Only accounts that the system knows
    /// by name will do: `initdb` looks its own name up.
    pub(super) fn for_server() -> Result<Self, StartError> {
        let own = |which| id(&[which]).ok_or(StartError::UnknownAccount);
        let (uid, gid) = (own("-u")?, own("-g")?);
        if uid != 0 {
            return Ok(Self { uid, gid, steps_down_to: None });
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| {
                Some(Self {
                    uid: id(&["-u", name])?,
                    gid: id(&["-g", name])?,
                    steps_down_to: Some(name),
                })
            })
            .ok_or(StartError::NoAccountToStepDownTo)
    }

    /// A command that runs as this account, outside the terminal's process group and without the
    /// `PG…` settings of whoever started us. Messages are English, since we read some of them.
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let foreign = |name: &OsStr| name.to_string_lossy().starts_with("PG");
        for (name, _) in std::env::vars_os().filter(|(name, _)| foreign(name)) {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").current_dir("/").process_group(0);
        if self.steps_down_to.is_some() {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// The first folder on the way to `folder` (itself included) that this account may not enter.
    pub(super) fn barred_from(&self, folder: &Path) -> Option<PathBuf> {
        let enters = |folder: &Path| {
            self.command("/bin/sh")
                .args(["-c", "cd -- \"$1\"", "sh"])
                .arg(folder)
                .stdin(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        };
        if enters(folder) {
            return None;
        }
        let mut way: Vec<_> = folder.ancestors().collect();
        way.reverse();
        let barred = way.into_iter().find(|folder| !enters(folder));
        Some(barred.unwrap_or(folder).to_owned())
    }
}

/// Are we root? An `id` that cannot be asked counts as no.
pub(super) fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}

/// What `id` says: the standard library has no way to ask for our uid or for another account's.
fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.trim().parse().ok().filter(|_| output.status.success())
}
