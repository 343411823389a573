//! Things to say that nobody else says, so that the checker knows every one of them again, and the
//! record of who said what.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

/// What somebody typed, and what has become of it if the bot took it.
#[derive(Clone, Debug)]
pub struct Said {
    pub who: i64,
    pub typed: String,
    pub meant: Meant,
    /// Found in the bot's words about it, and in nothing else that is said here.
    pub mark: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Meant {
    /// As `answer.value` holds it.
    Answer(Value),
    Difficulty,
    /// A figure of a campaign's sub-task.
    Figure(i64),
    /// A note of a session, a conclusion, a reason: kept wherever the screen wanted it.
    Words,
}

/// Everything said, in the order in which it was. Cheap to clone.
#[derive(Clone, Default)]
pub struct Record {
    all: Arc<Mutex<Vec<Said>>>,
}

impl Record {
    pub fn all(&self) -> Vec<Said> {
        self.lock().clone()
    }

    /// A text without any other meaning; the mark is a word that no language has.
    pub fn text(&self, who: i64) -> Said {
        self.add(who, |mark| {
            let typed = format!("Đã làm theo kế hoạch {mark}");
            (typed.clone(), Meant::Answer(json!({ "kind": "text", "text": typed })))
        })
    }

    pub fn difficulty(&self, who: i64) -> Said {
        self.add(who, |mark| (format!("khó khăn: thiếu {mark} cho cán bộ"), Meant::Difficulty))
    }

    pub fn words(&self, who: i64) -> Said {
        self.add(who, |mark| (format!("Theo ý kiến {mark}"), Meant::Words))
    }

    pub fn integer(&self, who: i64) -> Said {
        self.number(who, |n| (n.to_string(), json!({ "kind": "integer", "value": n })))
    }

    pub fn ratio(&self, who: i64) -> Said {
        self.number(who, |n| {
            let ratio = json!({ "kind": "ratio", "numerator": 7, "denominator": n });
            (format!("7/{n}"), ratio)
        })
    }

    /// A later figure is a higher one, as a counted work's are.
    pub fn figure(&self, who: i64) -> Said {
        let mut all = self.lock();
        let n = 10_000 + all.len() as i64;
        let typed = n.to_string();
        let said = Said { who, typed: typed.clone(), meant: Meant::Figure(n), mark: typed };
        all.push(said.clone());
        said
    }

    /// A document in which a recommendation is issued, dated the day before it is played.
    pub fn paper(&self, who: i64) -> Said {
        let mut all = self.lock();
        let mark = format!("{}/KL-HĐND", 10_000 + all.len());
        let said = Said { who, typed: format!("{mark} ngày 1/3/2026"), meant: Meant::Words, mark };
        all.push(said.clone());
        said
    }

    pub fn document(&self, who: i64) -> Said {
        self.number(who, |n| {
            let number = format!("{n}/QĐ-UBND");
            let meant = json!({ "kind": "document", "number": number, "date": "2022-01-05" });
            (format!("{number} 05/01/2022"), meant)
        })
    }

    fn number(&self, who: i64, say: impl FnOnce(i64) -> (String, Value)) -> Said {
        let mut all = self.lock();
        let n = 10_000 + all.len() as i64;
        let (typed, value) = say(n);
        let said = Said { who, typed, meant: Meant::Answer(value), mark: n.to_string() };
        all.push(said.clone());
        said
    }

    fn add(&self, who: i64, say: impl FnOnce(&str) -> (String, Meant)) -> Said {
        let mut all = self.lock();
        let mark = mark(all.len());
        let (typed, meant) = say(&mark);
        let said = Said { who, typed, meant, mark };
        all.push(said.clone());
        said
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Said>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `wz` and four letters: no word of the locales begins so.
fn mark(number: usize) -> String {
    let letter = |place: usize| char::from(b'a' + u8::try_from(number / place % 26).unwrap_or(0));
    ["wz".to_owned()]
        .into_iter()
        .chain([17_576, 676, 26, 1].map(|it| letter(it).to_string()))
        .collect()
}
