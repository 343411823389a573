//! What a demo start begins with. Units, legal bases and dates come from the source documents
//! (`../data/README.md`); the people are invented, and every home screen says so.
//!
//! `cast` is who there is and what they are about to do, as tables; `workbooks` are the checklists;
//! `fill` writes it all into an empty database, with the same changes that people's own acts make.

mod campaign;
mod cast;
mod fill;
mod workbooks;

use chrono::{DateTime, NaiveDate, Utc};

use crate::clock::instant;
use crate::domain::{Account, PersonId, Role};

pub use campaign::PLAN;
pub use fill::{activate, seed, units};
pub use workbooks::{WORKBOOK, Workbook};

/// Said on every home screen of the demo.
pub const NOTE: &str = "Dữ liệu minh họa";

/// A moment of the source documents at which the demo can begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    TayNinh,
    HaNoi,
    /// The campaign of sixty days and nights, in Hà Nội. The sources only propose it: everything
    /// beyond its ten tasks is invented (DOMAIN.md 6.3).
    Campaign,
}

impl Start {
    pub const ALL: [Start; 3] = [Start::TayNinh, Start::HaNoi, Start::Campaign];

    pub fn id(self) -> &'static str {
        match self {
            Start::TayNinh => "tay-ninh",
            Start::HaNoi => "ha-noi",
            Start::Campaign => "60-ngay-dem",
        }
    }

    pub fn from_id(id: &str) -> Option<Start> {
        Start::ALL.into_iter().find(|start| start.id() == id)
    }

    /// As the page lists it.
    pub fn title(self) -> &'static str {
        match self {
            Start::TayNinh => "Tây Ninh, 15/3/2024: khảo sát Phường 1",
            Start::HaNoi => "Hà Nội, 10/5/2023: giám sát Thạch Thất",
            Start::Campaign => "Hà Nội, 16/10/2023: chiến dịch 60 ngày đêm",
        }
    }

    /// 08:00 on the start's day, Vietnamese time.
    pub fn at(self) -> DateTime<Utc> {
        let day = match self {
            Start::TayNinh => NaiveDate::from_ymd_opt(2024, 3, 15),
            Start::HaNoi => NaiveDate::from_ymd_opt(2023, 5, 10),
            Start::Campaign => NaiveDate::from_ymd_opt(2023, 10, 16),
        };
        instant(day.unwrap_or_default().and_hms_opt(8, 0, 0).unwrap_or_default())
    }
}

/// Somebody to play.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Player {
    pub account: Account,
    pub person: PersonId,
    pub name: String,
    pub role: Role,
    pub place: String,
    pub council: String,
}
