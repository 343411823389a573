//! A notice about a submission.

use super::{AnswerNotice, Submission};
use crate::domain::notice::{Notice, NoticeKind, To};

pub(super) fn told(it: &Submission, what: AnswerNotice, to: Vec<To>) -> Notice {
    let generation = i64::from(it.version);
    Notice { kind: NoticeKind::Answers(what), subject: it.id.0, generation, to }
}
