//! A screen, channel-neutral: paragraphs and rows of named actions.

use crate::conversation::listing::List;
use crate::conversation::msg::Msg;
use crate::conversation::state::{Action, State};
use crate::msg;

#[derive(Clone, PartialEq, Debug)]
pub struct Screen {
    /// Paragraphs of lines.
    pub body: Vec<Vec<Msg>>,
    pub keys: Vec<Vec<Button>>,
    /// A reply button that shares the account's own phone number.
    pub asks_phone: bool,
    /// Stored files, each sent as a message of its own above the screen; a notice carries its only
    /// one itself.
    pub attachments: Vec<Attachment>,
    /// A list of which a page is to be drawn; none once it is.
    pub list: Option<Box<List>>,
}

/// A stored file that goes with a screen.
#[derive(Clone, PartialEq, Debug)]
pub struct Attachment {
    /// Of the bytes, in hex.
    pub sha256: String,
    pub name: String,
    pub mime: String,
    /// Shown as a picture rather than as a file.
    pub is_photo: bool,
    /// Of its own message; under a notice's file stands the notice.
    pub caption: Option<Msg>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Button {
    pub label: Msg,
    pub press: Press,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Press {
    Act(Action),
    /// Opens the private chat there, with this payload: what a group's buttons do.
    Open {
        payload: String,
    },
    /// A one-time link to the bot with this payload, to be passed on.
    Share {
        payload: String,
    },
}

impl Screen {
    pub fn new(first: Msg) -> Screen {
        Screen {
            body: vec![vec![first]],
            keys: vec![],
            asks_phone: false,
            attachments: vec![],
            list: None,
        }
    }

    /// A new paragraph.
    pub fn para(mut self, line: Msg) -> Screen {
        self.body.push(vec![line]);
        self
    }

    /// A new paragraph of several lines; none if there are none.
    pub fn lines(mut self, lines: Vec<Msg>) -> Screen {
        if !lines.is_empty() {
            self.body.push(lines);
        }
        self
    }

    /// A line in the current paragraph.
    pub fn line(mut self, line: Msg) -> Screen {
        match self.body.last_mut() {
            Some(paragraph) => paragraph.push(line),
            None => self.body.push(vec![line]),
        }
        self
    }

    /// A row of its own.
    pub fn key(mut self, label: Msg, action: Action) -> Screen {
        self.keys.push(vec![Button { label, press: Press::Act(action) }]);
        self
    }

    pub fn key_if(self, condition: bool, label: Msg, action: Action) -> Screen {
        if condition { self.key(label, action) } else { self }
    }

    pub fn go(self, label: Msg, state: State) -> Screen {
        self.key(label, Action::Go(state))
    }

    pub fn row(mut self, buttons: Vec<(Msg, Action)>) -> Screen {
        if !buttons.is_empty() {
            let row = buttons
                .into_iter()
                .map(|(label, action)| Button { label, press: Press::Act(action) });
            self.keys.push(row.collect());
        }
        self
    }

    /// A link into the private chat: what stands under an announcement in a group.
    pub fn opens(mut self, label: Msg, payload: String) -> Screen {
        self.keys.push(vec![Button { label, press: Press::Open { payload } }]);
        self
    }

    /// A row above the last one, which leads on and home.
    pub fn key_above(mut self, label: Msg, action: Action) -> Screen {
        let last = self.keys.len().saturating_sub(1);
        self.keys.insert(last, vec![Button { label, press: Press::Act(action) }]);
        self
    }

    /// The way home alone.
    pub fn home(self) -> Screen {
        self.go(msg!("key-home"), State::home())
    }

    /// Back and home in one row.
    pub fn back(self, to: State) -> Screen {
        self.row(vec![
            (msg!("key-back"), Action::Go(to)),
            (msg!("key-home"), Action::Go(State::home())),
        ])
    }
}
