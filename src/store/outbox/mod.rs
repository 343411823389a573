//! The outbox: what will be sent to Telegram, in lanes that keep their order.
//!
//! A step that shows or tells something calls [`enqueue`] inside its own transaction; the room
//! `delivery` does the rest, and documents how one message travels. Here is all the SQL of both.
//!
//! - A *lane* is a chat and a class. Whoever changes the state of a message holds the lane's row,
//!   so message ids follow commit order inside a lane and `lane.pending` is exact: it is kept by the
//!   difference, and [`recount_lanes`] finds out if it is not.
//! - Locks are taken in the order chat, lane (by chat id, then class), screen, outbox, stale
//!   keyboard. [`enqueue`] therefore comes last in a step.
//! - A chat that cannot be reached keeps its messages as `blocked`; [`mark_reachable`] puts them
//!   back in line.

mod count;
mod enqueue;
mod lanes;
mod message;
mod overall;
mod pace;
mod reach;
mod reads;
mod settle;
mod stale;
mod take;

use serde::{Deserialize, Serialize};

pub use count::recount_lanes;
pub use enqueue::{enqueue, open_screen};
pub use lanes::CHANNEL;
pub use message::{FileRef, Key, Media, Message, Press};
pub use reach::{follow, mark_reachable, mark_unreachable, revive};
pub use reads::{
    Counts, DeadLetter, PageRow, Unreachable, counts, dead_letters, live_screen, summary_for_page,
    unreachable, waiting,
};

// For the room `delivery`, and for whoever hands it what a commit took.
pub(crate) use enqueue::enqueue_taking;
pub(crate) use lanes::{LEASE, Lease, claim, hand_back, leave, next_ready, release};
pub(crate) use overall::{SLOTS_LEASED, held, lease_slots, make_slots, note_flood};
pub(crate) use pace::Pace;
pub(crate) use settle::{Outcome, Settled, hold, settle};
pub(crate) use stale::{Stale, claim_stale, forget_stale};
pub(crate) use take::{Call, ChatPace, Job, Taken, take};

/// How urgent a message is. Each class of a chat is a lane of its own.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Answers to what a person just did.
    Interactive,
    /// Reminders, digests, announcements.
    Bulk,
}

impl Class {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Class::Interactive => "interactive",
            Class::Bulk => "bulk",
        }
    }

    fn parse(text: &str) -> sqlx::Result<Self> {
        match text {
            "interactive" => Ok(Class::Interactive),
            "bulk" => Ok(Class::Bulk),
            other => Err(unexpected("class", other)),
        }
    }
}

/// A row of `screen`.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(transparent)]
pub struct ScreenId(pub i64);

/// Names a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneKey {
    pub bot_id: i64,
    pub chat: i64,
    pub class: Class,
}

/// What is to happen in the chat.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Sends a screen that [`open_screen`] made.
    NewScreen { screen: ScreenId, message: Message },
    /// Changes a screen where it stands, or sends it anew where that is impossible.
    EditScreen { screen: ScreenId, message: Message },
    /// A message of its own.
    Notice { message: Message },
}

impl Body {
    fn kind(&self) -> &'static str {
        match self {
            Body::NewScreen { .. } => "new_screen",
            Body::EditScreen { .. } => "edit_screen",
            Body::Notice { .. } => "notice",
        }
    }

    fn screen(&self) -> Option<ScreenId> {
        match self {
            Body::NewScreen { screen, .. } | Body::EditScreen { screen, .. } => Some(*screen),
            Body::Notice { .. } => None,
        }
    }

    fn message(&self) -> &Message {
        match self {
            Body::NewScreen { message, .. }
            | Body::EditScreen { message, .. }
            | Body::Notice { message } => message,
        }
    }
}

/// One thing to send.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    pub chat: i64,
    pub class: Class,
    /// Unique per bot: a second message under the same key is not enqueued.
    pub key: Option<String>,
    pub body: Body,
}

/// A stored word that this version does not know.
fn unexpected(what: &str, found: &str) -> sqlx::Error {
    sqlx::Error::Decode(format!("unknown {what} {found:?}").into())
}
