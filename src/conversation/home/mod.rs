//! Home: Việc của tôi. Everything that waits for this person, most urgent first, one tap away.

pub(in crate::conversation) mod flow;
pub(in crate::conversation) mod troubles;

use crate::conversation::delegations::milestones;
use crate::conversation::msg::Arg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, AtChecklists, AtDelegations, AtDifficulties, AtDigests, AtHome,
    AtMilestone, AtMinutes, AtPeople, AtRecommendations, AtVisits, Filter, Founding, Inviting,
    Reporting, State, Then, Units,
};
use crate::conversation::view::{HomeData, Item, SettingsData, View};
use crate::conversation::{RecommendationFilter, campaigns, recommendations, words};
use crate::domain::digests::DigestKind;
use crate::domain::notice::VisitBrief;
use crate::domain::people::{ChooseLocale, ChooseNights, PersonCommand};
use crate::domain::{Command, Locale};
use crate::{clock, domain, msg};
use strum::IntoEnumIterator;

/// Longest name of a unit in a label, characters: the time after it must be seen on a phone.
const UNIT: usize = 26;

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
    let pages = data.items.len().div_ceil(PAGE).max(1);
    let page = page.min(pages - 1);
    screen = if data.items.is_empty() {
        screen.para(msg!("home-nothing"))
    } else {
        screen.para(msg!("home-count", count = data.items.len()))
    };
    for item in data.items.iter().skip(page * PAGE).take(PAGE) {
        let (label, state) = line(item);
        screen = screen.go(label, state);
    }
    if pages > 1 {
        let mut row = vec![];
        if page > 0 {
            row.push((
                msg!("key-earlier"),
                Action::Go(State::Home(AtHome::Items { page: page - 1 })),
            ));
        }
        if page + 1 < pages {
            row.push((msg!("key-more"), Action::Go(State::Home(AtHome::Items { page: page + 1 }))));
        }
        screen = screen.row(row);
    }
    menu(screen, view)
}

fn menu(screen: Screen, view: &View) -> Screen {
    use domain::Action as May;
    let mut keys = vec![];
    if view.may_somewhere(May::SeeVisit) {
        keys.push((
            msg!("key-calendar"),
            Action::Go(State::Visits(AtVisits::Calendar { after: None })),
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
            Action::Go(State::Delegations(AtDelegations::Founding(Founding::Title))),
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
        let start = Reporting::Unit { body: None, search: String::new(), after: None };
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

fn line(item: &Item) -> (crate::conversation::Msg, State) {
    match item {
        Item::ClaimWaiting { invite, name } => {
            (msg!("item-claim", name = name), State::People(AtPeople::Claim(*invite)))
        }
        Item::InSession { visit, group } => (
            msg!("item-in-session", unit = words::cut(&visit.unit, words::MAX_TITLE)),
            if *group { State::session(visit.id) } else { State::visit(visit.id) },
        ),
        Item::ToOpen(visit) => (
            msg!(
                "item-to-open",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = time(visit)
            ),
            State::visit(visit.id),
        ),
        Item::Unopened(visit) => (
            msg!(
                "item-unopened",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = words::near(visit.starts_at)
            ),
            State::visit(visit.id),
        ),
        Item::Confirm(visit) => (
            msg!(
                "item-confirm",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = words::near(visit.starts_at)
            ),
            State::visit(visit.id),
        ),
        Item::Fill { submission, unit, answered, questions, due_on } => (
            msg!(
                "item-fill",
                unit = unit,
                answered = *answered,
                questions = *questions,
                due = *due_on
            ),
            State::fill(*submission),
        ),
        Item::Sign { submission, unit, due_on } => {
            (msg!("item-sign", unit = unit, due = *due_on), State::fill(*submission))
        }
        Item::AnotherTime(visit) => (
            msg!(
                "item-another-time",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = words::near(visit.starts_at)
            ),
            State::visit(visit.id),
        ),
        Item::DraftMinutes(visit) => (
            msg!(
                "item-draft-minutes",
                unit = words::cut(&visit.unit, UNIT),
                at = words::near(visit.starts_at)
            ),
            State::minutes(visit.id),
        ),
        Item::SignMinutes(visit) => (
            msg!(
                "item-sign-minutes",
                unit = words::cut(&visit.unit, UNIT),
                at = words::near(visit.starts_at)
            ),
            State::minutes(visit.id),
        ),
        Item::MinutesUnsigned { visit, left } => (
            msg!("item-minutes-unsigned", unit = words::cut(&visit.unit, UNIT), left = *left),
            State::Minutes { visit: visit.id, at: AtMinutes::Signers },
        ),
        Item::DraftVisit(visit) => (
            msg!(
                "item-draft-visit",
                unit = words::cut(&visit.unit, words::MAX_TITLE),
                at = words::near(visit.starts_at)
            ),
            State::visit(visit.id),
        ),
        Item::Unsigned { submission, unit, answered, questions, due_on } => (
            msg!(
                "item-unsigned",
                unit = unit,
                answered = *answered,
                questions = *questions,
                due = *due_on
            ),
            State::fill(*submission),
        ),
        Item::Verify { submission, unit, done, marked } => (
            msg!("item-verify", unit = unit, done = *done, marked = *marked),
            State::verify(*submission),
        ),
        Item::Disputes { submission, unit, count } => {
            (msg!("item-disputes", unit = unit, count = *count), State::verify(*submission))
        }
        Item::Results { submission, unit } => {
            (msg!("item-results", unit = unit), State::verify(*submission))
        }
        Item::Finalise { submission, unit } => {
            (msg!("item-finalise", unit = unit), State::verify(*submission))
        }
        Item::VisitAhead { visit, confirmed } => {
            let at = words::near(visit.starts_at);
            let label = if *confirmed {
                msg!(
                    "item-visit-confirmed",
                    unit = words::cut(&visit.unit, words::MAX_TITLE),
                    at = at
                )
            } else {
                msg!("item-visit", unit = words::cut(&visit.unit, words::MAX_TITLE), at = at)
            };
            (label, State::visit(visit.id))
        }
        Item::Milestone { delegation, milestone, kind, group_number, due_on } => (
            msg!(
                "item-milestone",
                milestone = milestones::name(*kind, *group_number),
                due = *due_on
            ),
            State::Delegations(AtDelegations::Milestones {
                delegation: *delegation,
                at: AtMilestone::One { milestone: *milestone },
            }),
        ),
        Item::Incomplete { delegation, title } => (
            msg!("item-incomplete", title = title),
            State::Delegations(AtDelegations::One(*delegation)),
        ),
        Item::NewDifficulty { difficulty, unit, body } => (
            msg!("item-difficulty", unit = unit, body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::ReopenedDifficulty { difficulty, unit, body } => (
            msg!("item-difficulty-reopened", unit = unit, body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::AnsweredDifficulty { difficulty, unit, body } => (
            msg!("item-difficulty-answered", unit = unit, body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::AnswerDifficulty { difficulty, unit, body } => (
            msg!("item-difficulty-answer", unit = unit, body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::ConfirmDifficulty { difficulty, body } => (
            msg!("item-difficulty-confirm", body = words::cut(body, 40)),
            State::Difficulties(AtDifficulties::One(*difficulty)),
        ),
        Item::Subtask(it) => campaigns::subtask_item(it),
        Item::LateList { list, state, as_of } => campaigns::late_list_item(*list, *state, *as_of),
        Item::JudgeSubtask(it) => campaigns::judge_item(it),
        Item::Recommendation { recommendation, unit, text, due_on, late, wanted } => (
            recommendations::item(*wanted, (unit, text), (*due_on, *late)),
            State::Recommendations(AtRecommendations::One(*recommendation)),
        ),
        Item::Troubles { count } => {
            (msg!("item-troubles", count = *count), State::Home(AtHome::Troubles))
        }
    }
}

fn time(visit: &VisitBrief) -> Arg {
    Arg::Time(clock::local(visit.starts_at))
}

/// The choice of language, each in its own words, and of evenings.
pub fn language(settings: &SettingsData) -> Screen {
    let nights = Action::Do {
        command: Command::People(PersonCommand::ChooseNights(ChooseNights {
            nights: !settings.nights,
        })),
        then: Then::Stay,
    };
    let (state, change) = if settings.nights {
        (msg!("nights-on"), msg!("key-nights-off"))
    } else {
        (msg!("nights-off"), msg!("key-nights-on"))
    };
    let choose = |locale| Action::Do {
        command: Command::People(PersonCommand::ChooseLocale(ChooseLocale { locale })),
        then: Then::Go(State::home()),
    };
    Screen::new(msg!("language-title"))
        .row(vec![
            (msg!("language-vi"), choose(Locale::Vi)),
            (msg!("language-en"), choose(Locale::En)),
        ])
        .para(state)
        .key(change, nights)
        .home()
}
