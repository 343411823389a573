//! Every list with one, a hundred and a thousand things: turned to the end and back, searched.

mod fill;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::support::{Story, story};
use doangiamsat::conversation::{
    Action, AtCampaigns, AtChecklists, AtDelegations, AtDifficulties, AtHome, AtPeople, AtVisits,
    Button, Campaigning, Delegating, Filter, Grouping, Input, Inviting, Leaf, Press, Query,
    RecommendationFilter, Reporting, Screen, Sift, State, Then, UnitLeaf, Units, View, arrive,
    needs, screen, step,
};
use doangiamsat::domain::*;
use doangiamsat::render::Words;
use doangiamsat::store::{people, views};
use doangiamsat::text::visible_len_utf16;

/// What Telegram takes in one message.
const BUTTONS: usize = 100;
const TEXT: usize = 4096;

/// They are named by their days, not by numbers.
const LATE_LISTS: &str = "late lists";

/// A single unit that is searched for is opened.
const LOOKED_UP: &str = "units looked up";

/// Of very many things on it only the first page and the last are looked at: there are hundreds.
const HOME: &str = "home";

/// A list: where it begins, and whether what is typed there is searched for.
struct Listed {
    name: &'static str,
    at: State,
    searched: bool,
}

fn lists() -> Vec<Listed> {
    let list = |name, at| Listed { name, at, searched: true };
    let (delegation, group) = (DelegationId(1), GroupId(1));
    let of_delegation = |at| State::delegating(delegation, at);
    let units = |at| State::People(AtPeople::Inviting(at));
    let campaign = CampaignId(1);
    vec![
        list(HOME, State::home()),
        list("troubles", State::Home(AtHome::Troubles)),
        list("delegations", State::Delegations(AtDelegations::List)),
        list(
            "a delegation's groups of the channel",
            State::Delegations(AtDelegations::One(delegation)),
        ),
        list("a delegation's visits", of_delegation(Delegating::Visits(Leaf::default()))),
        list("a delegation's units", of_delegation(Delegating::Units { page: 0 })),
        list(
            "units to pick",
            of_delegation(Delegating::PickUnits { group, leaf: UnitLeaf::default() }),
        ),
        list("a group's people", of_delegation(Delegating::GroupPeople(group))),
        Listed {
            searched: false,
            ..list("a group's invitees", of_delegation(Delegating::Invitees(group)))
        },
        list(
            "checklists to choose",
            of_delegation(Delegating::Checklist { kind: units::UnitKind::Phuong }),
        ),
        list("checklists", State::Checklists(AtChecklists::List)),
        list("visits", State::Visits(AtVisits::Calendar(Leaf::default()))),
        list("campaigns", State::Campaigns(AtCampaigns::List)),
        list(
            "tasks",
            State::Campaigns(AtCampaigns::Campaigning { campaign, at: Campaigning::Tasks }),
        ),
        list("sub-tasks", State::Campaigns(AtCampaigns::subtasks(campaign, Sift::All))),
        list(LATE_LISTS, State::Campaigns(AtCampaigns::LateLists(campaign))),
        list("a late list", State::late_list(LateListId(1))),
        list("difficulties", State::difficulties(Filter::default())),
        list("difficulties by unit", State::Difficulties(AtDifficulties::Summary(Grouping::Unit))),
        list("recommendations", State::recommendations(RecommendationFilter::default())),
        list("groups to invite to", units(Inviting::Group { role: Role::Member })),
        list(
            "units to invite to",
            units(Inviting::Unit { role: Role::UnitHead, leaf: UnitLeaf::default() }),
        ),
        list(
            "units to report of",
            State::Difficulties(AtDifficulties::Reporting(Reporting::Unit {
                body: None,
                leaf: UnitLeaf::default(),
            })),
        ),
        list(LOOKED_UP, State::Units(Units::start())),
    ]
}

/// Somebody who sees everything, looking without a chat.
struct Reader<'a> {
    s: &'a Story,
    me: Actor,
    words: Words,
    /// A list that is there whole is turned over without being loaded again.
    loaded: RefCell<Option<(Query, Rc<View>)>>,
}

impl Reader<'_> {
    async fn view(&self, state: &State) -> Rc<View> {
        let query = needs(state);
        if let Some((of, view)) = &*self.loaded.borrow()
            && *of == query
        {
            return view.clone();
        }
        let view = Rc::new(self.load(&query).await);
        *self.loaded.borrow_mut() = Some((query, view.clone()));
        view
    }

    async fn load(&self, query: &Query) -> View {
        let mut tx = self.s.app.store.begin().await.expect("a transaction");
        let now = self.s.clock.now();
        let data = views::load(&mut tx, 1, query, Some(&self.me), (now, false)).await;
        View {
            me: Some(self.me.clone()),
            account: self.me.account,
            shown_name: String::new(),
            now,
            council_name: String::new(),
            council_note: String::new(),
            data: data.expect("data"),
        }
    }

    async fn looks(&self, state: State) -> (State, Screen) {
        let view = self.view(&state).await;
        let state = arrive(state, &view);
        // What was settled on may be seen otherwise.
        let view = self.view(&state).await;
        let drawn = screen(&state, &view);
        let buttons: usize = drawn.keys.iter().map(Vec::len).sum();
        let html = self.words.body(&[], &drawn, Locale::Vi, usize::MAX);
        let length = visible_len_utf16(&html);
        assert!(buttons <= BUTTONS && length <= TEXT, "{state:?}: {buttons} buttons, {length}");
        (state, drawn)
    }

    /// A screen as it is read: its words, and where its buttons lead.
    fn reads(&self, screen: &Screen) -> (String, Vec<Vec<Press>>) {
        let presses = |row: &Vec<Button>| row.iter().map(|key| key.press.clone()).collect();
        let said = self.words.body(&[], screen, Locale::Vi, usize::MAX);
        (said, screen.keys.iter().map(presses).collect())
    }

    async fn types(&self, state: &State, text: &str) -> State {
        let view = self.view(state).await;
        let typed = Input::Text { text: text.to_owned(), edited: false, message: 1 };
        match step(state, typed, &view).then {
            Then::Go(state) => state,
            other => panic!("{state:?}: {other:?}"),
        }
    }
}

/// Where a button with this key leads.
fn leads(screen: &Screen, key: &str) -> Option<State> {
    let found = screen.keys.iter().flatten().find(|button| button.label.key == key)?;
    match &found.press {
        Press::Act(Action::Go(state)) => Some(state.clone()),
        _ => None,
    }
}

/// The numbers of the things that are on a screen.
fn things(words: &Words, screen: &Screen) -> BTreeSet<u32> {
    let labels = screen.keys.iter().flatten().map(|key| words.plain(&key.label, Locale::Vi));
    let said = labels.chain([words.body(&[], screen, Locale::Vi, usize::MAX)]);
    let numbers = said.flat_map(|said| {
        let after = |(at, mark): (usize, &str)| {
            let rest: String =
                said[at + mark.len()..].chars().take_while(char::is_ascii_digit).collect();
            rest.parse().ok()
        };
        said.match_indices("Mục ").filter_map(after).collect::<Vec<u32>>()
    });
    numbers.collect()
}

/// Turns a list over to its end and back; what is on it, and on how many pages.
async fn turned(reader: &Reader<'_>, list: &Listed) -> (BTreeSet<u32>, usize) {
    let mut seen = BTreeSet::new();
    let mut pages = vec![];
    let mut next = Some(list.at.clone());
    while let Some(state) = next {
        let (state, drawn) = reader.looks(state).await;
        seen.extend(things(&reader.words, &drawn));
        next = leads(&drawn, "key-more");
        pages.push((state, drawn));
        assert!(pages.len() < 2000, "{} does not end", list.name);
    }
    let (_, mut last) = pages.last().cloned().expect("a page");
    for (state, before) in pages.iter().rev().skip(1) {
        let way = leads(&last, "key-earlier").or_else(|| leads(&last, "key-first-page"));
        let way = way.unwrap_or_else(|| panic!("{}: no way back to {state:?}", list.name));
        last = reader.looks(way).await.1;
        assert_eq!(reader.reads(&last), reader.reads(before), "{}", list.name);
    }
    (seen, pages.len())
}

#[tokio::test]
async fn every_list_is_turned_to_its_end_and_back_and_searched() {
    story("2024-03-25 08:00", async |s| {
        let cast = s.cast().await;
        s.sql(
            "INSERT INTO role_grant (council_id, person_id, role, group_id, delegation_id, granted_at)
             SELECT council_id, id, role, CASE role WHEN 'secretary' THEN 1 END,
                    CASE role WHEN 'delegation_leader' THEN 1 END, now()
             FROM person, unnest(ARRAY['standing_body', 'campaign_owner', 'administrator',
                                       'secretary', 'delegation_leader']) role
             WHERE name = 'Lê Thu Hiền'",
        )
        .await;
        let mut tx = s.app.store.begin().await.expect("a transaction");
        let me = people::by_account(&mut tx, Account(cast.hien.account)).await.expect("a query");
        drop(tx);
        let words = Words::load("bot").expect("the locales");
        let reader = Reader { s, me: me.expect("the office"), words, loaded: RefCell::default() };
        let mut from = 1;
        let mut wrong: Vec<String> = vec![];
        for many in [1, 100, 1000] {
            fill::fill(s, from, many).await;
            reader.loaded.take();
            from = many + 1;
            for list in lists() {
                if many == 1000 && list.name == HOME {
                    let of = Box::new(list.at);
                    for page in [0, usize::MAX] {
                        let (of, search) = (of.clone(), String::new());
                        reader.looks(State::Paging { of, search, page }).await;
                    }
                    continue;
                }
                let (seen, pages) = turned(&reader, &list).await;
                let missing = (1..=many as u32).filter(|it| !seen.contains(it)).count();
                if missing > 0 && list.name != LATE_LISTS || many >= 100 && pages < 2 {
                    let name = list.name;
                    wrong.push(format!("{name}: {missing} of {many} missing on {pages} pages"));
                }
            }
        }
        for list in lists().into_iter().filter(|list| list.searched && list.name != LATE_LISTS) {
            let (at, _) = reader.looks(list.at.clone()).await;
            let found = reader.types(&at, "777").await;
            let (_, drawn) = reader.looks(found).await;
            let mut found = things(&reader.words, &drawn);
            // What the list is of is named above it.
            found.remove(&1);
            // Difficulties are found by likeness too.
            let right = match list.name {
                "difficulties" => found.contains(&777) && found.len() < 8,
                _ => found == BTreeSet::from([777]),
            };
            let whole = leads(&drawn, "key-whole-list").or(leads(&drawn, "key-all-difficulties"));
            let is_left = whole.is_some() || list.name == LOOKED_UP;
            if !right || !is_left {
                wrong.push(format!("{}: searched for 777, found {found:?}", list.name));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
        let late = reader.types(&State::Campaigns(AtCampaigns::LateLists(CampaignId(1))), "5/3").await;
        assert!(leads(&reader.looks(late).await.1, "key-late-list").is_some());
        s.all_read();
    })
    .await;
}
