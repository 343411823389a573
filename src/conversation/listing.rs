//! Lists a page at a time: turned both ways, searched by typing.
//!
//! A list that is there whole is put on a screen by [`Screen::list`] and cut here, wherever somebody
//! is in it by [`State::Paging`]. A list that the store cuts carries a [`Leaf`] in its own state.

use crate::conversation::msg::{Arg, Msg};
use crate::conversation::screen::{Button, Press, Screen};
use crate::conversation::state::{Action, Leaf, State, Step};
use crate::conversation::words;
use crate::{msg, text};

/// Longest text searched for, characters.
pub const MAX_SEARCH: usize = 60;

/// Lines on one page.
const PAGE: usize = 8;

/// A list that is there whole, and where on its screen it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct List {
    lines: Vec<Line>,
    size: usize,
    /// The page of whoever has not turned any over.
    page: usize,
    /// What is typed there is searched for.
    is_searched: bool,
    paragraph: usize,
    row: usize,
}

/// A line of a list: what is told of it, and its buttons.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Line {
    told: Vec<Msg>,
    keys: Vec<Button>,
    /// Its buttons lead to the same place, changed: the page stays.
    stays: bool,
}

impl Line {
    pub fn key(label: Msg, action: Action) -> Line {
        let keys = vec![Button { label, press: Press::Act(action) }];
        Line { keys, ..Line::default() }
    }

    pub fn go(label: Msg, state: State) -> Line {
        Line::key(label, Action::Go(state))
    }

    pub fn told(lines: Vec<Msg>) -> Line {
        Line { told: lines, ..Line::default() }
    }

    /// With what is told of it above the buttons.
    pub fn tell(mut self, line: Msg) -> Line {
        self.told.push(line);
        self
    }

    pub fn staying(self) -> Line {
        Line { stays: true, ..self }
    }

    /// Whether each word is in it.
    fn has(&self, folded: &str) -> bool {
        if folded.is_empty() {
            return true;
        }
        let said = self.told.iter().chain(self.keys.iter().map(|key| &key.label));
        text::finds(folded, &said.map(named).collect::<Vec<_>>().join(" "))
    }
}

/// The names in a message: what people look for in it.
fn named(msg: &Msg) -> String {
    let args = msg.args.iter().map(|(_, arg)| match arg {
        Arg::Text(typed) => typed.clone(),
        Arg::Int(number) => number.to_string(),
        Arg::Date(day) => day.format("%-d/%-m/%Y").to_string(),
        Arg::Msg(inner) => named(inner),
        Arg::List(list) => list.iter().map(named).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    });
    args.collect::<Vec<_>>().join(" ")
}

impl Screen {
    /// A list at this place, a page of which is drawn. One to a screen.
    pub fn list(self, lines: Vec<Line>) -> Screen {
        self.list_by((PAGE, 0), true, lines)
    }

    /// A list that begins at one of its pages.
    pub fn list_from(self, page: usize, lines: Vec<Line>) -> Screen {
        self.list_by((PAGE, page), true, lines)
    }

    /// A list of a screen on which what is typed means something else.
    pub fn list_unsearched(self, lines: Vec<Line>) -> Screen {
        self.list_by((PAGE, 0), false, lines)
    }

    /// A list with pages of its own size, which begins at one of them.
    pub fn list_by(
        self,
        (size, page): (usize, usize),
        is_searched: bool,
        lines: Vec<Line>,
    ) -> Screen {
        let (paragraph, row) = (self.body.len(), self.keys.len());
        let list = List { lines, size, page, is_searched, paragraph, row };
        Screen { list: Some(Box::new(list)), ..self }
    }

    /// How a list that the store cuts is searched, or what was found in it.
    pub fn searched<K: Clone>(self, leaf: &Leaf<K>, is_empty: bool, goes_on: bool) -> Screen {
        match heading(&leaf.search, is_empty, goes_on || !leaf.is_first()) {
            Some(heading) => self.para(heading),
            None => self,
        }
    }

    /// The buttons that turn over a list that the store cuts; `last`: the line behind which there are more.
    pub fn leaf<K: Clone>(
        self,
        leaf: &Leaf<K>,
        last: Option<K>,
        to: impl Fn(Leaf<K>) -> State,
    ) -> Screen {
        let first = (!leaf.is_first()).then(|| to(leaf.first()));
        let whole = (!leaf.search.is_empty()).then(|| to(Leaf::default()));
        let next = last.map(|last| to(leaf.next(last)));
        self.turn(first, leaf.earlier().map(&to), next).whole(whole)
    }

    fn turn(self, first: Option<State>, earlier: Option<State>, next: Option<State>) -> Screen {
        let first = first.map(|to| (msg!("key-first-page"), Action::Go(to)));
        let earlier = earlier.map(|to| (msg!("key-earlier"), Action::Go(to)));
        let next = next.map(|to| (msg!("key-more"), Action::Go(to)));
        self.row(first.into_iter().chain(earlier).chain(next).collect())
    }

    fn whole(self, whole: Option<State>) -> Screen {
        match whole {
            Some(whole) => self.go(msg!("key-whole-list"), whole),
            None => self,
        }
    }
}

/// What is said above a list: how it is searched, or what was found.
fn heading(search: &str, is_empty: bool, is_long: bool) -> Option<Msg> {
    let search = words::cut(search, MAX_SEARCH);
    match (search.is_empty(), is_empty) {
        (true, _) => is_long.then(|| msg!("list-search")),
        (false, true) => Some(msg!("list-not-found", search = search)),
        (false, false) => Some(msg!("list-found", search = search)),
    }
}

/// The page on which somebody is.
pub fn paged(mut screen: Screen, state: &State) -> Screen {
    let Some(list) = screen.list.take() else { return screen };
    let (of, search, page) = match state {
        State::Paging { of, search, page } => (of.as_ref(), search.as_str(), *page),
        other => (other, "", list.page),
    };
    let folded = text::fold(search);
    let found: Vec<&Line> = list.lines.iter().filter(|line| line.has(&folded)).collect();
    let last = found.len().div_ceil(list.size).saturating_sub(1);
    let page = page.min(last);
    let at = |search: &str, page: usize| State::Paging {
        of: Box::new(of.clone()),
        search: search.to_owned(),
        page,
    };
    let shown = found.iter().skip(page * list.size).take(list.size);
    let mut said: Vec<Msg> = vec![];
    if list.is_searched {
        said.extend(heading(search, found.is_empty(), last > 0));
    }
    if last > 0 {
        said.push(msg!("list-page", page = page + 1, pages = last + 1, count = found.len()));
    }
    let told: Vec<Msg> = shown.clone().flat_map(|line| line.told.clone()).collect();
    let rest = screen.body.split_off(list.paragraph);
    screen = screen.lines(said).lines(told);
    screen.body.extend(rest);
    let below = screen.keys.split_off(list.row);
    for line in shown {
        let mut keys = line.keys.clone();
        for key in keys.iter_mut().filter(|_| line.stays && (page > 0 || !search.is_empty())) {
            if let Press::Act(Action::Go(to)) = &mut key.press {
                let of = Box::new(to.clone());
                *to = State::Paging { of, search: search.to_owned(), page };
            }
        }
        if !keys.is_empty() {
            screen.keys.push(keys);
        }
    }
    let first = (page > 1).then(|| at(search, 0));
    let earlier = (page > 0).then(|| at(search, page - 1));
    let next = (page < last).then(|| at(search, page + 1));
    let whole = (!search.is_empty()).then(|| of.clone());
    screen = screen.turn(first, earlier, next).whole(whole);
    screen.keys.extend(below);
    screen
}

/// What is typed where a list is longer than a page is searched for in it; `None`: there is none.
pub fn typed(drawn: &Screen, state: &State, typed: &str) -> Option<Step> {
    let list = drawn.list.as_ref().filter(|list| list.is_searched)?;
    if list.lines.len() <= list.size {
        return None;
    }
    let search = text::single_line(typed);
    if search.chars().count() > MAX_SEARCH {
        let note = msg!("note-too-long", limit = MAX_SEARCH);
        return Some(Step::go(state.clone()).note(note));
    }
    let of = Box::new(state.place().clone());
    Some(Step::go(State::Paging { of, search, page: 0 }))
}
