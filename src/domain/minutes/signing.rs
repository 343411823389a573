//! Frozen minutes: signed seat by seat, on paper where a unit's head uses no bot, or returned.

use super::{Minutes, MinutesState, Seat, SignedOn, people};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::minutes::{MinutesChange, MinutesNotice};
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor};
use crate::domain::visits::{VisitChange, VisitState};
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};

/// Sign at one seat. The project's record, not a digital signature in law: the screen says so.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SignMinutes {
    pub visit: VisitId,
    pub seat: Seat,
    /// Of the text that the signer was shown.
    pub sha256: [u8; 32],
}

impl SignMinutes {
    pub fn decide(self, actor: &Actor, minutes: Option<Minutes>) -> Decided {
        let minutes = minutes.ok_or(Refusal::Gone)?;
        require(actor, Action::SignMinutes, &self.seat.target(&minutes.visit))?;
        let seat = minutes.seat(self.seat).ok_or(Refusal::Gone)?;
        // The group's leader holds no unit's seat, though the visit is in their scope.
        if !seat.held_by(actor) {
            return Err(Refusal::NotAllowed { action: Action::SignMinutes });
        }
        minutes.still(&self.sha256)?;
        if seat.signed.is_some() {
            return Err(Refusal::AlreadyDone);
        }
        Ok(signed(&minutes, self.seat, self.sha256, (actor, SignedOn::Chat, String::new())))
    }
}

/// Write down that a unit whose head uses no bot has signed on paper.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RecordPaper {
    pub visit: VisitId,
    pub unit: UnitId,
    pub sha256: [u8; 32],
    /// Who signed, and when.
    pub note: String,
}

impl RecordPaper {
    pub fn decide(self, actor: &Actor, minutes: Option<Minutes>) -> Decided {
        let minutes = minutes.ok_or(Refusal::Gone)?;
        require(actor, Action::DraftMinutes, &minutes.visit.target())?;
        let seat = minutes.seat(Seat::Unit(self.unit)).ok_or(Refusal::Gone)?;
        minutes.still(&self.sha256)?;
        if seat.signed.is_some() {
            return Err(Refusal::AlreadyDone);
        }
        if !seat.holders.is_empty() {
            return Err(Refusal::HeadSigns { unit: seat.unit.clone() });
        }
        let note = self.note.trim().to_owned();
        if note.is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        Ok(signed(&minutes, seat.seat, self.sha256, (actor, SignedOn::Paper, note)))
    }
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
        changes.push(Change::Visits(VisitChange::SetState {
            visit: visit.id,
            state: VisitState::Closed,
            reason: None,
        }));
        let mut to = vec![To::Secretariat(visit.council), To::GroupPeople(visit.group)];
        to.extend(visit.unit_people());
        let kind =
            NoticeKind::Minutes(MinutesNotice::Signed { visit: visit.brief_after(), sha256 });
        notices.push(minutes.notice(kind, to));
    }
    Decision { changes, notices, outcome: Outcome::Done }
}

/// Give the minutes back instead of signing: they become a draft again, all signatures are void.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReturnMinutes {
    pub visit: VisitId,
    pub sha256: [u8; 32],
    pub reason: String,
}

impl ReturnMinutes {
    pub fn decide(self, actor: &Actor, minutes: Option<Minutes>) -> Decided {
        let minutes = minutes.ok_or(Refusal::Gone)?;
        let visit = &minutes.visit;
        let holds = minutes.seats.iter().find(|seat| seat.held_by(actor));
        let on = holds.map_or(visit.target(), |seat| seat.seat.target(visit));
        require(actor, Action::SignMinutes, &on)?;
        if holds.is_none() {
            return Err(Refusal::NotAllowed { action: Action::SignMinutes });
        }
        minutes.still(&self.sha256)?;
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        let mut to = people(minutes.seats.iter());
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
}

/// Remind those who have not signed yet: at most once a day.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RemindSigners {
    pub visit: VisitId,
    pub sha256: [u8; 32],
}

impl RemindSigners {
    pub fn decide(self, actor: &Actor, minutes: Option<Minutes>, now: DateTime<Utc>) -> Decided {
        let minutes = minutes.ok_or(Refusal::Gone)?;
        require(actor, Action::DraftMinutes, &minutes.visit.target())?;
        minutes.still(&self.sha256)?;
        let today = crate::clock::local(now).date();
        if minutes.reminded_on == Some(today) {
            return Err(Refusal::RemindedToday);
        }
        let kind = NoticeKind::Minutes(MinutesNotice::Reminder { visit: minutes.visit.brief() });
        Ok(Decision {
            notices: vec![Notice {
                generation: i64::from(today.num_days_from_ce()),
                ..minutes.notice(kind, people(minutes.unsigned()))
            }],
            changes: vec![Change::Minutes(MinutesChange::NoteReminder {
                visit: minutes.visit.id,
                version: minutes.version,
                day: today,
            })],
            outcome: Outcome::Done,
        })
    }
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
