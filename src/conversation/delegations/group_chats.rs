//! A delegation's group: linked, proposed, unlinked in private; what the group itself is told.
//!
//! In a group nothing can be pressed that acts: its buttons are links into the private chat.

use super::acts::on_group_chat;
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDelegations, AtGroupChat, State, Then};
use crate::conversation::view::{GroupChatData, View};
use crate::conversation::{Arg, campaigns, words};

use crate::domain::campaigns::{CampaignCommand, CampaignNotice, LinkCampaignChat};
use crate::domain::delegations::{
    DelegationNotice, GroupChatAct, GroupDay, GroupNotice, LinkTarget,
};
use crate::domain::difficulties::DifficultyNotice;
use crate::domain::minutes::MinutesNotice;
use crate::domain::people::token_text;
use crate::domain::visits::VisitNotice;
use crate::domain::{CampaignId, Command, DelegationId, GroupChatId, NoticeKind};
use crate::{clock, msg};

/// The link's payload behind which a group waits to be linked: `g` and its token.
pub fn payload(token: &[u8; 16]) -> String {
    format!("g{}", token_text(token))
}

/// The token in such a payload.
pub fn token(payload: &str) -> Option<[u8; 16]> {
    let text = payload.strip_prefix('g')?;
    let bytes =
        base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, text).ok()?;
    bytes.try_into().ok()
}

pub fn screen(at: &AtGroupChat, data: &GroupChatData, view: &View) -> Screen {
    match at {
        AtGroupChat::Offer { .. } => offer(data, view),
        AtGroupChat::Look { .. } => look(data, view),
    }
}

fn offer(data: &GroupChatData, view: &View) -> Screen {
    let chat = &data.chat;
    let screen = Screen::new(msg!("group-chat-title", title = &chat.title));
    if let Some(linked) = &chat.linked {
        let screen = look_at(screen, &linked.title).go(msg!("key-group-look"), look_state(chat.id));
        return screen.list(campaign_lines(data)).home();
    }
    let Some(me) = &view.me else { return screen.home() };
    let screen = if !data.campaigns.is_empty() {
        screen.para(msg!("group-lists"))
    } else if data.with.is_empty() {
        screen.para(msg!("group-not-yours"))
    } else {
        screen.para(msg!("group-what"))
    };
    let line = |with: &LinkTarget| {
        let (delegation, title) = (with.delegation, words::cut(&with.title, 40));
        if with.links(me) {
            Line::key(msg!("key-group-link", delegation = title), link(chat.id, delegation))
        } else {
            let propose = work(chat.id, GroupChatAct::Propose { delegation }, State::home());
            Line::key(msg!("key-group-propose", delegation = title), propose)
        }
    };
    screen.list(data.with.iter().map(line).chain(campaign_lines(data)).collect()).home()
}

/// The campaigns whose lists may be posted there.
fn campaign_lines(data: &GroupChatData) -> Vec<Line> {
    let line = |(campaign, title, linked): &(CampaignId, String, bool)| {
        let (chat, campaign, title) = (data.chat.id, *campaign, words::cut(title, 40));
        let label = match linked {
            true => msg!("key-group-no-lists", campaign = title),
            false => msg!("key-group-lists", campaign = title),
        };
        let link = LinkCampaignChat { chat, campaign, linked: !linked };
        let command = Command::Campaigns(CampaignCommand::LinkCampaignChat(link));
        Line::key(label, Action::Do { command, then: Then::Stay })
    };
    data.campaigns.iter().map(line).collect()
}

fn look_at(screen: Screen, delegation: &str) -> Screen {
    screen.line(msg!("group-linked-with", delegation = delegation)).para(msg!("group-hears"))
}

fn look_state(chat: GroupChatId) -> State {
    State::Delegations(AtDelegations::GroupChat(AtGroupChat::Look { chat }))
}

fn look(data: &GroupChatData, view: &View) -> Screen {
    let chat = &data.chat;
    let mut screen = Screen::new(msg!("group-chat-title", title = &chat.title));
    let Some(linked) = &chat.linked else { return screen.home() };
    screen = look_at(screen, &linked.title);
    if chat.ended {
        screen = screen.para(msg!("group-ended"));
    }
    let links = |with: &LinkTarget| view.me.as_ref().is_some_and(|me| with.links(me));
    let of = State::Delegations(AtDelegations::One(linked.delegation));
    let unlink = work(chat.id, GroupChatAct::Unlink, of.clone());
    screen
        .key_if(!chat.ended && data.with.iter().any(links), msg!("key-group-unlink"), unlink)
        .back(of)
}

fn link(chat: GroupChatId, delegation: DelegationId) -> Action {
    work(chat, GroupChatAct::Link { delegation }, look_state(chat))
}

fn work(chat: GroupChatId, act: GroupChatAct, then: State) -> Action {
    Action::Do { command: on_group_chat(chat, act), then: Then::Go(then) }
}

/// A notice about a group, for one person.
pub fn told(notice: &GroupNotice) -> Screen {
    match notice {
        GroupNotice::Linked { title, delegation, chat } => {
            Screen::new(msg!("notice-group-linked", title = title, delegation = delegation))
                .go(msg!("key-group-look"), look_state(*chat))
        }
        GroupNotice::Proposed { chat, title, with, delegation, by } => Screen::new(msg!(
            "notice-group-proposed",
            title = title,
            delegation = delegation,
            by = by
        ))
        .para(msg!("group-hears"))
        .key(msg!("key-group-link", delegation = words::cut(delegation, 40)), link(*chat, *with)),
        GroupNotice::Unlinked { title, delegation, .. } => {
            Screen::new(msg!("notice-group-unlinked", title = title, delegation = delegation))
        }
        GroupNotice::Lost { title, delegation } => {
            Screen::new(msg!("notice-group-lost", title = title, delegation = delegation))
        }
        GroupNotice::Met { token } => met(token),
        GroupNotice::Known { delegation } => known(delegation),
        GroupNotice::Day(day) => daily(day),
    }
}

/// What a group is told; `None`: this is not for groups.
pub fn announce(kind: &NoticeKind) -> Option<Screen> {
    Some(match kind {
        NoticeKind::Delegations(DelegationNotice::Group(GroupNotice::Met { token })) => met(token),
        NoticeKind::Delegations(DelegationNotice::Group(GroupNotice::Known { delegation })) => {
            known(delegation)
        }
        NoticeKind::Delegations(DelegationNotice::Group(GroupNotice::Linked {
            delegation,
            ..
        })) => {
            Screen::new(msg!("announce-linked", delegation = delegation)).para(msg!("group-hears"))
        }
        NoticeKind::Delegations(DelegationNotice::Group(GroupNotice::Unlinked {
            delegation,
            ..
        })) => Screen::new(msg!("announce-unlinked", delegation = delegation)),
        NoticeKind::Delegations(DelegationNotice::Group(GroupNotice::Day(day))) => daily(day),
        NoticeKind::Visits(VisitNotice::Confirmed { visit, all: Some(units), .. }) => {
            Screen::new(msg!("announce-confirmed", number = visit.group_number, unit = units))
                .line(msg!("announce-when", at = words::moment(visit.starts_at)))
                .line(msg!("visit-place", place = &visit.place))
                .opens(msg!("key-open-visit"), format!("v{}", visit.id.0))
        }
        NoticeKind::Visits(VisitNotice::SessionOpened { visit, .. }) => {
            Screen::new(msg!("announce-session", number = visit.group_number, unit = &visit.unit))
                .opens(msg!("key-open-visit"), format!("v{}", visit.id.0))
        }
        NoticeKind::Minutes(MinutesNotice::Signed { visit, .. }) => {
            Screen::new(msg!("announce-minutes-signed", unit = &visit.unit))
                .line(msg!("announce-when", at = words::moment(visit.starts_at)))
                .opens(msg!("key-minutes-read"), format!("m{}", visit.id.0))
        }
        NoticeKind::Difficulties(DifficultyNotice::Reported {
            difficulty,
            unit,
            body,
            category,
            ..
        }) => Screen::new(msg!(
            "announce-difficulty",
            unit = unit,
            category = words::category(*category),
            body = words::cut(body, 80)
        ))
        .opens(msg!("key-open-difficulty"), format!("d{}", difficulty.0)),
        NoticeKind::Campaigns(CampaignNotice::LateListPosted { title, as_of, lines, .. }) => {
            campaigns::announced(title, *as_of, lines)
        }
        NoticeKind::Campaigns(CampaignNotice::LateListCorrected {
            title,
            as_of,
            line,
            reason,
            ..
        }) => campaigns::corrected(title, *as_of, line, reason),
        _ => return None,
    })
}

fn met(token: &[u8; 16]) -> Screen {
    Screen::new(msg!("group-hello"))
        .para(msg!("group-hello-how"))
        .opens(msg!("key-group-open"), payload(token))
}

fn known(delegation: &str) -> Screen {
    Screen::new(msg!("group-known", delegation = delegation))
}

fn daily(day: &GroupDay) -> Screen {
    let weekday = words::weekday(day.day);
    let mut screen = Screen::new(msg!("announce-day", weekday = weekday, day = day.day));
    let lines = day.visits.iter().map(|visit| {
        msg!(
            "announce-day-visit",
            at = Arg::Time(clock::local(visit.starts_at)),
            unit = &visit.unit,
            state = words::visit_state(visit.state)
        )
    });
    screen = screen.lines(lines.collect());
    if day.difficulties > 0 {
        screen = screen.para(msg!("announce-day-difficulties", count = day.difficulties));
    }
    screen
}
