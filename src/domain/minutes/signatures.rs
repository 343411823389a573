//! Frozen minutes: signed seat by seat, on paper where a unit's head uses no bot, or returned.

use super::told::holders;
use super::{Minutes, MinutesChange, MinutesNotice, MinutesState, Seat, SeatState, SignedOn};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor};
use crate::domain::visits::{VisitChange, VisitState};
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Something done with minutes that lie before the signers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SettleMinutes {
    pub visit: VisitId,
    /// Of the text that the person was shown: it stands for the version.
    pub sha256: [u8; 32],
    pub act: FrozenAct,
}

/// What is done with them; the words are those of the audit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum FrozenAct {
    /// At one seat. The project's record, not a digital signature in law: the screen says so.
    #[strum(serialize = "sign_minutes")]
    Sign { seat: Seat },
    /// Write down that a unit whose head uses no bot has signed on paper: who signed, and when.
    #[strum(serialize = "record_paper")]
    RecordPaper { unit: UnitId, note: String },
    /// Instead of signing: they become a draft again, all signatures are void.
    #[strum(serialize = "return_minutes")]
    Return { reason: String },
    /// Those who have not signed yet: at most once a day.
    #[strum(serialize = "remind_signers")]
    Remind,
}

impl SettleMinutes {
    pub fn decide(self, actor: &Actor, minutes: Option<Minutes>, now: DateTime<Utc>) -> Decided {
        let minutes = minutes.ok_or(Refusal::Gone)?;
        self.act.allowed(actor, &minutes)?;
        minutes.still(&self.sha256)?;
        match self.act {
            FrozenAct::Sign { seat } => {
                let way = (actor, SignedOn::Chat, String::new());
                Ok(signed(&minutes, unsigned(&minutes, seat)?.seat, self.sha256, way))
            }
            FrozenAct::RecordPaper { unit, note } => {
                let seat = unsigned(&minutes, Seat::Unit(unit))?;
                record_paper(actor, &minutes, seat, self.sha256, &note)
            }
            FrozenAct::Return { reason } => send_back(actor, &minutes, &reason),
            FrozenAct::Remind => remind(&minutes, now),
        }
    }
}

impl FrozenAct {
    /// What it takes to do it. To sign, or to return instead, is for whoever holds a seat: the group's
    /// leader holds no unit's, though the visit is in their scope.
    fn allowed(&self, actor: &Actor, minutes: &Minutes) -> Result<(), Refusal> {
        let visit = &minutes.visit;
        let mine = match self {
            FrozenAct::Remind => return require(actor, Action::DraftMinutes, &visit.target()),
            FrozenAct::RecordPaper { unit, .. } => {
                require(actor, Action::DraftMinutes, &visit.target())?;
                return minutes.seat(Seat::Unit(*unit)).map(|_| ()).ok_or(Refusal::Gone);
            }
            FrozenAct::Sign { seat } => {
                require(actor, Action::SignMinutes, &seat.target(visit))?;
                minutes.seat(*seat).ok_or(Refusal::Gone)?.held_by(actor)
            }
            FrozenAct::Return { .. } => {
                let mine = minutes.seats.iter().find(|seat| seat.held_by(actor));
                let on = mine.map_or(visit.target(), |mine| mine.seat.target(visit));
                require(actor, Action::SignMinutes, &on)?;
                mine.is_some()
            }
        };
        if mine { Ok(()) } else { Err(Refusal::NotAllowed { action: Action::SignMinutes }) }
    }
}

impl Minutes {
    /// Refuses what is not about the text that lies before the signers.
    fn still(&self, sha256: &[u8; 32]) -> Result<(), Refusal> {
        match self.state {
            MinutesState::Signed => Err(Refusal::AlreadyDone),
            MinutesState::Frozen if self.sha256().as_ref() == Some(sha256) => Ok(()),
            MinutesState::Frozen | MinutesState::Draft | MinutesState::Returned => {
                Err(Refusal::Changed)
            }
        }
    }
}

/// The seat, if it waits for a signature.
fn unsigned(minutes: &Minutes, seat: Seat) -> Result<&SeatState, Refusal> {
    let seat = minutes.seat(seat).ok_or(Refusal::Gone)?;
    if seat.signed.is_some() { Err(Refusal::AlreadyDone) } else { Ok(seat) }
}

fn record_paper(
    actor: &Actor,
    minutes: &Minutes,
    seat: &SeatState,
    sha256: [u8; 32],
    note: &str,
) -> Decided {
    if !seat.holders.is_empty() {
        return Err(Refusal::HeadSigns { unit: seat.unit.clone() });
    }
    let note = note.trim().to_owned();
    if note.is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    Ok(signed(minutes, seat.seat, sha256, (actor, SignedOn::Paper, note)))
}

/// The seat is signed; with the last one the visit is closed and everybody told.
fn signed(
    minutes: &Minutes,
    seat: Seat,
    sha256: [u8; 32],
    (actor, way, note): (&Actor, SignedOn, String),
) -> Decision {
    let visit = &minutes.visit;
    let mut changes = vec![Change::Minutes(MinutesChange::Sign {
        visit: visit.id,
        version: minutes.version,
        seat,
        way,
        note,
        sha256,
        by: actor.id,
    })];
    let mut notices = vec![];
    if minutes.unsigned().all(|other| other.seat == seat) {
        changes.push(Change::Minutes(MinutesChange::Close {
            visit: visit.id,
            version: minutes.version,
        }));
        changes.push(Change::Visits(VisitChange::to_state(visit, VisitState::Closed, None)));
        let mut to = vec![To::Secretariat(visit.council), To::GroupPeople(visit.group)];
        to.extend(visit.unit_people());
        let kind =
            NoticeKind::Minutes(MinutesNotice::Signed { visit: visit.brief_after(), sha256 });
        notices.push(minutes.notice(kind, to));
    }
    Decision { changes, notices, outcome: Outcome::Done }
}

fn send_back(actor: &Actor, minutes: &Minutes, reason: &str) -> Decided {
    let visit = &minutes.visit;
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    let mut to = holders(minutes.seats.iter());
    to.push(To::Secretaries(visit.group));
    Ok(Decision {
        notices: vec![minutes.notice(
            NoticeKind::Minutes(MinutesNotice::Returned {
                visit: visit.brief(),
                by: actor.name.clone(),
                reason: reason.clone(),
            }),
            to,
        )],
        changes: vec![
            Change::Minutes(MinutesChange::Return {
                visit: visit.id,
                version: minutes.version,
                by: actor.id,
                reason,
            }),
            Change::Minutes(MinutesChange::SaveConclusion {
                visit: visit.id,
                council: visit.council,
                version: minutes.version + 1,
                conclusion: minutes.conclusion.clone(),
                revision: 0,
            }),
        ],
        outcome: Outcome::Done,
    })
}

fn remind(minutes: &Minutes, now: DateTime<Utc>) -> Decided {
    let today = local(now).date();
    if minutes.reminded_on == Some(today) {
        return Err(Refusal::RemindedToday);
    }
    let kind = NoticeKind::Minutes(MinutesNotice::Reminder { visit: minutes.visit.brief() });
    Ok(Decision {
        notices: vec![Notice {
            generation: i64::from(today.num_days_from_ce()),
            ..minutes.notice(kind, holders(minutes.unsigned()))
        }],
        changes: vec![Change::Minutes(MinutesChange::NoteReminder {
            visit: minutes.visit.id,
            version: minutes.version,
            day: today,
        })],
        outcome: Outcome::Done,
    })
}

/// Have the frozen or signed minutes sent as a text file.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SendMinutes {
    pub visit: VisitId,
}

impl SendMinutes {
    pub fn decide(self, actor: &Actor, minutes: Option<Minutes>, now: DateTime<Utc>) -> Decided {
        let minutes = minutes.ok_or(Refusal::Gone)?;
        if minutes.visit.council != actor.council {
            return Err(Refusal::Gone);
        }
        if !minutes.seen_by(actor) {
            return Err(Refusal::NotAllowed { action: Action::SeeMinutes });
        }
        let sha256 = minutes.sha256().ok_or(Refusal::WrongState)?;
        let signed = minutes.state == MinutesState::Signed;
        Ok(Decision {
            changes: vec![],
            notices: vec![Notice {
                kind: NoticeKind::Minutes(MinutesNotice::File {
                    visit: minutes.visit.brief(),
                    sha256,
                    signed,
                }),
                subject: minutes.visit.id.0,
                // Whoever asks again gets it again.
                generation: now.timestamp_micros(),
                to: vec![To::Account(actor.account)],
            }],
            outcome: Outcome::Done,
        })
    }
}
