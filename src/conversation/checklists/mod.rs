//! Checklists from spreadsheet workbooks: sent as a file, read, looked over, published.

pub(in crate::conversation) mod flow;

use crate::conversation::input::Incoming;
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtChecklists, State, Step, Then};
use crate::conversation::view::{
    ChecklistData, ChecklistLine, View, WorkbookData, WorkbookOutcome,
};
use crate::conversation::words;
use crate::domain::checklists::{ChecklistCommand, KeepDraft, PublishChecklist, ReadWorkbook};
use crate::domain::file::Purpose;
use crate::domain::{Command, FetchId};
use crate::{domain, msg};

/// Problems listed; the rest are counted.
const PROBLEMS: usize = 8;

pub fn list(list: &[ChecklistLine]) -> Screen {
    let mut screen = Screen::new(msg!("checklists-title"));
    if list.is_empty() {
        screen = screen.para(msg!("checklists-none"));
    }
    screen = screen.para(msg!("checklists-how"));
    let line = |line: &ChecklistLine| {
        Line::go(words::checklist_line(line), State::Checklists(AtChecklists::One(line.id)))
    };
    screen.list(list.iter().map(line).collect()).home()
}

pub fn sent(file: Incoming) -> Step {
    let mut step = Step::run(
        Command::Checklists(ChecklistCommand::ReadWorkbook(ReadWorkbook {
            file: file.into_arrival(Purpose::Checklist),
        })),
        Then::Go(State::Checklists(AtChecklists::List)),
    );
    step.notes.push(msg!("note-workbook-coming"));
    step
}

/// A workbook that could be read becomes a draft without a tap; publishing is the person's.
pub fn keep(fetch: FetchId, it: &WorkbookData) -> Option<(Command, Then)> {
    match &it.outcome {
        WorkbookOutcome::Read { sha256, form } => Some((
            Command::Checklists(ChecklistCommand::KeepDraft(Box::new(KeepDraft {
                fetch,
                sha256: *sha256,
                form: form.as_ref().clone(),
            }))),
            Then::Follow,
        )),
        WorkbookOutcome::Problems(_) | WorkbookOutcome::NotFetched => None,
    }
}

pub fn read(it: &WorkbookData) -> Screen {
    match &it.outcome {
        WorkbookOutcome::Problems(problems) => {
            Screen::new(msg!("workbook-refused", name = &it.name, count = problems.len()))
                .lines(problems.iter().take(PROBLEMS).map(words::problem).collect())
                .para(msg!("workbook-mend"))
                .back(State::Checklists(AtChecklists::List))
        }
        WorkbookOutcome::NotFetched | WorkbookOutcome::Read { .. } => {
            Screen::new(msg!("workbook-not-fetched", name = &it.name))
                .back(State::Checklists(AtChecklists::List))
        }
    }
}

pub fn checklist(it: &ChecklistData, view: &View) -> Screen {
    let language = view.locale().code();
    let asks = it.sheet.outline(language);
    let mut screen = Screen::new(msg!("checklist-title", title = &it.line.title))
        .line(msg!("checklist-version", code = &it.line.code, version = it.line.version))
        .line(msg!("checklist-count", count = asks.len()))
        .lines(
            asks.iter()
                .take(12)
                .enumerate()
                .map(|(index, label)| {
                    msg!(
                        "checklist-question",
                        question = words::cut(&words::numbered(index, label), 80)
                    )
                })
                .collect(),
        );
    if it.line.published {
        screen = screen.para(msg!("checklist-published"));
    } else {
        screen = screen.para(msg!("checklist-draft")).key_if(
            view.may_somewhere(domain::Action::PublishChecklist),
            msg!("key-publish"),
            Action::Do {
                command: Command::Checklists(ChecklistCommand::PublishChecklist(
                    PublishChecklist { checklist: it.line.id },
                )),
                then: Then::Stay,
            },
        );
    }
    screen.back(State::Checklists(AtChecklists::List))
}
