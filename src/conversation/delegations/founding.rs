//! Founding a delegation from its legal basis, one question a message.

use super::terms;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDelegations, Founding, State, Step, Then};
use crate::conversation::view::View;
use crate::conversation::{Msg, words};
use crate::domain::Command;
use crate::domain::delegations::{DelegationCommand, FoundDelegation, Terms};
use crate::msg;
use crate::text::DocumentRef;

/// The numbers of groups that are offered as buttons.
const GROUPS: [i32; 4] = [1, 2, 3, 4];

pub fn screen(at: &Founding, view: &View) -> Screen {
    let to = |it| State::Delegations(AtDelegations::Founding(it));
    let go = |at: Founding| Action::Go(State::Delegations(AtDelegations::Founding(at)));
    let skip = |screen: Screen, at: Founding| screen.key(msg!("key-not-yet"), go(at));
    match at {
        Founding::Title => Screen::new(msg!("founding-title")).home(),
        Founding::Basis { .. } => Screen::new(msg!("founding-basis")).back(to(Founding::Title)),
        Founding::BasisDate { title, number } => {
            Screen::new(msg!("founding-basis-date", number = number))
                .back(to(Founding::Basis { title: title.clone() }))
        }
        Founding::Body(it) => {
            // The name is data, as if it had been typed.
            let council = FoundDelegation {
                terms: Terms { deciding_body: view.council_name.clone(), ..it.terms.clone() },
                ..it.clone()
            };
            let screen = Screen::new(msg!("founding-body")).key(
                msg!("key-council", council = &view.council_name),
                go(Founding::Period(council)),
            );
            skip(screen, Founding::Period(it.clone()))
                .back(to(Founding::Basis { title: it.terms.title.clone() }))
        }
        Founding::Period(it) => {
            skip(Screen::new(msg!("founding-period")), Founding::Window(it.clone()))
                .back(to(Founding::Body(it.clone())))
        }
        Founding::Window(it) => {
            skip(Screen::new(msg!("founding-window")), Founding::Quota(it.clone()))
                .back(to(Founding::Period(it.clone())))
        }
        Founding::Quota(it) => {
            skip(Screen::new(msg!("founding-quota")), Founding::Groups(it.clone()))
                .back(to(Founding::Window(it.clone())))
        }
        Founding::Groups(it) => {
            let key = |groups: i32| {
                let next = FoundDelegation { groups, ..it.clone() };
                (msg!("key-number", number = groups), go(Founding::Review(next)))
            };
            Screen::new(msg!("founding-groups"))
                .row(GROUPS.map(key).to_vec())
                .back(to(Founding::Quota(it.clone())))
        }
        Founding::Review(it) => {
            let mut screen = Screen::new(msg!("founding-review"))
                .para(msg!("delegation-title", title = &it.terms.title));
            for line in terms::lines(&it.terms) {
                screen = screen.line(line);
            }
            if let Some(quota) = it.terms.quota {
                screen = screen.line(msg!("delegation-quota", quota = quota));
            }
            let found = Command::Delegations(DelegationCommand::Found(it.clone()));
            screen
                .line(msg!("delegation-groups", count = it.groups))
                .key(msg!("key-found-now"), Action::Do { command: found, then: Then::Follow })
                .back(to(Founding::Groups(it.clone())))
        }
    }
}

pub fn typed(at: &Founding, typed: &str, view: &View) -> Step {
    match read(at, typed, view) {
        Ok(next) => Step::go(State::Delegations(AtDelegations::Founding(next))),
        Err(note) => Step::go(State::Delegations(AtDelegations::Founding(at.clone()))).note(note),
    }
}

fn read(at: &Founding, typed: &str, view: &View) -> Result<Founding, Msg> {
    let skips = terms::postpones(typed);
    let with = |it: &FoundDelegation, change: &dyn Fn(&mut Terms)| {
        let mut next = it.clone();
        change(&mut next.terms);
        next
    };
    Ok(match at {
        Founding::Title => Founding::Basis { title: terms::title(typed)? },
        Founding::Basis { title } => match terms::basis(typed)? {
            DocumentRef { number, date: Some(date) } => Founding::Body(begun(title, number, date)),
            DocumentRef { number, date: None } => {
                Founding::BasisDate { title: title.clone(), number }
            }
        },
        Founding::BasisDate { .. } if skips => {
            return Err(words::refused(&crate::domain::Refusal::BasisMissing));
        }
        Founding::BasisDate { title, number } => {
            let date = words::past_date(typed, view.wall());
            let date = date.map_err(|error| words::moment_error(&error))?;
            Founding::Body(begun(title, number.clone(), date))
        }
        Founding::Body(it) | Founding::Period(it) | Founding::Window(it) | Founding::Quota(it)
            if skips =>
        {
            after(at, it.clone())
        }
        Founding::Body(it) => {
            let body = terms::body(typed)?;
            after(at, with(it, &|terms| terms.deciding_body.clone_from(&body)))
        }
        Founding::Period(it) => {
            let period = terms::period(typed)?;
            after(at, with(it, &|terms| terms.period = Some(period)))
        }
        Founding::Window(it) => {
            let window = terms::window(typed, view.wall())?;
            after(at, with(it, &|terms| terms.window = Some(window)))
        }
        Founding::Quota(it) => {
            let quota = terms::quota(typed)?;
            after(at, with(it, &|terms| terms.quota = Some(quota)))
        }
        Founding::Groups(it) => {
            Founding::Review(FoundDelegation { groups: terms::groups(typed)?, ..it.clone() })
        }
        Founding::Review(_) => return Err(msg!("note-nothing-to-type")),
    })
}

fn begun(title: &str, number: String, date: chrono::NaiveDate) -> FoundDelegation {
    let terms = Terms {
        title: title.to_owned(),
        basis_number: number,
        basis_date: date,
        deciding_body: String::new(),
        period: None,
        window: None,
        quota: None,
    };
    FoundDelegation { terms, groups: 1 }
}

/// The question after one that can be passed over.
fn after(at: &Founding, it: FoundDelegation) -> Founding {
    match at {
        Founding::Body(_) => Founding::Period(it),
        Founding::Period(_) => Founding::Window(it),
        Founding::Window(_) => Founding::Quota(it),
        _ => Founding::Groups(it),
    }
}
