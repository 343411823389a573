//! An open transaction, and what it holds of what was loaded in it.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};

use sqlx::{PgConnection, Postgres, Transaction};

use super::checklists::Forms;
use super::people::Council;
use crate::domain::answers::Submission;
use crate::domain::{Account, Actor, SubmissionId};

/// An open transaction: the unit of work. It is rolled back if it is dropped.
///
/// What is loaded under lock is held by identity, so that a step's view, its facts and the view after
/// it come from one load: nobody else can change it meanwhile. Whoever writes it here either writes
/// what is held too, or lets go of it.
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    pub(super) held: Held,
    pub(super) forms: Forms,
    /// Whether each commit compares what is held with what is stored: in tests.
    compares: bool,
}

#[derive(Default)]
pub(super) struct Held {
    /// Who acts. Not locked: as it was when the step began, or after what the step changed of people.
    pub actor: Option<(Account, Option<(Actor, Council)>)>,
    /// Locked.
    pub submissions: HashMap<SubmissionId, Submission>,
}

impl Tx {
    pub(super) fn new(inner: Transaction<'static, Postgres>, forms: Forms, compares: bool) -> Tx {
        Tx { inner, held: Held::default(), forms, compares }
    }

    pub async fn commit(mut self) -> sqlx::Result<()> {
        if self.compares {
            self.compare().await?;
        }
        self.inner.commit().await
    }

    pub async fn rollback(self) -> sqlx::Result<()> {
        self.inner.rollback().await
    }

    /// People have changed.
    pub(super) fn forget_people(&mut self) {
        self.held.actor = None;
    }

    /// # Panics
    /// If something held is not what is stored: somebody wrote it and did not let go of it.
    async fn compare(&mut self) -> sqlx::Result<()> {
        let Held { actor, submissions } = std::mem::take(&mut self.held);
        if let Some((account, known)) = actor {
            let stored = super::people::known(self, account).await?;
            assert_eq!(known, stored, "whoever acts is held as they are not");
        }
        for (id, held) in submissions {
            let stored = super::answers::read(self, id).await?;
            assert_eq!(Some(held), stored, "a submission is held as it is not");
        }
        Ok(())
    }
}

impl Deref for Tx {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.inner
    }
}
