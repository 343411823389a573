//! What the screens of answers see, for one person.

use crate::conversation::{AnswersQuery, Data, SeenAnswers};
use crate::domain::*;
use crate::store::Tx;
use crate::store::views::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &AnswersQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, bot_id, now: _, today: _, office: _ } = asking;
    let admit = |action: Action, on: &Target| asking.admit(action, on);
    Ok(match query {
        AnswersQuery::One(id) => match super::read(tx, *id).await? {
            Some(it) => match admit(Action::SeeSubmission, &it.target()) {
                Some(refusal) => Data::Refused(refusal),
                None => Data::Answers(SeenAnswers::One(Box::new(it))),
            },
            None => return gone(),
        },
        AnswersQuery::AnsweredBy { message } => {
            let at = super::answered_by(tx, bot_id, me.account, *message).await?;
            let there = match &at {
                Some((id, _)) => super::read(tx, *id).await?,
                None => None,
            };
            let theirs = there.is_some_and(|it| may(me, Action::FillSubmission, &it.target()));
            Data::Answers(SeenAnswers::Answered(at.filter(|_| theirs)))
        }
    })
}
