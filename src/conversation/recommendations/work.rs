//! At work on a recommendation: where either side stands, what is typed and sent there.

use super::acts::RecommendationActs;
use super::{RecommendationData, Recommending, begin, history};
use crate::conversation::delegations::terms;
use crate::conversation::input::Incoming;
use crate::conversation::listing::Line;
use crate::conversation::making;
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtRecommendations, RecommendationMaking, State, Step, Then};
use crate::conversation::view::{Data, SeenRecommendations, View};
use crate::conversation::{Msg, words};
use crate::domain::file::Purpose;
use crate::domain::recommendations::{
    AttachProof, Paper, Recommendation, RecommendationCommand, RecommendationState,
};
use crate::domain::{Command, RecommendationId, Refusal, UnitId};
use crate::text::DocumentRef;
use crate::{domain, msg};

pub fn screen(at: &Recommending, data: &RecommendationData, view: &View) -> Option<Screen> {
    let screen = match at {
        Recommending::History => history(data),
        Recommending::Transfer => successors(data),
        Recommending::Making(act) => {
            return making::screen(&RecommendationActs { data, view }, act);
        }
    };
    Some(screen.back(State::Recommendations(AtRecommendations::One(data.it.id))))
}

pub fn quoted(title: Msg, it: &Recommendation) -> Screen {
    Screen::new(title).para(msg!("reporting-quote", body = words::cut(&it.text, 500)))
}

fn successors(data: &RecommendationData) -> Screen {
    let it = &data.it;
    let screen = quoted(msg!("transfer-to", unit = &it.unit_name), it);
    let line = |(unit, name): &(UnitId, String)| {
        let transfer = RecommendationMaking::Transfer { to: *unit, name: name.clone() };
        Line::go(msg!("unit-line", unit = name), begin(it, transfer))
    };
    screen.list(data.successors.iter().map(line).collect())
}

/// What is only added is never stale.
fn goes_by_version(at: &Recommending) -> bool {
    match at {
        Recommending::History => false,
        Recommending::Transfer => true,
        Recommending::Making(act) => act.what != RecommendationMaking::Progress,
    }
}

/// Work on what has changed meanwhile leads back to it, as it stands now.
pub fn arrive((id, seen): (RecommendationId, i32), at: Recommending, data: &Data) -> State {
    match data {
        Data::Recommendations(SeenRecommendations::One(data))
            if data.it.version != seen && goes_by_version(&at) =>
        {
            State::Recommendations(AtRecommendations::One(id))
        }
        _ => {
            State::Recommendations(AtRecommendations::Recommending { recommendation: id, seen, at })
        }
    }
}

/// `None`: there is nothing to type.
pub fn typed(
    (id, seen): (RecommendationId, i32),
    at: &Recommending,
    typed: &str,
    view: &View,
) -> Option<Step> {
    let (Recommending::Making(act), Data::Recommendations(SeenRecommendations::One(data))) =
        (at, &view.data)
    else {
        return None;
    };
    if data.it.version != seen && goes_by_version(at) {
        let now = State::Recommendations(AtRecommendations::One(id));
        return Some(Step::go(now).note(words::refused(&Refusal::Changed)));
    }
    Some(making::typed(&RecommendationActs { data, view }, act, typed))
}

/// A document with its number and its date.
pub fn paper(typed: &str) -> Result<Paper, Msg> {
    match terms::basis(typed)? {
        DocumentRef { number, date: Some(date) } => Ok(Paper { number, date }),
        DocumentRef { date: None, .. } => Err(words::refused(&Refusal::PaperWanted)),
    }
}

/// Whether a photo or a file that arrives here is evidence.
pub fn takes_files(at: &AtRecommendations, view: &View) -> bool {
    let Data::Recommendations(SeenRecommendations::One(data)) = &view.data else { return false };
    let Some(me) = &view.me else { return false };
    let it = &data.it;
    let open = it.is_open() && it.state == RecommendationState::InProgress;
    let here = match at {
        AtRecommendations::Recommending { at: Recommending::Making(act), .. } => matches!(
            act.what,
            RecommendationMaking::Progress
                | RecommendationMaking::Claim
                | RecommendationMaking::Explain
        ),
        AtRecommendations::Recommending { .. } => false,
        _ => true,
    };
    here && (open || it.is_to_be_explained())
        && view.may(domain::Action::WorkOnRecommendation, &it.target(me))
}

pub fn sent(recommendation: RecommendationId, file: Incoming) -> Step {
    let attach = AttachProof { recommendation, file: file.into_arrival(Purpose::Recommendation) };
    Step::run(Command::Recommendations(RecommendationCommand::AttachProof(attach)), Then::Stay)
        .note(msg!("note-proof-kept"))
}
