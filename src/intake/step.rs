//! One update, one transaction.

use sqlx::types::chrono::{DateTime, Utc};

use super::decode::{Body, Received};
use super::{Intake, deciding, decode};
use crate::conversation::{Data, Input, Msg, Query, State, Step, View};
use crate::delivery::Ready;
use crate::domain::{Account, Actor, Command, Locale, Outcome, Refusal};
use crate::speaking::{Show, Speaker, buttons};
use crate::store::outbox::{Job, LaneKey, Outgoing};
use crate::store::sessions::Session;
use crate::store::{Tx, apply, audit, inbox, outbox, people, sessions, views};
use crate::{conversation, msg};

/// What is left to do once the step is committed.
#[derive(Debug, Default)]
pub struct Handled {
    /// Whether other updates of the lane wait: whatever arrives later has its own run of the lane.
    pub more: bool,
    pub lanes: Vec<LaneKey>,
    /// The reply, committed as taken: to be sent at once.
    pub taken: Option<(Box<Job>, Ready)>,
    pub callback: Option<Answer>,
}

/// The answer to a tap: worthless after seconds, so sent right after the commit.
#[derive(Debug)]
pub struct Answer {
    pub id: String,
    pub text: Option<String>,
}

/// A step under way.
pub(super) struct Stepping<'a> {
    pub intake: &'a Intake,
    pub tx: Tx,
    pub now: DateTime<Utc>,
    pub cause: String,
    pub outgoing: Vec<Outgoing>,
}

impl Intake {
    /// Processes the oldest pending update of a lane. `None`: there is none.
    pub(super) async fn step(&self, actor: i64) -> sqlx::Result<Option<Handled>> {
        let ready = self.delivery.ready().await;
        let mut tx = self.store.begin().await?;
        let now = self.clock.now();
        let mut session = sessions::lock(&mut tx, self.bot.id, actor, now).await?;
        let Some(row) = inbox::oldest(&mut tx, self.bot.id, actor).await? else {
            return Ok(None);
        };
        let cause = format!("inbox:{}", row.id);
        let mut stepping = Stepping { intake: self, tx, now, cause, outgoing: vec![] };
        let received =
            if row.is_event { of_event(actor, &row.raw) } else { decode::update(&row.raw) };
        let mut handled = Box::pin(stepping.handle(&received, &mut session)).await?;

        let Stepping { mut tx, outgoing, .. } = stepping;
        inbox::done(&mut tx, row.id).await?;
        sessions::save(&mut tx, self.bot.id, actor, &session, now).await?;
        handled.more = row.more;
        if let Some(mut ready) = ready {
            let (to, own) = ((self.bot.id, now), (actor, ready.begin()));
            let enqueued = outbox::enqueue_taking(&mut tx, to, outgoing, own).await?;
            handled.lanes = enqueued.lanes;
            handled.taken = enqueued.taken.map(|job| (job, ready));
        } else {
            handled.lanes = outbox::enqueue(&mut tx, self.bot.id, outgoing, now).await?;
        }
        tx.commit().await?;
        Ok(Some(handled))
    }
}

fn of_event(actor: i64, raw: &str) -> Received {
    Received {
        actor,
        chat: actor,
        private: true,
        shown_name: String::new(),
        body: decode::event(raw).map_or(Body::Nothing, |event| Body::Input(Input::Event(event))),
    }
}

impl<'a> Stepping<'a> {
    pub(super) fn speaker(&self) -> Speaker<'a> {
        let intake = self.intake;
        Speaker { words: &intake.words, bot_id: intake.bot.id, now: self.now }
    }

    async fn handle(
        &mut self,
        received: &Received,
        session: &mut Session,
    ) -> sqlx::Result<Handled> {
        let bot_id = self.intake.bot.id;
        let account = Account(received.actor);
        if let Body::Reach { reachable } = received.body {
            if reachable {
                outbox::mark_reachable(&mut self.tx, bot_id, received.chat).await?;
            } else {
                let reason = "the person blocked the bot";
                outbox::mark_unreachable(&mut self.tx, bot_id, received.chat, reason).await?;
            }
            return Ok(Handled::default());
        }
        if !received.private {
            return self.in_group(received).await;
        }
        if !session.reachable {
            outbox::mark_reachable(&mut self.tx, bot_id, received.chat).await?;
        }

        let mut me = people::by_account(&mut self.tx, account).await?;
        if me.as_ref().is_some_and(|me| me.epoch != session.epoch) {
            session.state = State::home();
        }
        let (input, show, callback) = match &received.body {
            Body::Input(input) => (input.clone(), Show::Anew, None),
            Body::Tap { callback, data } => {
                let (input, show) = self.button(data, account, session).await?;
                (input, show, Some(callback.clone()))
            }
            Body::Reach { .. } | Body::Group(_) | Body::Nothing => return Ok(Handled::default()),
        };

        let query = conversation::needs_of(&session.state, &input);
        let view = self.view(&me, received, query, input.may_change_what_is_seen()).await?;
        let step = conversation::step(&session.state, input, &view);
        let (mut state, mut notes) = self.run(step, &session.state, me.as_ref()).await?;

        // A command may have made a person of a stranger, or changed their language.
        me = people::by_account(&mut self.tx, account).await?;
        let mut view = self.view(&me, received, conversation::needs(&state), false).await?;
        if let Some((command, then)) = conversation::follow_up(&state, &view) {
            let (next, more) = self.run(Step::run(command, then), &state, me.as_ref()).await?;
            notes.extend(more);
            state = next;
            view = self.view(&me, received, conversation::needs(&state), false).await?;
        }
        let asked = conversation::needs(&state);
        let settled = conversation::arrive(state, &view);
        if conversation::needs(&settled) != asked {
            view = self.view(&me, received, conversation::needs(&settled), false).await?;
        }
        self.audit_view(&view, me.as_ref()).await?;
        let screen = conversation::screen(&settled, &view);
        session.state = conversation::resting(settled, &view);
        session.epoch = me.as_ref().map_or(0, |me| me.epoch);
        let locale = view.locale();
        let callback = callback.map(|id| Answer { id, text: self.toast(&notes, locale) });
        let (speaker, said) = (self.speaker(), (notes.as_slice(), &screen, locale));
        let shown = speaker.show(&mut self.tx, (received.chat, session), said, show).await?;
        self.outgoing.extend(shown);
        Ok(Handled { callback, ..Handled::default() })
    }

    /// What a button means to whoever tapped it.
    async fn button(
        &mut self,
        data: &str,
        account: Account,
        session: &Session,
    ) -> sqlx::Result<(Input, Show)> {
        let Some((token, index)) = buttons::read(data) else {
            self.audit_tap("forged_button", account).await?;
            return Ok((Input::Forged, Show::Anew));
        };
        let Some(set) = sessions::buttons(&mut self.tx, self.intake.bot.id, token).await? else {
            self.audit_tap("forged_button", account).await?;
            return Ok((Input::Forged, Show::Anew));
        };
        if set.actor != account.0 {
            self.audit_tap("not_yours", account).await?;
            return Ok((Input::NotYours, Show::Anew));
        }
        let Some(action) = set.actions.get(index) else {
            self.audit_tap("forged_button", account).await?;
            return Ok((Input::Forged, Show::Anew));
        };
        Ok(match set.screen {
            None => (Input::Tap(action.clone()), Show::Anew),
            Some(screen) if session.screen != Some(screen) => (Input::Stale, Show::Anew),
            Some(_) if set.generation != session.generation => (Input::Stale, Show::InPlace),
            Some(_) => (Input::Tap(action.clone()), Show::InPlace),
        })
    }

    /// Runs a step's command, if it has one: where it leads, and what is to be said.
    async fn run(
        &mut self,
        step: Step,
        before: &State,
        me: Option<&Actor>,
    ) -> sqlx::Result<(State, Vec<Msg>)> {
        let Some(command) = step.command else {
            return Ok((conversation::after(step.then, &Outcome::Done, before), step.notes));
        };
        match self.command(command, me).await? {
            Ok(outcome) => Ok((conversation::after(step.then, &outcome, before), step.notes)),
            Err(refusal) => Ok((before.clone(), vec![conversation::refused(&refusal)])),
        }
    }

    async fn command(
        &mut self,
        command: Command,
        me: Option<&Actor>,
    ) -> sqlx::Result<Result<Outcome, Refusal>> {
        let (name, subject) = (command.name(), command.subject());
        let speaker = self.speaker();
        // Boxed, like the other wide matches of a step: a future is as large as its largest arm, and
        // a thread's stack is not.
        let deciding = deciding::decide(&mut self.tx, speaker.words, command, me, self.now);
        let decided = Box::pin(deciding).await?;
        let result = match decided {
            Ok(decision) => {
                let bot_id = self.intake.bot.id;
                let applying = apply::apply(&mut self.tx, bot_id, decision.changes, self.now);
                match Box::pin(applying).await? {
                    Ok(()) => {
                        let except = me.map(|me| me.id);
                        let told = speaker.tell(&mut self.tx, &decision.notices, except);
                        let notices = told.await?;
                        self.outgoing.extend(notices);
                        Ok(decision.outcome)
                    }
                    Err(refusal) => Err(refusal),
                }
            }
            Err(refusal) => Err(refusal),
        };
        let line = audit::Line {
            council: me.map(|me| me.council),
            actor: me.map(|me| me.id),
            action: name,
            subject,
            outcome: result.as_ref().err().map_or("done", Refusal::code),
            cause: &self.cause,
        };
        audit::write(&mut self.tx, line, self.now).await?;
        Ok(result)
    }

    async fn view(
        &mut self,
        me: &Option<Actor>,
        received: &Received,
        query: Query,
        locks: bool,
    ) -> sqlx::Result<View> {
        let (bot_id, at) = (self.intake.bot.id, (self.now, locks));
        let loading = views::load(&mut self.tx, bot_id, &query, me.as_ref(), at);
        let data = Box::pin(loading).await?;
        let known = people::known(&mut self.tx, Account(received.actor)).await?;
        let council = known.map(|(_, council)| council).unwrap_or_default();
        Ok(View {
            me: me.clone(),
            account: Account(received.actor),
            shown_name: received.shown_name.clone(),
            now: self.now,
            council_name: council.name,
            council_note: council.note,
            data,
        })
    }

    /// A look at what is not theirs is audited like a refused command.
    async fn audit_view(&mut self, view: &View, me: Option<&Actor>) -> sqlx::Result<()> {
        let Data::Refused(refusal) = &view.data else {
            return Ok(());
        };
        let line = audit::Line {
            council: me.map(|me| me.council),
            actor: me.map(|me| me.id),
            action: "look",
            subject: ("view", None),
            outcome: refusal.code(),
            cause: &self.cause,
        };
        audit::write(&mut self.tx, line, self.now).await
    }

    async fn audit_tap(&mut self, outcome: &str, account: Account) -> sqlx::Result<()> {
        let me = people::by_account(&mut self.tx, account).await?;
        let line = audit::Line {
            council: me.as_ref().map(|me| me.council),
            actor: me.as_ref().map(|me| me.id),
            action: "tap",
            subject: ("button", None),
            outcome,
            cause: &self.cause,
        };
        audit::write(&mut self.tx, line, self.now).await
    }

    /// What the pop-up over a tapped button says: the first note, at most 200 characters.
    fn toast(&self, notes: &[Msg], locale: Locale) -> Option<String> {
        let note = notes.first()?;
        let said = self.intake.words.plain(note, locale);
        Some(said.chars().take(190).collect())
    }
}

/// The apology for an update that was given up.
pub(super) fn apology(reference: &str) -> Msg {
    msg!("note-failed", reference = reference)
}
