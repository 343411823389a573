//! Writes what a decision changes of people.

use crate::domain::Grant;
use crate::domain::people::PersonChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(tx: &mut Tx, change: PersonChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        PersonChange::AddInvite {
            invite,
            person,
            council,
            name,
            role,
            scope,
            phone,
            token_sha256,
            invited_by,
            expires_at,
        } => {
            let new = super::NewInvite {
                invite,
                person,
                council,
                name: &name,
                role,
                scope,
                phone: phone.as_deref(),
                token_sha256: &token_sha256,
                invited_by,
                expires_at,
            };
            super::add_invite(tx, new, now).await
        }
        PersonChange::ClaimInvite { invite, account, shown_name } => {
            super::claim(tx, invite, account, &shown_name).await
        }
        PersonChange::ActivatePerson { invite, person, account, shown_name } => {
            super::activate(tx, invite, person, account, &shown_name).await
        }
        PersonChange::RefuseClaim { invite } => super::refuse_claim(tx, invite).await,
        PersonChange::SetLocale { person, locale } => super::set_locale(tx, person, locale).await,
        PersonChange::SetNights { person, nights } => super::set_nights(tx, person, nights).await,
        PersonChange::EndRole { person, role, scope } => {
            super::holders::end(tx, person, Grant { role, scope }, now).await
        }
    }
}
