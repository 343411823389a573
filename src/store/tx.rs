//! An open transaction, and what it holds of what was loaded in it.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt::Debug;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;

use sqlx::{PgConnection, Postgres, Transaction};

use super::forms::Forms;

/// An open transaction: the unit of work. It is rolled back if it is dropped.
///
/// What is loaded under lock is held by identity, so that a step's view, its facts and the view after
/// it come from one load: nobody else can change it meanwhile. Whoever writes it here either writes
/// what is held too, or lets go of it.
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    holds: HashMap<(TypeId, i64), Box<dyn Holding>>,
    pub(super) forms: Forms,
    /// Whether each commit compares what is held with what is stored: in tests.
    compares: bool,
}

/// What a transaction can hold, by an id.
pub(super) trait Held: PartialEq + Debug + Send + Sync + 'static {
    /// What is stored, read anew.
    fn stored(tx: &mut Tx, id: i64) -> impl Future<Output = sqlx::Result<Option<Self>>> + Send
    where
        Self: Sized;
}

/// Something held, whatever it is.
trait Holding: Send + Sync {
    fn it(&self) -> &dyn Any;
    fn it_mut(&mut self) -> &mut dyn Any;
    fn compare<'a>(&'a self, tx: &'a mut Tx, id: i64) -> Comparing<'a>;
}

type Comparing<'a> = Pin<Box<dyn Future<Output = sqlx::Result<()>> + Send + 'a>>;

impl<T: Held> Holding for T {
    fn it(&self) -> &dyn Any {
        self
    }

    fn it_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn compare<'a>(&'a self, tx: &'a mut Tx, id: i64) -> Comparing<'a> {
        Box::pin(async move {
            let stored = T::stored(tx, id).await?;
            assert_eq!(Some(self), stored.as_ref(), "what is held is not what is stored");
            Ok(())
        })
    }
}

impl Tx {
    pub(super) fn new(inner: Transaction<'static, Postgres>, forms: Forms, compares: bool) -> Tx {
        Tx { inner, holds: HashMap::new(), forms, compares }
    }

    /// # Panics
    /// Where it compares: if something held is not what is stored, because somebody wrote it and did
    /// not let go of it.
    pub async fn commit(mut self) -> sqlx::Result<()> {
        if self.compares {
            for ((_, id), held) in std::mem::take(&mut self.holds) {
                held.compare(&mut self, id).await?;
            }
        }
        self.inner.commit().await
    }

    pub async fn rollback(self) -> sqlx::Result<()> {
        self.inner.rollback().await
    }

    pub(super) fn held<T: Held>(&self, id: i64) -> Option<&T> {
        self.holds.get(&(TypeId::of::<T>(), id))?.as_ref().it().downcast_ref()
    }

    pub(super) fn held_mut<T: Held>(&mut self, id: i64) -> Option<&mut T> {
        self.holds.get_mut(&(TypeId::of::<T>(), id))?.as_mut().it_mut().downcast_mut()
    }

    pub(super) fn hold<T: Held>(&mut self, id: i64, it: T) {
        self.holds.insert((TypeId::of::<T>(), id), Box::new(it));
    }

    /// All of a kind: what is asked for next is read anew.
    pub(super) fn let_go_of<T: Held>(&mut self) {
        self.holds.retain(|(kind, _), _| *kind != TypeId::of::<T>());
    }

    pub(super) fn let_go_of_all(&mut self) {
        self.holds.clear();
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
