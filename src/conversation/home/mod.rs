//! Home: Việc của tôi. Everything that waits for this person, most urgent first, one tap away.

pub(in crate::conversation) mod flow;
mod items;
mod settings;
mod troubles;

use crate::conversation::RecommendationFilter;
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, AtChecklists, AtDelegations, AtDifficulties, AtDigests, AtHome, AtPeople,
    AtVisits, Filter, Founding, Inviting, Leaf, Making, Reporting, State, UnitLeaf, Units,
};
use crate::conversation::view::{HomeData, View};
use crate::domain::digests::DigestKind;
use crate::{domain, msg};
use strum::IntoEnumIterator as _;

/// Items on one page of the home screen.
const PAGE: usize = 6;

pub fn screen(page: usize, data: &HomeData, view: &View) -> Screen {
    let name = view.me.as_ref().map(|me| me.name.as_str()).unwrap_or_default();
    let mut screen = Screen::new(msg!("home-title")).line(msg!(
        "home-person",
        name = name,
        council = view.council_name.as_str()
    ));
    if !view.council_note.is_empty() {
        screen = screen.line(msg!("home-note", note = view.council_note.as_str()));
    }
    screen = if data.items.is_empty() {
        screen.para(msg!("home-nothing"))
    } else {
        screen.para(msg!("home-count", count = data.items.len()))
    };
    let lines = data.items.iter().map(items::line).map(|(label, state)| Line::go(label, state));
    menu(screen.list_by((PAGE, page), true, lines.collect()), view)
}

fn menu(screen: Screen, view: &View) -> Screen {
    use domain::Action as May;
    let mut keys = vec![];
    if view.may_somewhere(May::SeeVisit) {
        keys.push((
            msg!("key-calendar"),
            Action::Go(State::Visits(AtVisits::Calendar(Leaf::default()))),
        ));
    }
    let belongs = |grant: &domain::Grant| matches!(grant.scope, domain::Scope::Group(_));
    if view.may_somewhere(May::PlanDelegation)
        || view.may_somewhere(May::RemovePeople)
        || view.me.as_ref().is_some_and(|me| me.grants.iter().any(belongs))
    {
        keys.push((msg!("key-delegations"), Action::Go(State::Delegations(AtDelegations::List))));
    }
    if view.may_somewhere(May::FoundDelegation) {
        keys.push((
            msg!("key-found"),
            Action::Go(State::Delegations(AtDelegations::Founding(Making::of(Founding)))),
        ));
    }
    if view.may_somewhere(May::PublishChecklist) {
        keys.push((msg!("key-checklists"), Action::Go(State::Checklists(AtChecklists::List))));
    }
    if view.may_somewhere(May::InvitePeople) {
        keys.push((
            msg!("key-invite-person"),
            Action::Go(State::People(AtPeople::Inviting(Inviting::Role))),
        ));
    }
    if view.may_somewhere(May::ReportDifficulty) {
        let start = Reporting::Unit { body: None, leaf: UnitLeaf::default() };
        keys.push((
            msg!("key-report"),
            Action::Go(State::Difficulties(AtDifficulties::Reporting(start))),
        ));
    }
    if view.may_somewhere(May::SeeDifficulty) {
        keys.push((msg!("key-difficulties"), Action::Go(State::difficulties(Filter::default()))));
    }
    if view.may_somewhere(May::SeeCampaign) {
        keys.push((msg!("key-campaigns"), Action::Go(State::Campaigns(AtCampaigns::List))));
    }
    if view.may_somewhere(May::SeeRecommendation) {
        let all = State::recommendations(RecommendationFilter::default());
        keys.push((msg!("key-recommendations"), Action::Go(all)));
    }
    if view.may_somewhere(May::LookUpUnits) {
        keys.push((msg!("key-units"), Action::Go(State::Units(Units::start()))));
    }
    if view.me.as_ref().is_some_and(|me| DigestKind::iter().any(|kind| kind.is_for(me))) {
        keys.push((msg!("key-digests"), Action::Go(State::Digests(AtDigests::List))));
    }
    keys.push((msg!("key-language"), Action::Go(State::Home(AtHome::Language))));
    let mut screen = screen;
    for pair in keys.chunks(2) {
        screen = screen.row(pair.to_vec());
    }
    screen
}
