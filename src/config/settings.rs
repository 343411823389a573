//! The table of settings. The help of `serve` prints it, and a test compares docs/operating.md with it.

/// Where a setting comes from, what it means, what holds without it.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The key in the file; in capitals, after `DOANGIAMSAT_`, the environment variable.
    pub key: &'static str,
    /// What holds when it is not set; `None`: nothing does.
    pub default: Option<&'static str>,
    pub meaning: &'static str,
}

impl Setting {
    /// The environment variable.
    pub fn variable(&self) -> String {
        match self.key {
            // The name that every tool around PostgreSQL reads.
            "database_url" => "DATABASE_URL".to_owned(),
            key => format!("DOANGIAMSAT_{}", key.to_ascii_uppercase()),
        }
    }
}

const fn setting(
    key: &'static str,
    default: Option<&'static str>,
    meaning: &'static str,
) -> Setting {
    Setting { key, default, meaning }
}

/// Every setting, in the order in which they are explained.
pub const SETTINGS: [Setting; 12] = [
    setting("token", None, "the bot's token, from @BotFather"),
    setting("database_url", None, "the database, e.g. postgres://user:password@host/doangiamsat"),
    setting("database_connections", Some("8"), "most connections of this process, 5 to 50"),
    setting("api_url", Some("https://api.telegram.org"), "the Bot API server, if you run your own"),
    setting(
        "limits",
        Some("telegram"),
        "the pace of sending: telegram, or none for measuring against a stand-in at api_url",
    ),
    setting("proxy", None, "an http:// or https:// proxy on the way to the Bot API"),
    setting("updates", Some("polling"), "how updates come in: polling or webhook"),
    setting("webhook_url", None, "the public https address of the webhook, for updates = webhook"),
    setting("webhook_secret", None, "1 to 256 of A-Z a-z 0-9 _ -, for updates = webhook"),
    setting(
        "listen",
        Some("127.0.0.1:8080"),
        "address of /healthz, /readyz, /metrics and the webhook",
    ),
    setting("log", Some("info,sqlx=warn"), "what is logged, e.g. info or doangiamsat=debug,info"),
    setting("log_format", Some("text"), "text or json, on standard error"),
];

/// Variables with our prefix that are no settings: of the command line and of the demo's database.
pub(super) const OTHERS: [&str; 2] = ["DOANGIAMSAT_CONFIG", "DOANGIAMSAT_PG_BIN"];

/// The setting of a key.
///
/// # Panics
/// When there is none: keys are written in this program only.
pub(super) fn find(key: &str) -> &'static Setting {
    SETTINGS.iter().find(|setting| setting.key == key).expect("a key of the table")
}

/// The table as text, for a help page.
pub fn table() -> String {
    let width = SETTINGS.iter().map(|setting| setting.variable().len()).max().unwrap_or_default();
    let lines = SETTINGS.iter().map(|setting| {
        let default = setting.default.map(|it| format!(" [{it}]")).unwrap_or_default();
        format!("  {:width$}  {}{default}\n", setting.variable(), setting.meaning)
    });
    lines.collect()
}
