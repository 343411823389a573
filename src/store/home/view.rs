//! What the screens of the home screen see, for one person.

use crate::conversation::{Data, HomeQuery, SeenHome, SettingsData};
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::Asking;

pub async fn load(tx: &mut Tx, query: &HomeQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, bot_id, now, office, .. } = asking;
    Ok(match query {
        HomeQuery::Items => Data::Home(SeenHome::Items(super::load(tx, bot_id, me, now).await?)),
        HomeQuery::Settings => Data::Home(SeenHome::Settings(SettingsData {
            nights: crate::store::people::nights(tx, me.id).await?,
        })),
        HomeQuery::Troubles => match asking.admit(Action::SeeDeliveryTroubles, &office) {
            Some(refusal) => Data::Refused(refusal),
            None => {
                Data::Home(SeenHome::Troubles(super::troubles(tx, bot_id, me.council, now).await?))
            }
        },
    })
}
