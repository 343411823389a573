//! Answering a checklist in chat in full: every kind of question, rows, evidence, corrections, sending
//! back.

mod corrections;
mod cost;
mod evidence;
mod kinds;
mod replies;
mod returned;
mod rows;
mod sections;
mod verifying;

use crate::support::staged::Cast;
use crate::support::{Story, vi, workbook};

/// The first day of the demo's mission.
const MORNING: &str = "2024-03-15 08:00";

/// The columns of every survey here.
const COLUMNS: &[&str] = &[
    "type",
    "name",
    "label::Tiếng Việt (vi)",
    "label::English (en)",
    "required",
    "relevant",
    "calculation",
    "repeat_count",
    "bind::dgs:kind",
    "bind::dgs:evidence",
    "constraint",
    "hint::Tiếng Việt (vi)",
];

const CHOICES: &[&[&str]] = &[
    &["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"],
    &["yn", "yes", "Có", "Yes"],
    &["yn", "no", "Không", "No"],
    &["muc", "day_du", "Đầy đủ", "In full"],
    &["muc", "day_dan", "Đầy đặn", "Ample"],
    &["muc", "mot_phan", "Một phần", "In part"],
];

impl Cast {
    /// The ward is invited to answer a checklist of these rows; the focal officer has it open.
    async fn answers(&self, s: &Story, survey: &[&[&str]]) {
        let rows: Vec<&[&str]> = std::iter::once(COLUMNS).chain(survey.iter().copied()).collect();
        self.hien.sends("/menu").await;
        self.hien.sends_file("thu.xlsx", &workbook::checklist(&rows, CHOICES)).await;
        self.hien.sees("THU").taps(&vi("key-publish")).await.sees(&vi("checklist-published"));
        s.sql("UPDATE visit_unit SET checklist_id = (SELECT max(id) FROM checklist)").await;
        self.invites_the_ward(s).await;
        self.mai.sends("/menu").await.taps(&vi("item-fill")).await;
    }
}
