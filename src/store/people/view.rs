//! What the screens of people see, for one person.

use crate::conversation::{Data, PeopleQuery, SeenPeople};
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &PeopleQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    Ok(match query {
        PeopleQuery::Claim(id) => match super::invite(tx, *id).await? {
            Some(invite) => {
                let on = Target { council: invite.council, ..asking.office };
                match asking.admit(Action::InvitePeople, &on) {
                    Some(refusal) => Data::Refused(refusal),
                    None => Data::People(SeenPeople::Claim(invite)),
                }
            }
            None => return gone(),
        },
    })
}
