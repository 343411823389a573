//! doangiamsat: a chat bot that runs the supervision missions of a Vietnamese People's Council.
//!
//! One natural way through:
//!
//! ```text
//! Telegram ─► inbox ─► the person's lane, in order
//!              raw JSON committed,     query = needs(state, input)      what the step must see
//!              then acknowledged       view  = load(query)
//!                                      step(state, input, view)         PURE -> state', command?
//!                                      facts = load_for_update(command)
//!                                      decide(command, facts, now)      PURE -> changes, notices | refusal
//!                                      apply; view' = load(needs(state'))
//!                                      screen(state', view')            PURE
//!                                      ONE COMMIT: business rows, session, screen, outbox, audit ─► delivery
//! clock ─► schedule ─► due work ─► decide ─► the same commit ─► delivery
//! ```
//!
//! The rooms, and the way the arrows point:
//! `main → web, intake, schedule, delivery → speaking → render, store → conversation → domain → xlsform, text`.
//! `sheets` reads the tables that `cli` and `demo` import, and for `store` the plan of a campaign.
//! `sandbox` and `pg` stand apart: only `demo`, `cli` and the tests know them.
//! `domain`, `xlsform`, `conversation` and `text` are PURE: a test keeps them so.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod conversation;
pub mod delivery;
pub mod demo;
pub mod domain;
pub mod fetching;
pub mod intake;
pub mod pg;
pub mod render;
pub mod reports;
pub mod sandbox;
pub mod schedule;
pub mod sheets;
pub mod speaking;
pub mod store;
pub mod text;
pub mod web;
pub mod xlsform;
