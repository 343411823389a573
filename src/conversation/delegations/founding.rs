//! Founding a delegation from its legal basis, one question a message.

use super::terms;
use crate::conversation::making::{Hearing, Made, Sayable, Telling, Told, Unmade};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDelegations, Founding, Making, Said, State, Then};
use crate::conversation::view::View;
use crate::conversation::words::refused;
use crate::domain::delegations::{DelegationCommand, FoundDelegation, Terms};
use crate::domain::{Command, Refusal};
use crate::msg;

/// The numbers of groups that are offered as buttons.
const GROUPS: [i32; 4] = [1, 2, 3, 4];

pub struct Foundings<'a> {
    pub view: &'a View,
}

impl Telling for Foundings<'_> {
    type Act = Founding;

    fn tell(&self, _: &Founding, hear: &mut Hearing) -> Told {
        let now = self.view.wall();
        let title = hear.ask(Screen::new(msg!("founding-title")), terms::title)?;
        let (basis_number, basis_date) = hear.paper(
            Screen::new(msg!("founding-basis")),
            terms::basis,
            |number| Screen::new(msg!("founding-basis-date", number = number)),
            |typed| match terms::postpones(typed) {
                true => Err(refused(&Refusal::BasisMissing)),
                false => terms::past_date(typed, now),
            },
        )?;
        // The name is data, as if it had been typed.
        let council = &self.view.council_name;
        let body = Screen::new(msg!("founding-body")).go(
            msg!("key-council", council = council),
            self.with(hear.and_say(Some(council.clone()))),
        );
        let deciding_body = self.or_later(hear, body, terms::body)?.unwrap_or_default();
        let period = self.or_later(hear, Screen::new(msg!("founding-period")), terms::period)?;
        let window = Screen::new(msg!("founding-window"));
        let window = self.or_later(hear, window, |typed| terms::window(typed, now))?;
        let quota = self.or_later(hear, Screen::new(msg!("founding-quota")), terms::quota)?;
        let key = |groups: i32| {
            let said = self.with(hear.and_say(groups));
            (msg!("key-number", number = groups), Action::Go(said))
        };
        let groups = Screen::new(msg!("founding-groups")).row(GROUPS.map(key).to_vec());
        let groups = hear.ask(groups, terms::groups)?;
        let terms = Terms { title, basis_number, basis_date, deciding_body, period, window, quota };
        Made::review(review(FoundDelegation { terms, groups }))
    }

    fn state(&self, making: Making<Founding>) -> State {
        State::Delegations(AtDelegations::Founding(making))
    }

    fn out(&self, _: &Founding) -> Option<State> {
        None
    }
}

impl Foundings<'_> {
    fn with(&self, said: Vec<Said>) -> State {
        self.state(Making { what: Founding, said })
    }

    /// What the plan may get later: not now, says a button or a word.
    fn or_later<T: Sayable>(
        &self,
        hear: &mut Hearing,
        question: Screen,
        read: impl FnOnce(&str) -> terms::Read<T>,
    ) -> Result<Option<T>, Unmade> {
        let later = self.with(hear.and_say(None::<T>));
        hear.ask(question.go(msg!("key-not-yet"), later), |typed| match terms::postpones(typed) {
            true => Ok(None),
            false => read(typed).map(Some),
        })
    }
}

fn review(it: FoundDelegation) -> Screen {
    let mut screen = Screen::new(msg!("founding-review"))
        .para(msg!("delegation-title", title = &it.terms.title));
    for line in terms::lines(&it.terms) {
        screen = screen.line(line);
    }
    if let Some(quota) = it.terms.quota {
        screen = screen.line(msg!("delegation-quota", quota = quota));
    }
    let screen = screen.line(msg!("delegation-groups", count = it.groups));
    let command = Command::Delegations(DelegationCommand::Found(it));
    screen.key(msg!("key-found-now"), Action::Do { command, then: Then::Follow })
}
