//! A Telegram group in a story: people talk there, the bot announces.

use super::{Player, Story};
use doangiamsat::sandbox::{ButtonAction, Message};

#[derive(Clone)]
pub struct Group {
    story: Story,
    pub chat: i64,
}

impl Story {
    /// The first of the members makes a group and puts the bot into it.
    pub async fn group<const N: usize>(&self, title: &str, members: [&Player; N]) -> Group {
        let accounts = members.map(|player| player.account);
        let chat = self.sandbox.add_group(title, &accounts);
        self.run().await;
        Group { story: self.clone(), chat }
    }
}

impl Group {
    pub async fn hears(&self, player: &Player, text: &str) -> &Group {
        self.story.sandbox.user_sends_text(player.account, self.chat, text).expect("a member");
        self.story.run().await;
        self
    }

    pub async fn throws_the_bot_out(&self, player: &Player) {
        self.story.sandbox.user_removes_bot(player.account, self.chat).expect("a member");
        self.story.run().await;
    }

    /// What the bot has said, oldest first. Nothing that it says has a button that acts.
    pub fn messages(&self) -> Vec<Message> {
        let all = self.story.sandbox.messages(self.chat).into_iter();
        let said: Vec<_> = all.filter(|message| message.from_bot).collect();
        for button in said.iter().flat_map(|message| message.keyboard.iter().flatten()) {
            assert!(matches!(button.action, ButtonAction::Url(_)), "{}: {button:?}", self.chat);
        }
        said
    }

    pub fn count(&self, text: &str) -> usize {
        self.messages().iter().filter(|message| message.text.contains(text)).count()
    }

    /// The newest message says this.
    pub fn last_says(&self, text: &str) -> &Group {
        let last = self.messages().pop().expect("a message in the group");
        assert!(last.text.contains(text), "“{text}” is not in: {}", last.text);
        self
    }

    /// The start parameter of the newest link.
    pub fn link(&self) -> String {
        let found = self.messages().into_iter().rev().find_map(|message| {
            message.keyboard.into_iter().flatten().find_map(|button| match button.action {
                ButtonAction::Url(url) => url.split_once("?start=").map(|(_, at)| at.to_owned()),
                _ => None,
            })
        });
        found.expect("a link in the group")
    }
}
