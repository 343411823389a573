//! What the screens of checklists see.

use super::*;

#[derive(Clone, PartialEq, Debug)]
pub enum ChecklistsQuery {
    List,
    One(ChecklistId),
    Workbook(FetchId),
}

#[derive(Debug)]
pub enum SeenChecklists {
    List(Vec<ChecklistLine>),
    One(ChecklistData),
    Workbook(WorkbookData),
}
