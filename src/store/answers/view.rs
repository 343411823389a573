//! What the screens of answers see, for one person.

use crate::conversation::{AnswersQuery, Data, SeenAnswers};
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &AnswersQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let me = asking.me;
    Ok(match query {
        AnswersQuery::One(id) => {
            let it = match asking.locks {
                true => super::locked(tx, *id).await?,
                false => super::read(tx, *id).await?,
            };
            let Some(it) = it else { return gone() };
            match asking.admit(Action::SeeSubmission, &it.target()) {
                Some(refusal) => Data::Refused(refusal),
                None => Data::Answers(SeenAnswers::One(Box::new(it))),
            }
        }
        AnswersQuery::AnsweredBy { message } => {
            let at = super::answered_by(tx, asking.bot_id, me.account, *message).await?;
            let there = match &at {
                Some((id, _)) => super::read(tx, *id).await?,
                None => None,
            };
            let theirs = there.is_some_and(|it| may(me, Action::FillSubmission, &it.target()));
            Data::Answers(SeenAnswers::Answered(at.filter(|_| theirs)))
        }
    })
}
