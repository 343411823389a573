//! Changing a delegation's terms, one at a time.

use super::acts::work_on;
use super::{groups, terms};
use crate::conversation::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDelegations, Delegating, DelegationMaking, Field, Making, State, Then,
};
use crate::conversation::view::{DelegationData, View};
use crate::domain::delegations::{DelegationAct, Edit};
use crate::domain::{Command, DelegationId};
use crate::{msg, text};

pub fn edit(it: &DelegationData) -> Screen {
    let (id, version) = (it.delegation.id, it.delegation.version);
    let mut screen = Screen::new(msg!("edit-delegation"))
        .para(msg!("delegation-title", title = &it.delegation.terms.title));
    for line in terms::lines(&it.delegation.terms) {
        screen = screen.line(line);
    }
    screen = screen.line(groups::tally(it.units.len(), it.delegation.terms.quota));
    if it.delegation.state.is_live() {
        screen = screen.para(msg!("edit-delegation-told"));
    }
    let key = |field: Field| {
        let at = Delegating::EditField { field, version };
        (field_name(field), Action::Go(State::delegating(id, at)))
    };
    let cancel = Making::of(DelegationMaking::Cancel);
    for pair in Field::ALL.chunks(2) {
        screen = screen.row(pair.iter().map(|field| key(*field)).collect());
    }
    screen
        .go(msg!("key-cancel-delegation"), State::delegating(id, Delegating::Making(cancel)))
        .back(State::Delegations(AtDelegations::One(id)))
}

fn field_name(field: Field) -> Msg {
    match field {
        Field::Title => msg!("key-field-title"),
        Field::Basis => msg!("key-field-basis"),
        Field::Body => msg!("key-field-body"),
        Field::Period => msg!("key-field-period"),
        Field::Window => msg!("key-field-window"),
        Field::Quota => msg!("key-field-quota"),
    }
}

pub fn edit_field(it: &DelegationData, field: Field, version: i32) -> Screen {
    let screen = Screen::new(match field {
        Field::Title => msg!("edit-title"),
        Field::Basis => msg!("edit-basis"),
        Field::Body => msg!("edit-body"),
        Field::Period => msg!("edit-period"),
        Field::Window => msg!("edit-window"),
        Field::Quota => msg!("edit-quota"),
    });
    let terms = &it.delegation.terms;
    let empty = match field {
        Field::Body if !terms.deciding_body.is_empty() => Some(Edit::DecidingBody(String::new())),
        Field::Period => terms.period.map(|_| Edit::Period(None)),
        Field::Quota => terms.quota.map(|_| Edit::Quota(None)),
        _ => None,
    };
    let screen = match empty {
        Some(edit) => {
            let (command, then) = editing(it.delegation.id, version, edit);
            screen.key(msg!("key-clear-field"), Action::Do { command, then })
        }
        None => screen,
    };
    screen.back(State::delegating(it.delegation.id, Delegating::Edit))
}

pub fn editing(delegation: DelegationId, version: i32, edit: Edit) -> (Command, Then) {
    let command = work_on((delegation, version), DelegationAct::Edit(edit));
    (command, Then::Go(State::Delegations(AtDelegations::One(delegation))))
}

pub fn read_field(field: Field, typed: &str, view: &View) -> terms::Read<Edit> {
    Ok(match field {
        Field::Title => Edit::Title(terms::title(typed)?),
        Field::Body => Edit::DecidingBody(terms::body(typed)?),
        Field::Period => Edit::Period(Some(terms::period(typed)?)),
        Field::Window => Edit::Window(Some(terms::window(typed, view.wall())?)),
        Field::Quota => Edit::Quota(Some(terms::quota(typed)?)),
        Field::Basis => match terms::basis(typed)? {
            text::DocumentRef { number, date: Some(date) } => Edit::Basis { number, date },
            text::DocumentRef { date: None, .. } => {
                return Err(msg!("note-basis-not-understood"));
            }
        },
    })
}
