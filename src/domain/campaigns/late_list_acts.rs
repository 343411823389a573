//! What is done with a late list: drafted, gone through, approved, posted, corrected; what a unit says
//! to its line.

use super::words::said;
use super::{CampaignChange, CampaignNotice, LateList, LateListEvent, LateListState, NewLateList};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Go on with a late list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkOnLateList {
    pub list: LateListId,
    /// The version on the screen.
    pub version: i32,
    pub act: LateListAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum LateListAct {
    #[strum(serialize = "strike_late_line")]
    Strike { line: LateLineId, reason: String },
    #[strum(serialize = "restore_late_line")]
    Restore { line: LateLineId },
    /// It has been gone through.
    #[strum(serialize = "prepare_late_list")]
    Prepare,
    #[strum(serialize = "approve_late_list")]
    Approve,
    #[strum(serialize = "send_back_late_list")]
    SendBack { reason: String },
    #[strum(serialize = "issue_late_list")]
    Issue { chat: GroupChatId },
    /// A line that was posted and is wrong.
    #[strum(serialize = "correct_late_list")]
    Correct { line: LateLineId, reason: String },
}

impl WorkOnLateList {
    pub fn name(&self) -> &'static str {
        (&self.act).into()
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
        let on = of_council(new.council);
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
        let on = of_council(council);
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

fn of_council(council: CouncilId) -> Target {
    Target { council, delegation: None, group: None, unit: None }
}

impl LateList {
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
