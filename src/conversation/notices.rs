//! Notices in words, with the buttons they carry.

use crate::conversation::screen::Screen;
use crate::conversation::{
    answers, campaigns, delegations, difficulties, digests, minutes, people, recommendations,
    reminders, visits,
};
use crate::domain::NoticeKind;

/// A notice drawn for one reader.
pub type Worded = Screen;

/// Puts a notice into words.
pub fn word(kind: &NoticeKind) -> Worded {
    match kind {
        NoticeKind::People(it) => people::notices::word(it),
        NoticeKind::Delegations(it) => delegations::notices::word(it),
        NoticeKind::Visits(it) => visits::notices::word(it),
        NoticeKind::Minutes(it) => minutes::notices::word(it),
        NoticeKind::Answers(it) => answers::notices::word(it),
        NoticeKind::Difficulties(it) => difficulties::notices::word(it),
        NoticeKind::Reminders(it) => reminders::notices::word(it),
        NoticeKind::Campaigns(it) => campaigns::notices::word(it),
        NoticeKind::Recommendations(it) => recommendations::notices::word(it),
        NoticeKind::Digests(content) => digests::notices::word(content),
    }
}
