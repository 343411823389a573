//! What the screens of minutes see, for one person.

use super::{compose, read};
use crate::conversation::{Data, Item, MinutesData};
use crate::domain::minutes::{Minutes, MinutesState, digest};
use crate::domain::*;
use crate::store::asking::{Asking, gone};
use crate::store::{Tx, files};

pub async fn load(tx: &mut Tx, visit: VisitId, asking: Asking<'_>) -> sqlx::Result<Data> {
    Ok(match read(tx, visit).await? {
        Some(it) if it.visit.council != asking.me.council => return gone(),
        Some(it) if it.seen_by(asking.me) => Data::Minutes(Box::new(whole(tx, it).await?)),
        Some(_) => Data::Refused(Refusal::NotAllowed { action: Action::SeeMinutes }),
        None => return gone(),
    })
}

/// What a person reads: the minutes, what a draft would say, the file's hash computed anew.
async fn whole(tx: &mut Tx, minutes: Minutes) -> sqlx::Result<MinutesData> {
    let (mut content, mut file_sha256) = (None, None);
    match minutes.sha256() {
        None => content = Some(Box::new(compose(tx, &minutes).await?)),
        Some(sha256) => {
            let bytes = files::bytes(tx, &sha256).await?.unwrap_or_default();
            file_sha256 = Some(digest(&String::from_utf8_lossy(&bytes)));
        }
    }
    Ok(MinutesData { minutes, content, file_sha256 })
}

/// What minutes ask of this person, oldest visit first, however long ago it was.
pub async fn waiting(tx: &mut Tx, me: &Actor) -> sqlx::Result<Vec<Item>> {
    let reach = Reach::of(me, &[Action::DraftMinutes, Action::SignMinutes]);
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit v WHERE council_id = $1 AND state = 'minutes'
           AND ($2 OR delegation_id = ANY($3) OR group_id = ANY($4) OR EXISTS (
              SELECT 1 FROM visit_unit u WHERE u.visit_id = v.id AND u.unit_id = ANY($5)))
         ORDER BY starts_at, id LIMIT 50",
        me.council.0,
        reach.everywhere,
        &reach.delegations,
        &reach.groups,
        &reach.units
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut items = vec![];
    for id in ids {
        let Some(minutes) = read(tx, VisitId(id)).await? else { continue };
        let drafts = may(me, Action::DraftMinutes, &minutes.visit.target());
        let brief = minutes.visit.brief();
        match minutes.state {
            MinutesState::Draft if drafts => items.push(Item::DraftMinutes(brief)),
            MinutesState::Frozen if !minutes.wanted_of(me).is_empty() => {
                items.push(Item::SignMinutes(brief));
            }
            MinutesState::Frozen if drafts => {
                let left = minutes.unsigned().count();
                items.push(Item::MinutesUnsigned { visit: brief, left });
            }
            _ => {}
        }
    }
    Ok(items)
}
