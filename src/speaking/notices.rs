//! Notices, worded for each of those whom they go to.

use sqlx::types::Uuid;

use super::draw::{MAX_CAPTION, MAX_TEXT, draw, media};
use super::{Speaker, many};
use crate::conversation;
use crate::conversation::{Attachment, Msg, Screen};
use crate::domain::{Account, Locale, Notice, PersonId};
use crate::store::delegations::group_chats;
use crate::store::outbox::{Body, Class, Message, Outgoing};
use crate::store::people::recipients;
use crate::store::people::recipients::Recipient;
use crate::store::sessions::Buttons;
use crate::store::{Tx, people, sessions};

impl Speaker<'_> {
    /// Words notices for everybody they go to but `except`, and for the groups that hear of such.
    /// What comes back is to be enqueued, last of all; a notice to many is put down to be told in
    /// chunks.
    pub async fn tell(
        self,
        tx: &mut Tx,
        notices: &[Notice],
        except: Option<PersonId>,
    ) -> sqlx::Result<Vec<Outgoing>> {
        let mut outgoing = vec![];
        for notice in notices {
            let recipients = recipients::resolve(tx, &notice.to, except).await?;
            if recipients.len() > many::CHUNK {
                self.put_down(tx, notice, &recipients).await?;
            } else {
                for recipient in recipients {
                    outgoing.push(self.notify(tx, notice, recipient).await?);
                }
            }
            for chat in group_chats::hearing(tx, self.bot_id, &notice.kind).await? {
                outgoing.extend(self.announce(notice, chat));
            }
        }
        Ok(outgoing)
    }

    /// Words a notice for a group, in Vietnamese: nothing in it can be pressed that acts. `None`: it
    /// is not for groups.
    pub fn announce(self, notice: &Notice, chat: i64) -> Option<Outgoing> {
        let worded = conversation::announce(&notice.kind)?;
        let html = self.words.body(&[], &worded, Locale::Vi, MAX_TEXT);
        let (message, _) = draw(self.words, html, &worded, Locale::Vi, Uuid::nil());
        let message = Message { media: worded.attachments.first().map(media), ..message };
        Some(Outgoing {
            chat,
            class: Class::Bulk,
            key: Some(notice.key(Account(chat))),
            body: Body::Notice { message },
        })
    }

    /// A stored file that goes with a notice, as a message of its own: its caption is `said`.
    pub fn enclose(
        self,
        (attachment, said): (&Attachment, &Screen),
        recipient: Recipient,
        key: String,
    ) -> Outgoing {
        let html = self.words.body(&[], said, recipient.locale, MAX_CAPTION);
        let message = Message { media: Some(media(attachment)), ..Message::text(html) };
        Outgoing {
            chat: recipient.account.0,
            class: Class::Bulk,
            key: Some(key),
            body: Body::Notice { message },
        }
    }

    /// Words a notice for one person, with buttons of its own.
    pub async fn notify(
        self,
        tx: &mut Tx,
        notice: &Notice,
        recipient: Recipient,
    ) -> sqlx::Result<Outgoing> {
        let (outgoing, buttons) = self.worded(notice, recipient);
        if let Some((token, buttons)) = buttons {
            sessions::add_buttons(tx, self.bot_id, token, &buttons, self.now).await?;
        }
        Ok(outgoing)
    }

    /// Words many notices, each for one person.
    pub async fn notify_each(
        self,
        tx: &mut Tx,
        notices: &[(Notice, Recipient)],
    ) -> sqlx::Result<Vec<Outgoing>> {
        let worded = notices.iter().map(|(notice, recipient)| self.worded(notice, *recipient));
        let (outgoing, buttons): (Vec<_>, Vec<_>) = worded.unzip();
        let buttons: Vec<_> = buttons.into_iter().flatten().collect();
        sessions::add_notices_buttons(tx, self.bot_id, &buttons, self.now).await?;
        Ok(outgoing)
    }

    fn worded(self, notice: &Notice, recipient: Recipient) -> (Outgoing, Option<(Uuid, Buttons)>) {
        let worded = conversation::word(&notice.kind);
        let token = Uuid::new_v4();
        let html = self.words.body(&[], &worded, recipient.locale, MAX_TEXT);
        let (message, actions) = draw(self.words, html, &worded, recipient.locale, token);
        let message = Message { media: worded.attachments.first().map(media), ..message };
        let account = recipient.account.0;
        let outgoing = Outgoing {
            chat: account,
            class: if notice.kind.is_bulk() { Class::Bulk } else { Class::Interactive },
            key: Some(notice.key(recipient.account)),
            body: Body::Notice { message },
        };
        let generation = notice.generation;
        let buttons = Buttons { actor: account, screen: None, generation, actions };
        let buttons = Some(buttons).filter(|buttons| !buttons.actions.is_empty());
        (outgoing, buttons.map(|buttons| (token, buttons)))
    }

    /// Says something to a person outside any step, without touching their session.
    pub async fn say(
        self,
        tx: &mut Tx,
        (chat, key): (i64, String),
        note: &Msg,
    ) -> sqlx::Result<Outgoing> {
        let locale = people::locale(tx, Account(chat)).await?;
        let message = Message::text(self.words.html(note, locale));
        let body = Body::Notice { message };
        Ok(Outgoing { chat, class: Class::Interactive, key: Some(key), body })
    }
}
