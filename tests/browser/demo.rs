//! The demo's own program, and a hand on its page.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use super::Browser;

/// The program, with a data folder of its own.
pub struct Demo {
    child: Child,
    pub address: String,
}

impl Demo {
    pub async fn start(data: &Path, fresh: bool) -> Result<Demo> {
        Demo::run(data, if fresh { &["--fresh"] } else { &[] }).await
    }

    /// Afresh, at one of the moments that a demo can begin with.
    pub async fn begin(data: &Path, start: &str) -> Result<Demo> {
        Demo::run(data, &["--fresh", "--start", start]).await
    }

    fn command(data: &Path, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doangiamsat"));
        command.args(["demo", "--listen", "127.0.0.1:0", "--data"]).arg(data).args(more);
        command.env_remove("DATABASE_URL").stdin(Stdio::null()).kill_on_drop(true);
        command
    }

    /// What it says when it does not start.
    pub async fn refusal(data: &Path) -> Result<String> {
        let ended = Demo::command(data, &[]).output();
        let output = tokio::time::timeout(Duration::from_secs(120), ended).await??;
        anyhow::ensure!(output.status.code() == Some(1), "the demo ended with {}", output.status);
        Ok(String::from_utf8(output.stderr)?)
    }

    async fn run(data: &Path, more: &[&str]) -> Result<Demo> {
        let mut child = Demo::command(data, more).stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("stdout")?).lines();
        let found = async {
            while let Some(line) = lines.next_line().await? {
                if let Some(at) = line.find("http://127.0.0.1:") {
                    let address = line[at..].split_whitespace().next().unwrap_or_default();
                    return Ok(address.to_owned());
                }
            }
            anyhow::bail!("the demo ended without an address")
        };
        let address = tokio::time::timeout(Duration::from_secs(600), found).await??;
        // Keep reading, so that the program never waits for us.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Demo { child, address })
    }

    /// SIGTERM, and the exit code that comes of it.
    pub async fn stop(mut self) -> Result<()> {
        let pid = self.child.id().context("the demo runs")?.to_string();
        Command::new("kill").args(["-TERM", &pid]).status().await?;
        let status = tokio::time::timeout(Duration::from_secs(180), self.child.wait()).await??;
        anyhow::ensure!(status.success(), "the demo stopped with {status}");
        Ok(())
    }

    pub async fn kill9(mut self) -> Result<()> {
        self.child.kill().await?;
        Ok(())
    }
}

/// A hand on the page.
pub struct Page<'a> {
    pub browser: &'a Browser,
    pub pictures: PathBuf,
}

impl Page<'_> {
    pub async fn play(&self, (account, name): (i64, &str)) -> Result<()> {
        self.browser.click(&format!("[data-testid=person-{account}]")).await?;
        self.browser.wait_text("[data-testid=chat-sub]", name).await
    }

    pub async fn sends(&self, text: &str) -> Result<()> {
        self.browser.type_into("[data-testid=input]", text).await?;
        self.browser.press_enter().await
    }

    /// Says `/menu` and waits for the answer.
    pub async fn comes_home(&self) -> Result<()> {
        const MESSAGES: &str = "[data-testid=message]";
        let before = self.browser.count(MESSAGES).await?;
        self.sends("/menu").await?;
        for _ in 0..600 {
            if self.browser.count(MESSAGES).await? >= before + 2 {
                return self.sees("Việc của tôi").await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        anyhow::bail!("/menu was not answered")
    }

    pub async fn taps(&self, label: &str) -> Result<()> {
        let (message, button) = ("[data-testid=message]", "[data-testid=inline-button]");
        self.browser.click_in_last(message, button, label).await
    }

    /// Moves the clock on, from one due thing to the next, until it shows this instant (UTC) or one
    /// after it.
    pub async fn waits_until(&self, instant: &str) -> Result<()> {
        for _ in 0..60 {
            let before = self.clock().await?;
            if before.as_str() >= instant {
                return Ok(());
            }
            // The clock is shown moved a moment before the button may be pressed again.
            self.browser.click("[data-testid=advance-next]:enabled").await?;
            for _ in 0..3600 {
                if self.clock().await? != before {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        anyhow::bail!("the clock shows {}, not {instant}", self.clock().await?)
    }

    async fn clock(&self) -> Result<String> {
        let now = self.browser.attr("[data-testid=clock]", "data-now").await?;
        now.context("the clock's time")
    }

    /// In the last message: older ones say much the same, and for some seconds the buttons of an older
    /// screen still stand there and would be pressed instead.
    pub async fn sees(&self, text: &str) -> Result<()> {
        self.browser.wait_last("[data-testid=message]", text).await
    }

    pub async fn picture(&self, name: &str) -> Result<()> {
        self.browser.screenshot(&self.pictures.join(format!("{name}.png"))).await
    }
}

/// A folder that PostgreSQL's own account can reach when we are root.
pub fn data_folder() -> PathBuf {
    std::env::temp_dir().join(format!("dgs-page-{}", std::process::id()))
}
