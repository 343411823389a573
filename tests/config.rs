//! Settings: all that is wrong is named at once, and no value is repeated.

use std::path::PathBuf;

use doangiamsat::config::{Config, Limits, LogFormat, Problems, SETTINGS, Source, Updates, table};
use doangiamsat::sandbox;

const TOKEN: &str = "4200000001:AAHsandboxSANDBOXsandboxSANDBOX-box";
const DATABASE: &str = "postgres://bot:hunter2@db.example/doangiamsat";

fn source(variables: &[(&str, &str)]) -> Source {
    let owned = variables.iter().map(|(name, value)| (name.to_string(), value.to_string()));
    Source::read(owned, None).expect("no file to be wrong")
}

fn problems(variables: &[(&str, &str)]) -> String {
    let read = Config::read(&source(variables), &["token", "database_url"]);
    read.expect_err("a refusal").to_string()
}

/// A settings file with this text, gone when the test is over.
struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> File {
        let path = std::env::temp_dir().join(format!("dgs-config-{}-{name}", std::process::id()));
        std::fs::write(&path, text).expect("a settings file");
        File(path)
    }

    fn read(&self, variables: &[(&str, &str)]) -> Result<Source, Problems> {
        let owned = variables.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        Source::read(owned, Some(&self.0))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn what_is_not_set_has_its_default() {
    let set = source(&[("DOANGIAMSAT_TOKEN", TOKEN), ("DATABASE_URL", DATABASE)]);
    let config = Config::read(&set, &["token", "database_url"]).expect("settings");
    assert_eq!(config.token().expect("a token").bot_id(), 4_200_000_001);
    assert_eq!(config.database().expect("a database").get_host(), "db.example");
    assert_eq!(config.database_connections, 8);
    assert_eq!(config.api_url.as_str(), "https://api.telegram.org/");
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.log_format, LogFormat::Text);
    assert!(matches!(config.updates, Updates::Polling));
    assert!(config.proxy.is_none());
}

#[test]
fn everything_wrong_or_missing_is_named_at_once_without_its_value() {
    let secret = "geheim-7c1f";
    let wrong: Vec<(String, String)> = SETTINGS
        .iter()
        .map(|setting| (setting.variable(), format!("{secret} \u{0}!")))
        .filter(|(name, _)| !name.ends_with("WEBHOOK_URL"))
        .chain([("DOANGIAMSAT_UPDATES".to_owned(), "webhook".to_owned())])
        .collect();
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let said = problems(&wrong);
    for setting in SETTINGS.iter().filter(|setting| setting.key != "updates") {
        assert!(said.contains(&setting.variable()), "{} is not named in\n{said}", setting.key);
    }
    assert!(said.contains("DOANGIAMSAT_WEBHOOK_URL: is not set"), "{said}");
    assert!(!said.contains(secret), "{said}");

    let said = problems(&[("DOANGIAMSAT_TOKEN", " ")]);
    assert!(said.contains("DOANGIAMSAT_TOKEN: is not set"), "{said}");
    assert!(said.contains("DATABASE_URL: is not set"), "{said}");
}

#[test]
fn each_setting_has_its_rule() {
    for (name, value) in [
        ("DOANGIAMSAT_TOKEN", "123:short"),
        ("DOANGIAMSAT_TOKEN", "bot4200000001:AAHsandboxSANDBOXsandboxSANDBOX"),
        ("DATABASE_URL", "mysql://root@localhost/x"),
        ("DATABASE_URL", "postgres://bot@localhost/x?sslmode=require"),
        ("DOANGIAMSAT_DATABASE_CONNECTIONS", "4"),
        ("DOANGIAMSAT_DATABASE_CONNECTIONS", "51"),
        ("DOANGIAMSAT_API_URL", "http://localhost:8081/telegram"),
        ("DOANGIAMSAT_LIMITS", "lifted"),
        ("DOANGIAMSAT_LIMITS", "none"),
        ("DOANGIAMSAT_PROXY", "socks5://localhost:9050"),
        ("DOANGIAMSAT_UPDATES", "push"),
        ("DOANGIAMSAT_WEBHOOK_URL", "http://bot.example/webhook"),
        ("DOANGIAMSAT_WEBHOOK_SECRET", "nhiều dấu"),
        ("DOANGIAMSAT_LISTEN", "localhost"),
        ("DOANGIAMSAT_LOG", "doangiamsat=loud=x"),
        ("DOANGIAMSAT_LOG_FORMAT", "xml"),
    ] {
        let said =
            problems(&[("DOANGIAMSAT_TOKEN", TOKEN), ("DATABASE_URL", DATABASE), (name, value)]);
        assert!(said.starts_with(name) && !said.contains('\n'), "{name}={value}: {said}");
    }
}

#[test]
fn only_a_stand_in_for_telegram_is_sent_to_without_limits() {
    let file = File::new("limits.toml", "limits = \"none\"\napi_url = \"http://127.0.0.1:1\"\n");
    let set = |variables: &[(&str, &str)]| {
        let source = file.read(variables).expect("a source");
        Config::read(&source, &[]).map(|config| config.limits)
    };
    assert_eq!(set(&[]), Ok(Limits::None));
    let telegrams = [("DOANGIAMSAT_API_URL", "https://api.telegram.org")];
    assert!(set(&telegrams).is_err_and(|said| said.to_string().starts_with("limits in ")));
    assert_eq!(Config::read(&source(&[]), &[]).expect("settings").limits, Limits::Telegram);
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = File::new(
        "wins.toml",
        "token = \"4200000001:AAHfromTHEfileAAHfromTHEfile\"\ndatabase_connections = 20\nlisten = \"0.0.0.0:1\"\n",
    );
    let source = file.read(&[("DOANGIAMSAT_LISTEN", "0.0.0.0:2")]).expect("a source");
    let config = Config::read(&source, &["token"]).expect("settings");
    assert_eq!(config.database_connections, 20);
    assert_eq!(config.listen.port(), 2);

    let source = file.read(&[("DOANGIAMSAT_LISTEN", "")]).expect("a source");
    assert_eq!(Config::read(&source, &[]).expect("settings").listen.port(), 1);
}

#[test]
fn a_wrong_file_is_told_by_its_place() {
    let said = |file: &File| file.read(&[]).err().expect("a refusal").to_string();
    let typo = File::new("typo.toml", "tokn = \"x\"\nlisten = [1]\n");
    let text = said(&typo);
    assert!(text.contains("tokn in ") && text.contains("the settings are token,"), "{text}");
    assert!(text.contains("listen in "), "{text}");

    let broken = File::new("broken.toml", "log = \"info\"\ntoken = \"42:geheim\n");
    let text = said(&broken);
    assert!(text.contains("line 2") && !text.contains("geheim"), "{text}");

    let missing = Source::read([], Some(&PathBuf::from("/nowhere/doangiamsat.toml")));
    assert!(missing.err().expect("a refusal").to_string().contains("/nowhere/doangiamsat.toml"));
}

#[test]
fn nothing_shows_a_secret() {
    let set = source(&[
        ("DOANGIAMSAT_TOKEN", TOKEN),
        ("DOANGIAMSAT_UPDATES", "webhook"),
        ("DOANGIAMSAT_WEBHOOK_URL", "https://bot.example/hook"),
        ("DOANGIAMSAT_WEBHOOK_SECRET", "geheim"),
    ]);
    let shown = format!("{:?}", Config::read(&set, &[]).expect("settings"));
    assert!(!shown.contains("AAHsandbox") && !shown.contains("geheim"), "{shown}");
}

#[test]
fn a_variable_that_means_nothing_is_a_stranger() {
    let set = source(&[("DOANGIAMSAT_TOKN", "x"), ("DOANGIAMSAT_PG_BIN", "/x"), ("PATH", "/bin")]);
    assert_eq!(set.strangers(), ["DOANGIAMSAT_TOKN"]);
}

#[test]
fn the_table_names_every_setting() {
    let table = table();
    assert_eq!(table.lines().count(), SETTINGS.len());
    for setting in SETTINGS {
        assert!(table.contains(&setting.variable()), "{}", setting.key);
        assert!(table.contains(setting.meaning), "{}", setting.key);
    }
}

#[test]
fn the_sandbox_has_a_token_that_passes() {
    let config = sandbox::Config::new(std::sync::Arc::new(chrono::DateTime::default));
    let set = source(&[("DOANGIAMSAT_TOKEN", &config.token)]);
    let read = Config::read(&set, &["token"]).expect("settings");
    assert_eq!(read.token().expect("a token").bot_id(), config.bot_id);
}

#[test]
fn the_readme_tells_every_setting() {
    let operating = include_str!("../docs/operating.md");
    for setting in SETTINGS {
        let row = format!("| `{}` |", setting.variable());
        let line = operating.lines().find(|line| line.starts_with(&row));
        let line = line
            .unwrap_or_else(|| panic!("docs/operating.md has no row for {}", setting.variable()));
        assert!(line.contains(setting.meaning), "{line}");
        if let Some(default) = setting.default {
            assert!(line.contains(default), "{line}");
        }
    }
}
