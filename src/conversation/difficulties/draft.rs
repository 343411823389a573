//! What is there of a difficulty that is being reported: as chosen, else as its words suggest.

use crate::conversation::state::{DifficultyDraft, Reporting};
use crate::domain::difficulties::{AskedOf, Cause, suggest, suggest_asked, suggest_cause};
use crate::domain::{UnitId, VisitId};
use crate::text;

/// As chosen, else as suggested.
pub(super) fn cause(draft: &DifficultyDraft) -> Cause {
    let suggested = || match draft.category {
        Some(category) => suggest_cause(&text::fold(&draft.body), category),
        None => Cause::default(),
    };
    draft.cause.unwrap_or_else(suggested)
}

pub(super) fn asked_of(draft: &DifficultyDraft) -> AskedOf {
    match (&draft.asked_of, draft.category) {
        (Some(asked), _) => asked.clone(),
        (None, Some(category)) => suggest_asked(category, cause(draft)),
        (None, None) => AskedOf::default(),
    }
}

/// Where it was met, before there are words for it.
pub(super) fn met((unit, unit_name): (UnitId, String), visit: Option<VisitId>) -> DifficultyDraft {
    DifficultyDraft {
        unit,
        unit_name,
        visit,
        question: None,
        body: String::new(),
        category: None,
        cause: None,
        asked_of: None,
        photos: vec![],
        blocks: None,
    }
}

/// What follows the words: everything suggested, or the choice of the category if nothing is.
pub(super) fn described(met: DifficultyDraft, body: String) -> Reporting {
    let category = suggest(&text::fold(&body));
    let draft = DifficultyDraft { body, category, ..met };
    match category {
        Some(_) => Reporting::Review(Box::new(draft)),
        None => Reporting::Category(Box::new(draft)),
    }
}

/// `None`: nothing has been described yet.
pub(super) fn draft_of(at: &Reporting) -> Option<&DifficultyDraft> {
    match at {
        Reporting::Category(draft)
        | Reporting::Cause(draft)
        | Reporting::AskedOf(draft)
        | Reporting::Photos(draft)
        | Reporting::Review(draft) => Some(draft),
        Reporting::Unit { .. } | Reporting::Body { .. } => None,
    }
}
