//! Settings: the environment and an optional TOML file become one typed [`Config`], checked at
//! start. Whatever is wrong or missing is told at once, each with what to do; a value is never
//! repeated in a message, because it may be a secret put in the wrong place.
//!
//! [`SETTINGS`] is the table of what there is. The environment wins over the file.

mod settings;
mod source;

use std::fmt;
use std::net::SocketAddr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use url::Url;

pub use settings::{SETTINGS, Setting, table};
pub use source::Source;

/// A value that is not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: impl Into<String>) -> Secret {
        Secret(value.into())
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

/// A bot's token, of the right shape.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    secret: Secret,
    bot_id: i64,
}

impl Token {
    fn parse(text: &str) -> Result<Token, String> {
        let wrong =
            "is not a token; copy the whole line that @BotFather gave you, e.g. 123456:AAE…";
        let (id, rest) = text.split_once(':').ok_or(wrong)?;
        let spelled = rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        let bot_id = id.parse().ok().filter(|id| *id > 0).ok_or(wrong)?;
        if rest.len() < 20 || !spelled {
            return Err(wrong.to_owned());
        }
        Ok(Token { secret: Secret::new(text), bot_id })
    }

    pub fn reveal(&self) -> &str {
        self.secret.reveal()
    }

    /// The bot's user id, which its token begins with.
    pub fn bot_id(&self) -> i64 {
        self.bot_id
    }
}

/// How updates come in.
#[derive(Clone, Debug)]
pub enum Updates {
    Polling,
    Webhook { url: Url, secret: Secret },
}

/// Whose limits on sending are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limits {
    Telegram,
    /// Nobody's: what answers is a stand-in, and the bot itself is measured.
    None,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogFormat {
    Text,
    Json,
}

/// The settings, understood.
#[derive(Clone, Debug)]
pub struct Config {
    token: Option<Token>,
    database: Option<PgConnectOptions>,
    /// Size of the pool.
    pub database_connections: u32,
    /// Without a path.
    pub api_url: Url,
    pub limits: Limits,
    pub proxy: Option<Url>,
    pub updates: Updates,
    pub listen: SocketAddr,
    /// In the syntax of `tracing_subscriber::EnvFilter`.
    pub log: String,
    pub log_format: LogFormat,
}

/// A setting that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The variable, or the key and its file.
    pub place: String,
    /// What is wrong and what to do, to be read after the place.
    pub what: String,
}

/// All that is wrong with the settings.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let line = if index == 0 { "" } else { "\n" };
            write!(f, "{line}{}: {}", problem.place, problem.what)?;
        }
        Ok(())
    }
}

impl Config {
    /// Reads what a command needs.
    ///
    /// # Errors
    /// Every setting that is wrong, and each of `needs` that is missing.
    pub fn read(source: &Source, needs: &[&str]) -> Result<Config, Problems> {
        let (config, problems) = Config::examine(source, needs);
        if problems.0.is_empty() { Ok(config) } else { Err(problems) }
    }

    /// As [`Config::read`], but with what could be used beside what could not; wrong settings are
    /// as if they were not set.
    pub fn examine(source: &Source, needs: &[&str]) -> (Config, Problems) {
        let mut reader = Reader { source, problems: vec![] };
        let config = reader.config();
        for setting in needs.iter().map(|key| settings::find(key)) {
            if source.get(setting).is_none() {
                reader.missing(setting);
            }
        }
        (config, Problems(reader.problems))
    }

    /// # Errors
    /// When it is not set: a command that needs it says so to [`Config::read`].
    pub fn token(&self) -> Result<&Token, Problems> {
        self.token.as_ref().ok_or_else(|| missing("token"))
    }

    /// # Errors
    /// As for [`Config::token`].
    pub fn database(&self) -> Result<&PgConnectOptions, Problems> {
        self.database.as_ref().ok_or_else(|| missing("database_url"))
    }
}

fn missing(key: &str) -> Problems {
    let setting = settings::find(key);
    let what = format!("is not set: {}", setting.meaning);
    Problems(vec![Problem { place: setting.variable(), what }])
}

struct Reader<'a> {
    source: &'a Source,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn config(&mut self) -> Config {
        let token = self.take("token", Token::parse);
        let database = self.take("database_url", database);
        let connections = self.or_default("database_connections", connections);
        let api_url = self.or_default("api_url", api_url);
        let limits = self.or_default("limits", |text| match text {
            "telegram" => Ok(Limits::Telegram),
            "none" if api_url.host_str() != Some("api.telegram.org") => Ok(Limits::None),
            "none" => Err("may be none only if api_url is not Telegram's own".to_owned()),
            _ => Err("must be telegram or none".to_owned()),
        });
        let proxy = self.take("proxy", proxy);
        let webhook = self.or_default("updates", |text| match text {
            "polling" => Ok(false),
            "webhook" => Ok(true),
            _ => Err("must be polling or webhook".to_owned()),
        });
        let url = self.take("webhook_url", webhook_url);
        let secret = self.take("webhook_secret", webhook_secret);
        if webhook {
            for setting in ["webhook_url", "webhook_secret"].map(settings::find) {
                if self.source.get(setting).is_none() {
                    self.missing(setting);
                }
            }
        }
        Config {
            token,
            database,
            database_connections: connections,
            api_url,
            limits,
            proxy,
            updates: match (webhook, url, secret) {
                (true, Some(url), Some(secret)) => Updates::Webhook { url, secret },
                _ => Updates::Polling,
            },
            listen: self.or_default("listen", |text| {
                text.parse()
                    .map_err(|_| "must be an address and a port, e.g. 0.0.0.0:8080".to_owned())
            }),
            log: self.or_default("log", |text| {
                let filter = tracing_subscriber::EnvFilter::try_new(text);
                filter.map(|_| text.to_owned()).map_err(|_| {
                    "is no log filter; write e.g. info or doangiamsat=debug,info".to_owned()
                })
            }),
            log_format: self.or_default("log_format", |text| match text {
                "text" => Ok(LogFormat::Text),
                "json" => Ok(LogFormat::Json),
                _ => Err("must be text or json".to_owned()),
            }),
        }
    }

    /// `None`: not set, or wrong and noted.
    fn take<T>(&mut self, key: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let (place, value) = self.source.get(settings::find(key))?;
        parse(value).map_err(|what| self.problems.push(Problem { place, what })).ok()
    }

    fn or_default<T>(&mut self, key: &str, parse: impl Fn(&str) -> Result<T, String>) -> T {
        let default = settings::find(key).default.unwrap_or_default();
        self.take(key, &parse)
            .unwrap_or_else(|| parse(default).expect("the table's defaults are right"))
    }

    fn missing(&mut self, setting: &Setting) {
        let what = format!("is not set: {}", setting.meaning);
        self.problems.push(Problem { place: setting.variable(), what });
    }
}

fn database(text: &str) -> Result<PgConnectOptions, String> {
    if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
        return Err("must begin with postgres://".to_owned());
    }
    // The parser's own words quote what they stumble over.
    let options: PgConnectOptions = text.parse().map_err(|_| {
        "is no database address; write postgres://user:password@host:port/database, with \
         characters such as @ / : # in the password as %40 %2F %3A %23"
            .to_owned()
    })?;
    if matches!(
        options.get_ssl_mode(),
        PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull
    ) {
        return Err(
            "asks for TLS, which this build does not speak to the database; leave sslmode \
                    out and reach the server over a private network or a tunnel"
                .to_owned(),
        );
    }
    Ok(options)
}

fn connections(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| (5..=50).contains(number));
    number.ok_or_else(|| "must be a number from 5 to 50".to_owned())
}

fn api_url(text: &str) -> Result<Url, String> {
    let url = web_address(text).ok_or("must be an http:// or https:// address")?;
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(
            "must be a bare address such as http://localhost:8081, without a path".to_owned()
        );
    }
    Ok(url)
}

fn proxy(text: &str) -> Result<Url, String> {
    if text.starts_with("socks") {
        return Err(
            "this build speaks to http:// and https:// proxies only, not to socks; put an \
                    HTTP proxy such as privoxy before it"
                .to_owned(),
        );
    }
    web_address(text).ok_or_else(|| "must be an http:// or https:// address".to_owned())
}

/// Telegram itself asks for https; a Bot API server of one's own on the same machine does not.
fn webhook_url(text: &str) -> Result<Url, String> {
    let wrong = "must be an https:// address that Telegram can reach, without ?query or #fragment";
    let url = web_address(text).ok_or(wrong)?;
    let usable = url.scheme() == "https" || is_loopback(&url);
    if !usable || url.query().is_some() || url.fragment().is_some() {
        return Err(wrong.to_owned());
    }
    Ok(url)
}

fn webhook_secret(text: &str) -> Result<Secret, String> {
    let spelled = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if text.len() > 256 || !spelled {
        return Err(
            "must be 1 to 256 of A-Z a-z 0-9 _ -; openssl rand -hex 32 makes one".to_owned()
        );
    }
    Ok(Secret::new(text))
}

fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Whether an address is of this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
