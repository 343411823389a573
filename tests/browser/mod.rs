//! A headless Chromium for tests of pages: what people see, click and type.
//!
//! Include it with `#[path = "browser/mod.rs"] mod browser;`. It speaks WebDriver with chromedriver
//! over plain HTTP; CI installs Debian's packages `chromium` and `chromium-driver`.
//!
//! - Every step waits until what it needs is on the page, at most 15 s, and then fails with what
//!   the page showed. Tests need no sleeps.
//! - Where several elements match, the last one that is shown is meant: in a chat, the newest.
//! - The browser has a profile of its own and goes away with its [`Browser`], or when the test's
//!   process is killed.

#![allow(dead_code)] // each test binary uses a part of it

pub mod demo;
mod process;
mod wire;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use process::Process;
use wire::Session;

/// How long a step waits for the page, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(180);
/// How often it looks.
const GLANCE: Duration = Duration::from_millis(100);

/// Elements that match, of those the ones that people can see.
const SHOWN: &str = "const shown = css => [...document.querySelectorAll(css)]
    .filter(e => e.checkVisibility({ visibilityProperty: true }));
const words = e => e.innerText.normalize().replace(/\\s+/g, ' ').trim();";

/// One window of a browser.
pub struct Browser {
    session: Session,
    process: Process,
}

impl Browser {
    /// Starts a browser with a window of 1280×800 that shows nothing. `None` when neither chromium
    /// nor chromedriver is installed; whether that is an error is for the caller to say.
    pub async fn start() -> Result<Option<Self>> {
        let Some(programs) = process::find()? else { return Ok(None) };
        let process = Process::start(&programs.driver).await?;
        let session = Session::open(process.port, &programs.chromium, &process.profile()).await?;
        let browser = Self { session, process };
        browser.resize(1280, 800).await?;
        Ok(Some(browser))
    }

    /// Opens an address and waits until the page is loaded.
    pub async fn open(&self, url: &str) -> Result<()> {
        self.session.post("url", json!({ "url": url })).await?;
        Ok(())
    }

    /// Clicks what the selector finds, where it is on the screen: something that lies above it
    /// makes the step wait.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.click_found(css, "return shown(arguments[0]).at(-1) ?? null", json!([css])).await
    }

    /// Clicks the element whose text is `text`, or else one whose text contains it. White space
    /// counts as one space.
    pub async fn click_text(&self, css: &str, text: &str) -> Result<()> {
        let script = "const [css, text] = arguments, all = shown(css);
            const last = fits => all.findLast(e => fits(words(e)));
            return last(words => words === text) ?? last(words => words.includes(text)) ?? null";
        let what = format!("{css} with the text {text:?}");
        self.click_found(&what, script, json!([css, text])).await
    }

    /// Clicks, of the elements in the last row that has any, the one with this text: above it the same may
    /// still stand.
    pub async fn click_in_last(&self, row: &str, css: &str, text: &str) -> Result<()> {
        let script = "const [row, css, text] = arguments, all = shown(css);
            const of = e => e.closest(row), last = all.length ? of(all.at(-1)) : null;
            return all.find(e => of(e) === last && words(e).includes(text)) ?? null";
        let what = format!("the last {css} with the text {text:?}");
        self.click_found(&what, script, json!([row, css, text])).await
    }

    /// Puts the cursor into a field by a click and inserts the text there, as an input method for
    /// Vietnamese does: a line break stays one, it is no Enter.
    pub async fn type_into(&self, css: &str, text: &str) -> Result<()> {
        self.click(css).await?;
        self.session.cdp("Input.insertText", json!({ "text": text })).await
    }

    /// Presses the Enter key where the cursor is.
    pub async fn press_enter(&self) -> Result<()> {
        const ENTER: &str = "\u{e007}";
        let keys =
            json!([{ "type": "keyDown", "value": ENTER }, { "type": "keyUp", "value": ENTER }]);
        let actions = json!([{ "type": "key", "id": "keyboard", "actions": keys }]);
        self.session.post("actions", json!({ "actions": actions })).await?;
        Ok(())
    }

    /// Waits until an element that matches shows this text.
    pub async fn wait_text(&self, css: &str, substring: &str) -> Result<()> {
        let script =
            "return shown(arguments[0]).some(e => words(e).includes(arguments[1])) || null";
        self.wait(&format!("{css} showing {substring:?}"), script, json!([css, substring])).await?;
        Ok(())
    }

    /// Waits until the last of the elements shows this text.
    pub async fn wait_last(&self, css: &str, substring: &str) -> Result<()> {
        let script = "const e = shown(arguments[0]).at(-1);
            return (e && words(e).includes(arguments[1])) || null";
        let what = format!("the last {css} showing {substring:?}");
        self.wait(&what, script, json!([css, substring])).await?;
        Ok(())
    }

    /// Waits until nothing that matches is shown.
    pub async fn wait_gone(&self, css: &str) -> Result<()> {
        let script = "return shown(arguments[0]).length === 0 || null";
        self.wait(&format!("no {css}"), script, json!([css])).await?;
        Ok(())
    }

    /// The text as it is shown, white space as single spaces.
    pub async fn text(&self, css: &str) -> Result<String> {
        let script = "const e = shown(arguments[0]).at(-1); return e ? words(e) : null";
        let text = self.wait(css, script, json!([css])).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// How many elements that match are shown right now.
    pub async fn count(&self, css: &str) -> Result<u64> {
        let count = self.run("return shown(arguments[0]).length", json!([css])).await?;
        count.as_u64().context("a count")
    }

    /// An attribute as it stands in the page, of an element shown or not; `None` when the element
    /// lacks it.
    pub async fn attr(&self, css: &str, name: &str) -> Result<Option<String>> {
        let script = "const e = [...document.querySelectorAll(arguments[0])].at(-1);
            return e ? [e.getAttribute(arguments[1])] : null";
        let found = self.wait(css, script, json!([css, name])).await?;
        Ok(found[0].as_str().map(str::to_owned))
    }

    /// Chooses a file for a file input, which may be hidden, as they often are.
    pub async fn upload(&self, css: &str, path: &Path) -> Result<()> {
        let path = path.canonicalize().with_context(|| format!("{} to upload", path.display()))?;
        let script = "return [...document.querySelectorAll(arguments[0])].at(-1) ?? null";
        let input = self.wait(css, script, json!([css])).await?;
        let step = format!("element/{}/value", wire::element(&input)?);
        self.session.post(&step, json!({ "text": path.to_string_lossy() })).await?;
        Ok(())
    }

    /// Saves what the window shows as a PNG.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        let picture = self.session.get("screenshot").await?;
        let picture = STANDARD.decode(picture.as_str().unwrap_or_default())?;
        std::fs::write(path, picture).with_context(|| format!("writing {}", path.display()))
    }

    /// Gives what the selector finds a background of one colour.
    pub async fn paint(&self, css: &str, colour: &str) -> Result<()> {
        let script = "shown(arguments[0]).forEach(e => e.style.background = arguments[1])";
        self.run(script, json!([css, colour])).await?;
        Ok(())
    }

    /// Makes the page's own area so large, in CSS pixels: also as narrow as a phone.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.session.cdp("Emulation.setDeviceMetricsOverride", size).await
    }

    /// What the page's scripts have complained about since the last call: uncaught errors, failed
    /// requests, refusals of its security policy.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let log = self.session.post("se/log", json!({ "type": "browser" })).await?;
        let lines = log.as_array().map(Vec::as_slice).unwrap_or_default();
        let severe = lines.iter().filter(|line| line["level"] == "SEVERE");
        Ok(severe.filter_map(|line| Some(line["message"].as_str()?.to_owned())).collect())
    }

    /// Closes the browser in peace. (Dropping it kills it.)
    pub async fn quit(self) -> Result<()> {
        self.session.close().await
    }

    /// Runs a function body that sees `arguments`, `shown(css)` and `words(element)`.
    async fn run(&self, script: &str, args: Value) -> Result<Value> {
        let script = format!("{SHOWN}\n{script}");
        self.session.post("execute/sync", json!({ "script": script, "args": args })).await
    }

    /// Runs the script until it returns something.
    async fn wait(&self, what: &str, script: &str, args: Value) -> Result<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.run(script, args.clone()).await?;
            if !found.is_null() {
                return Ok(found);
            }
            self.rest(deadline, what, "it is not there").await?;
        }
    }

    async fn click_found(&self, what: &str, script: &str, args: Value) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.wait(what, script, args.clone()).await?;
            let step = format!("element/{}/click", wire::element(&found)?);
            match self.session.post(&step, json!({})).await {
                Ok(_) => return Ok(()),
                // Redrawn in between, covered, or on its way in.
                Err(error) if wire::passes(&error) => {
                    self.rest(deadline, what, &error.to_string()).await?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Waits a moment; after the deadline fails with what the page shows.
    async fn rest(&self, deadline: Instant, what: &str, why: &str) -> Result<()> {
        if Instant::now() < deadline {
            sleep(GLANCE).await;
            return Ok(());
        }
        let page = self.run("return document.body.innerText", json!([])).await?;
        bail!("{what}: {why}; the page shows:\n{}", page.as_str().unwrap_or_default())
    }
}
