//! What the bot heeds in a group: being put into it or removed, being asked for its link, the group
//! becoming a supergroup. All the rest is people's talk.

use super::decode::{Body, InGroup, Received};
use super::step::{Answer, Handled, Stepping};
use crate::domain::delegations::{DelegationNotice, GroupChat, GroupNotice, tell_leaders};
use crate::domain::{Account, Notice, NoticeKind};
use crate::store::delegations::group_chats;
use crate::store::{audit, fresh_token, outbox, people};

/// The link is said again in the same group after this many seconds, however often it is asked for.
const HELLO_EVERY: i64 = 600;

impl Stepping<'_> {
    pub(super) async fn in_group(&mut self, received: &Received) -> sqlx::Result<Handled> {
        match &received.body {
            Body::Tap { callback, .. } => {
                let callback = Some(Answer { id: callback.clone(), text: None });
                return Ok(Handled { callback, ..Handled::default() });
            }
            Body::Group(InGroup::Joined { title }) => {
                let bot_id = self.intake.bot.id;
                outbox::mark_reachable(&mut self.tx, bot_id, received.chat).await?;
                self.meet(received.chat, title).await?;
            }
            Body::Group(InGroup::Asked { title, to }) if self.is_asked(to.as_deref()) => {
                self.meet(received.chat, title).await?;
            }
            Body::Group(InGroup::Left) => self.lose(received).await?,
            Body::Group(InGroup::Migrated { to }) => {
                outbox::follow(&mut self.tx, self.intake.bot.id, received.chat, *to).await?;
            }
            Body::Group(InGroup::Asked { .. })
            | Body::Input(_)
            | Body::Reach { .. }
            | Body::Nothing => {}
        }
        Ok(Handled::default())
    }

    fn is_asked(&self, to: Option<&str>) -> bool {
        to.is_none_or(|to| to.eq_ignore_ascii_case(&self.intake.bot.username))
    }

    /// Says in the group how it is linked, or with what it is linked already.
    async fn meet(&mut self, chat: i64, title: &str) -> sqlx::Result<()> {
        let (bot_id, now) = (self.intake.bot.id, self.now);
        let token = fresh_token()?;
        let (known, chat, token) =
            group_chats::meet(&mut self.tx, bot_id, (chat, title), token, now).await?;
        let kind = match known.linked {
            Some(linked) => GroupNotice::Known { delegation: linked.title },
            None => GroupNotice::Met { token },
        };
        let generation = now.timestamp() / HELLO_EVERY;
        let kind = NoticeKind::Delegations(DelegationNotice::Group(kind));
        let notice = Notice { kind, subject: known.id.0, generation, to: vec![] };
        self.outgoing.extend(self.speaker().announce(&notice, chat));
        Ok(())
    }

    /// The bot was removed: the group is linked no more, and the delegation's leaders are told.
    async fn lose(&mut self, received: &Received) -> sqlx::Result<()> {
        let (bot_id, now, chat) = (self.intake.bot.id, self.now, received.chat);
        let lost = group_chats::lose(&mut self.tx, bot_id, chat, now).await?;
        outbox::mark_unreachable(&mut self.tx, bot_id, chat, "the bot was removed").await?;
        let Some((GroupChat { id, title, .. }, with)) = lost else { return Ok(()) };
        if let Some(with) = &with {
            let lost = GroupNotice::Lost { title, delegation: with.title.clone() };
            let notice = tell_leaders(with, lost, id);
            let told = self.speaker().tell(&mut self.tx, &[notice], None).await?;
            self.outgoing.extend(told);
        }
        let me = people::by_account(&mut self.tx, Account(received.actor)).await?;
        let line = audit::Line {
            council: with.map(|with| with.council),
            actor: me.map(|me| me.id),
            action: "remove_bot",
            subject: ("group_chat", Some(id.0)),
            outcome: "done",
            cause: &self.cause,
        };
        audit::write(&mut self.tx, line, now).await
    }
}
