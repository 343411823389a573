//! Where settings are read: the environment, then the file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::settings::{OTHERS, SETTINGS, Setting};
use super::{Problem, Problems};

/// What was set, before it is understood.
#[derive(Clone, Default)]
pub struct Source {
    variables: BTreeMap<String, String>,
    file: Option<(PathBuf, BTreeMap<String, String>)>,
}

impl Source {
    /// The process's environment and the file, if one is named.
    ///
    /// # Errors
    /// A file that cannot be read or is not what a settings file is.
    pub fn of_process(file: Option<&Path>) -> Result<Source, Problems> {
        // A value that is no UTF-8 is refused by whoever parses it.
        let variables = std::env::vars_os().map(|(name, value)| {
            (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned())
        });
        Source::read(variables, file)
    }

    /// As [`Source::of_process`], from these variables.
    pub fn read(
        variables: impl IntoIterator<Item = (String, String)>,
        file: Option<&Path>,
    ) -> Result<Source, Problems> {
        let ours = |name: &str| name == "DATABASE_URL" || name.starts_with("DOANGIAMSAT_");
        let variables = variables.into_iter().filter(|(name, _)| ours(name)).collect();
        let file = match file {
            Some(path) => Some((path.to_owned(), table(path)?)),
            None => None,
        };
        Ok(Source { variables, file })
    }

    /// The value of a setting and the name under which it was found. Empty is not set.
    pub(super) fn get(&self, setting: &Setting) -> Option<(String, &str)> {
        let variable = setting.variable();
        let set = |value: &&String| !value.trim().is_empty();
        if let Some(value) = self.variables.get(&variable).filter(set) {
            return Some((variable, value.trim()));
        }
        let (path, table) = self.file.as_ref()?;
        let value = table.get(setting.key).filter(set)?;
        Some((format!("{} in {}", setting.key, path.display()), value.trim()))
    }

    /// Variables with our prefix that mean nothing: a slip of the pen, or another program's.
    pub fn strangers(&self) -> Vec<&str> {
        let known = |name: &str| {
            OTHERS.contains(&name) || SETTINGS.iter().any(|setting| setting.variable() == name)
        };
        self.variables.keys().map(String::as_str).filter(|name| !known(name)).collect()
    }
}

fn table(path: &Path) -> Result<BTreeMap<String, String>, Problems> {
    let place = path.display().to_string();
    let unusable = |what: String| Problems(vec![Problem { place: place.clone(), what }]);
    let text = std::fs::read_to_string(path).map_err(|error| {
        unusable(format!("cannot be read ({error}); check --config or DOANGIAMSAT_CONFIG"))
    })?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| {
        // The error's own text quotes the line, which may hold a secret.
        let line = error.span().map_or(0, |span| text[..span.start].matches('\n').count() + 1);
        unusable(format!(
            "is not TOML in line {line}; write lines such as listen = \"0.0.0.0:8080\""
        ))
    })?;
    let mut problems = vec![];
    let mut settings = BTreeMap::new();
    for (key, value) in table {
        let what = if SETTINGS.iter().all(|setting| setting.key != key) {
            let keys: Vec<_> = SETTINGS.iter().map(|setting| setting.key).collect();
            format!("is no setting; the settings are {}", keys.join(", "))
        } else {
            match value {
                toml::Value::String(text) => {
                    settings.insert(key, text);
                    continue;
                }
                toml::Value::Integer(number) => {
                    settings.insert(key, number.to_string());
                    continue;
                }
                _ => "must be a text in quotes or a whole number".to_owned(),
            }
        };
        problems.push(Problem { place: format!("{key} in {place}"), what });
    }
    if problems.is_empty() { Ok(settings) } else { Err(Problems(problems)) }
}
