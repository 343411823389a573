//! What the screens of campaigns see, for one person.

use super::late_list;
use crate::conversation::{CampaignsQuery, Data, SeenCampaigns};
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &CampaignsQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, now, .. } = asking;
    let admit = |action: Action, on: &Target| asking.admit(action, on);
    Ok(match query {
        CampaignsQuery::List if !me.may_somewhere(Action::SeeCampaign) => {
            Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign })
        }
        CampaignsQuery::List => {
            Data::Campaigns(SeenCampaigns::List(super::list(tx, me, now).await?))
        }
        CampaignsQuery::One(id) => match super::campaign(tx, me, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if me.may_somewhere(Action::SeeCampaign) => {
                Data::Campaigns(SeenCampaigns::One(Box::new(it)))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign }),
            None => return gone(),
        },
        CampaignsQuery::Subtasks { campaign, sift, folded, after } => {
            match super::page(tx, me, (*campaign, *sift), (folded, *after), now).await? {
                Some(it) if it.campaign.council != me.council => return gone(),
                Some(it) if me.may_somewhere(Action::SeeSubtask) => {
                    Data::Campaigns(SeenCampaigns::Subtasks(Box::new(it)))
                }
                Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeSubtask }),
                None => return gone(),
            }
        }
        CampaignsQuery::Subtask(id) => match super::subtask(tx, me, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if it.it.is_seen_by(me) => {
                Data::Campaigns(SeenCampaigns::Subtask(Box::new(it)))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeSubtask }),
            None => return gone(),
        },
        CampaignsQuery::LateLists(id) => match late_list::list(tx, me, *id).await? {
            Some(it) if it.campaign.council != me.council => return gone(),
            Some(it) if me.may_somewhere(Action::SeeCampaign) => {
                Data::Campaigns(SeenCampaigns::LateLists(Box::new(it)))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeCampaign }),
            None => return gone(),
        },
        CampaignsQuery::LateList(id) => match late_list::look(tx, *id, now).await? {
            Some(it) if it.it.council != me.council => return gone(),
            Some(it) if late_list::makes(me) => {
                Data::Campaigns(SeenCampaigns::LateList(Box::new(it)))
            }
            // What is posted is for everybody who sees the campaign.
            Some(it) if it.it.state.is_posted() && me.may_somewhere(Action::SeeCampaign) => {
                Data::Campaigns(SeenCampaigns::LateList(Box::new(it)))
            }
            Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::PrepareLateList }),
            None => return gone(),
        },
        CampaignsQuery::LateLine(id) => match late_list::of_line(tx, *id, now).await? {
            Some((it, _)) if it.council != me.council => return gone(),
            Some((it, line)) => {
                let unit = it.lines.iter().find(|other| other.id == line).map(|other| other.unit);
                let on = Target { unit, ..it.target() };
                match admit(Action::ObjectToLateList, &on) {
                    Some(refusal) => Data::Refused(refusal),
                    None => Data::Campaigns(SeenCampaigns::LateLine(Box::new(it), line)),
                }
            }
            None => return gone(),
        },
        CampaignsQuery::Plan { campaign, fetch } => {
            match super::planned(tx, me, (*campaign, *fetch), now).await? {
                Some(it) if it.campaign.council == me.council => {
                    Data::Campaigns(SeenCampaigns::Plan(Box::new(it)))
                }
                _ => return gone(),
            }
        }
    })
}
