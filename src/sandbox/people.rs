//! Who is there: people, groups, who blocked the bot and who threw it out.

use serde_json::json;

use super::acts::blank;
use super::counter::Counter;
use super::model::{Change, Content, PersonError, User};
use super::state::{Group, Person, State};
use super::{Sandbox, wire};

impl Sandbox {
    /// Adds a person, or changes one: names may change, the rest stays. They have not started the
    /// bot: until they do, it may not write to them.
    pub fn add_user(&self, user: User) {
        let mut state = self.state();
        match state.users.get_mut(&user.id) {
            Some(person) => person.user = user,
            None => {
                let person = Person {
                    user: user.clone(),
                    started: false,
                    blocked: false,
                    read: Default::default(),
                };
                state.users.insert(user.id, person);
            }
        }
        drop(state);
        self.announce(Change::People);
    }

    /// They have started the bot before the story begins: it may write to them. No update tells of it.
    pub fn user_started_before(&self, user: i64) {
        if let Some(person) = self.state().users.get_mut(&user) {
            person.started = true;
        }
        self.announce(Change::People);
    }

    /// Makes a supergroup of the members that exist, adds the bot, and returns its id. The first
    /// member is the one who added the bot, which the bot learns by two updates.
    pub fn add_group(&self, title: &str, members: &[i64]) -> i64 {
        let now = self.now();
        let mut state = self.state();
        let id = -1_001_000_000_000 - i64::try_from(state.serial()).unwrap_or(0);
        let members: Vec<i64> =
            members.iter().copied().filter(|id| state.users.contains_key(id)).collect();
        let adder =
            members.first().and_then(|id| state.users.get(id)).map(|person| person.user.clone());
        let group = Group {
            title: title.to_owned(),
            members: members.into_iter().collect(),
            bot_in: true,
            bot_admin: false,
            next_message: Counter::from(1),
        };
        state.groups.insert(id, group);
        if let Some(adder) = adder {
            let config = &self.inner.config;
            let joined = wire::my_chat_member(&state, config, id, &adder, now, ("left", "member"));
            state.queue.push("my_chat_member", joined);
            let fields = json!({ "new_chat_members": [wire::bot(config)] });
            let message = blank(adder, id, now, Content::Service { fields });
            self.deliver(&mut state, message);
        }
        drop(state);
        self.wake();
        self.announce(Change::People);
        id
    }

    /// Makes the bot an administrator of the group, or an ordinary member again.
    pub fn make_bot_admin(&self, group: i64, admin: bool) {
        if let Some(group) = self.state().groups.get_mut(&group) {
            group.bot_admin = admin;
        }
    }

    /// A member throws the bot out of the group.
    pub fn user_removes_bot(&self, user: i64, group: i64) -> Result<(), PersonError> {
        let (mut state, from) = self.as_member(user, group)?;
        state.groups.get_mut(&group).ok_or(PersonError::UnknownChat)?.bot_in = false;
        let payload = wire::my_chat_member(
            &state,
            &self.inner.config,
            group,
            &from,
            self.now(),
            ("member", "kicked"),
        );
        state.queue.push("my_chat_member", payload);
        drop(state);
        self.wake();
        Ok(())
    }

    /// Stops the bot: it gets `my_chat_member`, and 403 from now on.
    pub fn user_blocks_bot(&self, user: i64) -> Result<(), PersonError> {
        self.block(user, true)
    }

    /// Starts it again, without sending `/start`.
    pub fn user_unblocks_bot(&self, user: i64) -> Result<(), PersonError> {
        self.block(user, false)
    }

    /// The user has seen the chat up to this message.
    pub fn user_reads(&self, user: i64, chat: i64, upto: i32) {
        if let Some(person) = self.state().users.get_mut(&user) {
            let seen = person.read.entry(chat).or_insert(0);
            *seen = upto.max(*seen);
        }
    }

    fn block(&self, user: i64, blocked: bool) -> Result<(), PersonError> {
        let mut state = self.state();
        self.set_blocked(&mut state, user, blocked)?;
        drop(state);
        self.wake();
        self.announce(Change::People);
        Ok(())
    }

    pub(super) fn set_blocked(
        &self,
        state: &mut State,
        user: i64,
        blocked: bool,
    ) -> Result<(), PersonError> {
        let person = state.users.get_mut(&user).ok_or(PersonError::UnknownUser)?;
        if person.blocked == blocked {
            return Ok(());
        }
        person.blocked = blocked;
        let from = person.user.clone();
        let change = if blocked { ("member", "kicked") } else { ("kicked", "member") };
        let payload =
            wire::my_chat_member(state, &self.inner.config, user, &from, self.now(), change);
        state.queue.push("my_chat_member", payload);
        Ok(())
    }
}
