//! Where somebody stands with checklists.

use super::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtChecklists {
    List,
    One(ChecklistId),
    /// A workbook that has been fetched and is to be read.
    Workbook(FetchId),
}
