//! What was seen, and the files that hold it: one for each drawer and language.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use doangiamsat::domain::Locale;

use super::places;

/// Variants of one place that are kept: what is offered differs.
const VARIANTS: usize = 6;

/// Acts that are made in one place, question by question: each is a variant.
const TELLINGS: [&str; 2] = ["delegations/founding", "campaigns/proposing"];

/// Variants of such a place.
const QUESTIONS: usize = 12;

/// Variants of one notice.
const TOLD: usize = 16;

pub struct Book {
    locale: Locale,
    /// In the order in which they were seen first, by drawer and by place or code.
    entries: BTreeMap<(usize, String), Vec<Entry>>,
}

struct Entry {
    /// What makes it another one than the others of its place.
    mark: String,
    reader: String,
    text: String,
}

impl Book {
    pub fn new(locale: Locale) -> Book {
        Book { locale, entries: BTreeMap::new() }
    }

    pub fn screen(&mut self, place: &str, mark: String, reader: &str, text: String) {
        self.add(places::drawer_of_state(place), place.to_owned(), mark, reader, text);
    }

    /// `said`: the message of the locale files that it begins with.
    pub fn notice(&mut self, code: &str, said: &str, mark: String, reader: &str, text: String) {
        let name = format!("notice {code}");
        let reader = &format!("{reader} · {said}");
        self.add(places::drawer_of_notice(code), name, mark, reader, text);
    }

    fn add(&mut self, drawer: &str, name: String, mark: String, reader: &str, text: String) {
        let drawer = places::DRAWERS.iter().position(|it| *it == drawer).expect("a drawer");
        let most = match name.as_str() {
            name if name.starts_with("notice ") => TOLD,
            name if TELLINGS.contains(&name) => QUESTIONS,
            _ => VARIANTS,
        };
        let all = self.entries.entry((drawer, name)).or_default();
        if all.len() < most && all.iter().all(|it| it.mark != mark && it.text != text) {
            all.push(Entry { mark, reader: reader.to_owned(), text });
        }
    }

    /// How many screens of a place are there.
    pub fn count(&self, place: &str) -> usize {
        let all = self.entries.iter().filter(|((_, name), _)| name == place);
        all.map(|(_, entries)| entries.len()).sum()
    }

    /// Everything of this drawer, screens before notices.
    fn page(&self, drawer: usize) -> String {
        let mut page = String::new();
        let of_it = self.entries.iter().filter(|((it, _), _)| *it == drawer);
        let (notices, screens): (Vec<_>, Vec<_>) =
            of_it.partition(|((_, name), _)| name.starts_with("notice "));
        for ((_, name), entries) in screens.into_iter().chain(notices) {
            for entry in entries {
                let _ = write!(page, "## {name} · {}\n\n{}\n\n", entry.reader, entry.text);
            }
        }
        page
    }

    pub fn whole(&self) -> String {
        (0..places::DRAWERS.len()).map(|drawer| self.page(drawer)).collect()
    }

    /// Compares every file, and says of all that differ before it fails.
    pub fn compare(&self) {
        let mut wrong = vec![];
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for (index, drawer) in places::DRAWERS.iter().enumerate() {
                let name = format!("{drawer}.{}", self.locale.code());
                let page = self.page(index);
                let same = std::panic::catch_unwind(|| insta::assert_snapshot!(name.clone(), page));
                if same.is_err() {
                    wrong.push(name);
                }
            }
        });
        assert!(
            wrong.is_empty(),
            "what people read has changed in {wrong:?}: read it in the new files, and keep it with INSTA_UPDATE=always"
        );
    }

    /// Nothing that a person can read is missing.
    pub fn is_complete(&self, except: &[(&str, &str)]) {
        let there: BTreeSet<String> = self.entries.keys().map(|(_, name)| name.clone()).collect();
        let codes = places::all_codes().into_iter().map(|code| format!("notice {code}"));
        let all: BTreeSet<String> = places::all_places().into_iter().chain(codes).collect();
        let except: BTreeSet<String> = except.iter().map(|it| it.0.to_owned()).collect();
        let unknown: Vec<_> = there.difference(&all).collect();
        assert!(unknown.is_empty(), "no place and no code of a notice: {unknown:?}");
        let missing: Vec<_> = all.difference(&there).filter(|it| !except.contains(*it)).collect();
        let idle: Vec<_> =
            except.iter().filter(|it| there.contains(*it) || !all.contains(*it)).collect();
        assert!(missing.is_empty(), "{} not on paper: {missing:#?}", missing.len());
        assert!(idle.is_empty(), "excepted for nothing: {idle:?}");
    }
}
