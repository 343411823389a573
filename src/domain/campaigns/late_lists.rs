//! Late lists (danh sách chậm muộn): drafted every Friday from what is overdue by a week, prepared by
//! one person, approved by another, posted to a chosen group.
//!
//! ```text
//! draft ─► prepared ─► approved ─► issued ─► corrected
//!   ▲ ▲        │           │
//!   │ └ sent back          │
//!   └────────  a line is struck: to be approved anew ◄┘
//! ```
//!
//! Its lines are the data's: nobody adds one, a person may strike one with a reason. Units on it are
//! told when it is prepared and may object; what they say stands beside their line. Units are named,
//! never people. What was posted and is wrong is corrected in the same place, with a reason.

use super::said;
use crate::clock::{instant, local};
use crate::domain::campaigns::{CampaignChange, CampaignNotice};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// How long something is overdue before it is a candidate: the step E3 of the ladder.
pub const LATE_DAYS: i64 = 7;

/// When the week's list is drafted, hour in Vietnam on a Friday. Default, can be changed.
const HOUR: u32 = 8;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateListState {
    /// As the data drafted it.
    Draft,
    /// Somebody has gone through it: it waits for another's approval.
    Prepared,
    Approved,
    Issued,
    Corrected,
}

impl LateListState {
    pub const ALL: [LateListState; 5] = [
        LateListState::Draft,
        LateListState::Prepared,
        LateListState::Approved,
        LateListState::Issued,
        LateListState::Corrected,
    ];

    pub fn code(self) -> &'static str {
        match self {
            LateListState::Draft => "draft",
            LateListState::Prepared => "prepared",
            LateListState::Approved => "approved",
            LateListState::Issued => "issued",
            LateListState::Corrected => "corrected",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    pub fn is_posted(self) -> bool {
        matches!(self, LateListState::Issued | LateListState::Corrected)
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct LateLine {
    pub id: LateLineId,
    pub subtask: SubtaskId,
    pub unit: UnitId,
    pub unit_name: String,
    pub code: String,
    pub title: String,
    pub due_on: NaiveDate,
    pub days_late: i64,
    /// Why it was left off.
    pub struck: Option<String>,
    pub objection: Option<String>,
    /// It has not been claimed, verified or given another day since.
    pub still_late: bool,
}

/// A late list, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct LateList {
    pub id: LateListId,
    pub council: CouncilId,
    pub campaign: CampaignId,
    pub campaign_title: String,
    pub as_of: NaiveDate,
    pub state: LateListState,
    pub prepared_by: Option<PersonId>,
    pub approved_by: Option<PersonId>,
    pub chat: Option<GroupChatId>,
    /// Why it was sent back.
    pub said: String,
    pub version: i32,
    pub lines: Vec<LateLine>,
}

impl LateList {
    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: None, group: None, unit: None }
    }

    /// What stands on it.
    pub fn standing(&self) -> impl Iterator<Item = &LateLine> {
        self.lines.iter().filter(|line| line.struck.is_none())
    }

    /// Told under its next version, so that every step is a notice of its own.
    fn notice(&self, kind: NoticeKind, to: Vec<To>) -> Notice {
        Notice { kind, subject: self.id.0, generation: i64::from(self.version) + 1, to }
    }

    fn moved(&self, event: LateListEvent, by: &Actor, to: Vec<To>) -> Notice {
        let kind = NoticeKind::Campaigns(CampaignNotice::LateListMoved {
            list: self.id,
            title: self.campaign_title.clone(),
            as_of: self.as_of,
            lines: self.standing().count(),
            event,
            by: by.name.clone(),
        });
        self.notice(kind, to)
    }

    fn preparers(&self) -> Vec<To> {
        vec![To::Secretariat(self.council), To::CampaignOwners(self.council)]
    }

    fn approvers(&self) -> Vec<To> {
        vec![To::CampaignOwners(self.council), To::StandingBody(self.council)]
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LateListEvent {
    Drafted,
    Prepared,
    Approved,
    SentBack { reason: String },
}

/// What is drafted of the week's data.
#[derive(Clone, PartialEq, Debug)]
pub struct NewLateList {
    pub id: LateListId,
    pub council: CouncilId,
    pub campaign: CampaignId,
    pub as_of: NaiveDate,
    pub lines: Vec<LateLine>,
}

/// The Friday after `now` on which a list is drafted.
pub fn next_list_at(now: DateTime<Utc>) -> DateTime<Utc> {
    let at = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    let today = local(now).date();
    let fridays = (0..8).map(|days| today + Days::new(days));
    let mut next =
        fridays.filter(|day| day.weekday() == Weekday::Fri).map(|day| instant(day.and_time(at)));
    next.find(|at| *at > now).unwrap_or(now + chrono::Duration::days(7))
}

/// Go on with a late list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkOnLateList {
    pub list: LateListId,
    /// The version on the screen.
    pub version: i32,
    pub act: LateListAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateListAct {
    Strike {
        line: LateLineId,
        reason: String,
    },
    Restore {
        line: LateLineId,
    },
    /// It has been gone through.
    Prepare,
    Approve,
    SendBack {
        reason: String,
    },
    Issue {
        chat: GroupChatId,
    },
    /// A line that was posted and is wrong.
    Correct {
        line: LateLineId,
        reason: String,
    },
}

impl WorkOnLateList {
    pub fn name(&self) -> &'static str {
        match self.act {
            LateListAct::Strike { .. } => "strike_late_line",
            LateListAct::Restore { .. } => "restore_late_line",
            LateListAct::Prepare => "prepare_late_list",
            LateListAct::Approve => "approve_late_list",
            LateListAct::SendBack { .. } => "send_back_late_list",
            LateListAct::Issue { .. } => "issue_late_list",
            LateListAct::Correct { .. } => "correct_late_list",
        }
    }

    /// `chats`: the groups in which it can be posted.
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<(LateList, Vec<GroupChatId>)>,
        now: DateTime<Utc>,
    ) -> Decided {
        use LateListState::*;
        let (it, chats) = facts.ok_or(Refusal::Gone)?;
        if it.council != actor.council {
            return Err(Refusal::Gone);
        }
        let action = match self.act {
            LateListAct::Strike { .. } | LateListAct::Restore { .. } | LateListAct::Prepare => {
                Action::PrepareLateList
            }
            _ => Action::ApproveLateList,
        };
        require(actor, action, &it.target())?;
        if it.version != self.version {
            return Err(Refusal::Changed);
        }
        let state = it.state;
        match self.act {
            LateListAct::Strike { line, reason } if !state.is_posted() => {
                let reason = Some(said(&reason)?);
                marked(it, line, reason)
            }
            LateListAct::Restore { line } if !state.is_posted() => marked(it, line, None),
            LateListAct::Prepare if state == Draft => prepare(actor, it),
            LateListAct::Approve if state == Prepared => approve(actor, it),
            LateListAct::SendBack { reason } if matches!(state, Prepared | Approved) => {
                let reason = said(&reason)?;
                let it = LateList { approved_by: None, said: reason.clone(), state: Draft, ..it };
                let to = it.preparers();
                let notice = it.moved(LateListEvent::SentBack { reason }, actor, to);
                Ok(saved(it, vec![notice], vec![]))
            }
            LateListAct::Issue { chat } if state == Approved => {
                if !chats.contains(&chat) {
                    return Err(Refusal::Gone);
                }
                issue(actor, it, chat, now)
            }
            LateListAct::Correct { line, reason } if state.is_posted() => {
                correct(it, line, said(&reason)?)
            }
            _ => Err(Refusal::WrongState),
        }
    }
}

fn saved(it: LateList, notices: Vec<Notice>, more: Vec<Change>) -> Decision {
    let outcome = Outcome::LateList(it.id);
    let mut changes = more;
    changes.push(Change::Campaigns(CampaignChange::SaveLateList(Box::new(it))));
    Decision { changes, notices, outcome }
}

/// What was approved is approved anew once a line comes off or back on.
fn marked(it: LateList, line: LateLineId, struck: Option<String>) -> Decided {
    if !it.lines.iter().any(|other| other.id == line) {
        return Err(Refusal::Gone);
    }
    let state = match it.state {
        LateListState::Approved => LateListState::Prepared,
        state => state,
    };
    let strike = Change::Campaigns(CampaignChange::StrikeLateLine {
        line,
        reason: struck,
        corrected: false,
    });
    Ok(saved(LateList { state, approved_by: None, ..it }, vec![], vec![strike]))
}

fn prepare(actor: &Actor, it: LateList) -> Decided {
    if it.standing().next().is_none() {
        return Err(Refusal::NothingLate);
    }
    let it = LateList {
        state: LateListState::Prepared,
        prepared_by: Some(actor.id),
        said: String::new(),
        ..it
    };
    let to = it.approvers();
    let mut notices = vec![it.moved(LateListEvent::Prepared, actor, to)];
    // A unit hears of all its lines at once, and may object.
    let mut units: Vec<UnitId> = it.standing().map(|line| line.unit).collect();
    units.sort_unstable();
    units.dedup();
    for unit in units {
        let lines: Vec<_> = it.standing().filter(|line| line.unit == unit).cloned().collect();
        // Somebody who heads two units hears of both.
        let subject = lines.first().map_or(it.id.0, |line| line.id.0);
        let kind = NoticeKind::Campaigns(CampaignNotice::LateListNamed {
            title: it.campaign_title.clone(),
            as_of: it.as_of,
            lines,
        });
        notices.push(Notice { subject, ..it.notice(kind, vec![To::Heads(unit)]) });
    }
    Ok(saved(it, notices, vec![]))
}

/// By somebody else than who prepared it.
fn approve(actor: &Actor, it: LateList) -> Decided {
    if it.prepared_by == Some(actor.id) {
        return Err(Refusal::TwoPeople);
    }
    if it.standing().next().is_none() {
        return Err(Refusal::NothingLate);
    }
    let it = LateList { state: LateListState::Approved, approved_by: Some(actor.id), ..it };
    let to = it.preparers();
    let notice = it.moved(LateListEvent::Approved, actor, to);
    Ok(saved(it, vec![notice], vec![]))
}

/// What is posted is what was approved, and still true.
fn issue(actor: &Actor, it: LateList, chat: GroupChatId, now: DateTime<Utc>) -> Decided {
    let stale: Vec<String> =
        it.standing().filter(|line| !line.still_late).map(|line| line.code.clone()).collect();
    if !stale.is_empty() {
        return Err(Refusal::NoLongerLate { codes: stale });
    }
    let it = LateList { state: LateListState::Issued, chat: Some(chat), ..it };
    let posted = NoticeKind::Campaigns(CampaignNotice::LateListPosted {
        chat,
        list: it.id,
        title: it.campaign_title.clone(),
        as_of: it.as_of,
        lines: it.standing().cloned().collect(),
    });
    let issued =
        Change::Campaigns(CampaignChange::IssueLateList { list: it.id, by: actor.id, at: now });
    let notices = vec![it.notice(posted, vec![])];
    Ok(saved(it, notices, vec![issued]))
}

fn correct(it: LateList, line: LateLineId, reason: String) -> Decided {
    let wrong =
        it.standing().find(|other| other.id == line).cloned().ok_or(Refusal::AlreadyDone)?;
    let chat = it.chat.ok_or(Refusal::WrongState)?;
    let kind = NoticeKind::Campaigns(CampaignNotice::LateListCorrected {
        chat,
        title: it.campaign_title.clone(),
        as_of: it.as_of,
        line: Box::new(wrong.clone()),
        reason: reason.clone(),
    });
    let notice = it.notice(kind, vec![To::Heads(wrong.unit)]);
    let strike = Change::Campaigns(CampaignChange::StrikeLateLine {
        line,
        reason: Some(reason),
        corrected: true,
    });
    let it = LateList { state: LateListState::Corrected, ..it };
    Ok(saved(it, vec![notice], vec![strike]))
}

/// What a unit says to its line; it stands beside it, on the posted list too.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ObjectToLateLine {
    pub line: LateLineId,
    pub objection: String,
}

impl ObjectToLateLine {
    pub fn decide(self, actor: &Actor, facts: Option<(LateList, LateLineId)>) -> Decided {
        let (it, line) = facts.ok_or(Refusal::Gone)?;
        if it.council != actor.council {
            return Err(Refusal::Gone);
        }
        let mut all = it.lines.iter();
        let found = all.find(|other| other.id == line).ok_or(Refusal::Gone)?;
        let on = Target { unit: Some(found.unit), ..it.target() };
        require(actor, Action::ObjectToLateList, &on)?;
        if it.state == LateListState::Draft || found.struck.is_some() {
            return Err(Refusal::WrongState);
        }
        let objection = said(&self.objection)?;
        let kind = NoticeKind::Campaigns(CampaignNotice::LateLineObjected {
            list: it.id,
            unit: found.unit_name.clone(),
            code: found.code.clone(),
            objection: objection.clone(),
            by: actor.name.clone(),
        });
        let mut to = it.approvers();
        to.extend(it.preparers());
        let object =
            Change::Campaigns(CampaignChange::ObjectToLateLine { line, objection, by: actor.id });
        // The list goes one version on: whoever is about to approve it sees this first.
        let notice = it.notice(kind, to);
        Ok(Decision { outcome: Outcome::Done, ..saved(it, vec![notice], vec![object]) })
    }
}

/// Draft the list of today's data by hand.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DraftLateList {
    pub campaign: CampaignId,
}

impl DraftLateList {
    pub fn decide(self, actor: &Actor, facts: Option<NewLateList>) -> Decided {
        let new = facts.ok_or(Refusal::Gone)?;
        let on = Target { council: new.council, delegation: None, group: None, unit: None };
        require(actor, Action::PrepareLateList, &on)?;
        if new.lines.is_empty() {
            return Err(Refusal::NothingLate);
        }
        let id = new.id;
        Ok(Decision {
            changes: vec![Change::Campaigns(CampaignChange::AddLateList(Box::new(new)))],
            notices: vec![],
            outcome: Outcome::LateList(id),
        })
    }
}

/// Let lists of a campaign be posted in a group, or no longer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LinkCampaignChat {
    pub chat: GroupChatId,
    pub campaign: CampaignId,
    pub linked: bool,
}

impl LinkCampaignChat {
    /// The campaign's council, and whether the group is one that this council may use.
    pub fn decide(self, actor: &Actor, facts: Option<(CouncilId, bool)>) -> Decided {
        let (council, usable) = facts.ok_or(Refusal::Gone)?;
        let on = Target { council, delegation: None, group: None, unit: None };
        require(actor, Action::ManageCampaign, &on)?;
        if !usable {
            return Err(Refusal::Gone);
        }
        let (chat, campaign, linked) = (self.chat, self.campaign, self.linked);
        Ok(Decision {
            changes: vec![Change::Campaigns(CampaignChange::LinkChat {
                chat,
                campaign,
                linked,
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Campaign(campaign),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_drafted_on_fridays_at_eight() {
        let at = |text: &str| {
            instant(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
        };
        for (now, next) in [
            ("2023-10-16 08:00", "2023-10-20 08:00"),
            ("2023-10-20 07:59", "2023-10-20 08:00"),
            ("2023-10-20 08:00", "2023-10-27 08:00"),
            ("2023-10-21 23:00", "2023-10-27 08:00"),
        ] {
            assert_eq!(next_list_at(at(now)), at(next), "{now}");
        }
    }
}
