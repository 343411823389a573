//! The two councils as tables: who there is, who supervises whom, when. Legal bases, units and the
//! days of the first visits are those of the source documents; every name is invented, and so are the
//! times of day and the days that the sources do not tell.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Start, Workbook};
use crate::domain::Role;
use crate::domain::delegations::{Period, Terms, Window};
use crate::domain::units::UnitKind;
use crate::domain::visits::VisitKind;

pub struct Council {
    pub start: Start,
    pub code: &'static str,
    pub name: &'static str,
    pub units: &'static [u8],
    pub successions: &'static [u8],
    /// Roles in the whole council; the first founds the delegation.
    pub office: &'static [(&'static str, Role)],
    /// The people of units; the first unit is there whichever start is played.
    pub units_people: &'static [UnitPeople],
    pub mission: Mission,
    pub campaign: Option<Campaign>,
}

pub struct Campaign {
    pub title: &'static str,
    pub owner_body: &'static str,
    /// Of the decision: invented, and said to be so.
    pub basis_number: &'static str,
    pub basis_date: Day,
    /// Day 1.
    pub starts_on: Day,
    pub length_days: i32,
    /// The people of units that the mission does not visit.
    pub units_people: &'static [UnitPeople],
    /// The plan, as a table that people would send.
    pub plan: &'static [u8],
}

pub struct UnitPeople {
    /// The unit's code.
    pub unit: &'static str,
    pub head: &'static str,
    /// A head may do everything alone.
    pub focal: Option<&'static str>,
}

pub struct Mission {
    pub title: &'static str,
    pub basis_number: &'static str,
    pub basis_date: Day,
    pub period: Option<Period>,
    /// First and last day of field work.
    pub window: (Day, Day),
    pub quota: Option<i32>,
    /// Leads the delegation.
    pub leader: &'static str,
    /// What is published, and the kinds of unit that answer it.
    pub checklists: &'static [(Workbook, &'static [UnitKind])],
    pub groups: &'static [Group],
}

impl Mission {
    pub fn terms(&self, deciding_body: &str) -> Terms {
        let (from, to) = self.window;
        Terms {
            title: self.title.to_owned(),
            basis_number: self.basis_number.to_owned(),
            basis_date: self.basis_date.date(),
            deciding_body: deciding_body.to_owned(),
            period: self.period,
            window: Some(Window { from: from.date(), to: to.date() }),
            quota: self.quota,
        }
    }
}

pub struct Group {
    pub name: &'static str,
    /// `None`: the delegation's leader leads this group too.
    pub leader: Option<&'static str>,
    pub secretary: &'static str,
    pub members: &'static [&'static str],
    /// The codes of the units that it supervises.
    pub units: &'static [&'static str],
    pub visits: &'static [Visit],
}

pub struct Visit {
    /// The unit's code.
    pub unit: &'static str,
    /// A working session comes after all visits before it in the tables, and has no checklist; the
    /// others have that of the unit's kind.
    pub kind: VisitKind,
    pub day: Day,
    pub at: (u32, u32),
    /// `None`: at the unit.
    pub place: Option<&'static str>,
}

#[derive(Clone, Copy)]
pub struct Day(i32, u32, u32);

impl Day {
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, self.1, self.2).unwrap_or_default()
    }

    /// Wall clock in Vietnam.
    pub fn at(self, (hour, minute): (u32, u32)) -> NaiveDateTime {
        self.date().and_hms_opt(hour, minute, 0).unwrap_or_default()
    }
}

/// In the order in which they are filled in, and their people listed.
pub const COUNCILS: [Council; 2] = [TAY_NINH, HA_NOI];

const TAY_NINH: Council = Council {
    start: Start::TayNinh,
    code: "tay-ninh",
    name: "HĐND tỉnh Tây Ninh",
    units: include_bytes!("../data/tay-ninh-units.csv"),
    successions: include_bytes!("../data/tay-ninh-successions.csv"),
    office: &[
        ("Lê Thu Hiền", Role::Secretariat),
        ("Cao Nhật Minh", Role::Administrator),
        ("Dương Thị Hạnh", Role::StandingBody),
        ("Mạc Đình Lâm", Role::Observer),
    ],
    units_people: &[
        UnitPeople { unit: "tn-p1", head: "Trần Văn Sơn", focal: Some("Nguyễn Thị Mai") },
        UnitPeople { unit: "tn-tp", head: "Phạm Quốc Bình", focal: Some("Võ Ngọc Lan") },
        UnitPeople {
            unit: "tn-ubnd", head: "Châu Quốc Thịnh", focal: Some("Đặng Mỹ Linh")
        },
    ],
    mission: Mission {
        title: "Cải cách thủ tục hành chính gắn với chuyển đổi số giai đoạn 2021–2023",
        basis_number: "135/NQ-HĐND",
        basis_date: Day(2023, 12, 8),
        period: Some(Period { from: 2021, to: 2023 }),
        window: (Day(2024, 4, 2), Day(2024, 4, 30)),
        quota: None,
        leader: "Đỗ Minh Châu",
        checklists: &[
            (Workbook::Survey, &[UnitKind::ThanhPho, UnitKind::ThiXa, UnitKind::Huyen]),
            // A ward and a commune answer the short one, on one evening.
            (Workbook::Short, &[UnitKind::VanPhong, UnitKind::Phuong, UnitKind::Xa]),
        ],
        groups: &[
            Group {
                name: "Đoàn công tác số 01",
                leader: None,
                secretary: "Bùi Hải Yến",
                members: &["Hoàng Anh Tuấn"],
                units: &[
                    "tn-ubnd",
                    "tn-tp",
                    "tn-p1",
                    "tn-p2",
                    "tn-p3",
                    "tn-p4",
                    "tn-hiepninh",
                    "tn-ninhson",
                    "tn-ninhthanh",
                    "tn-binhminh",
                    "tn-tanbinh",
                    "tn-thanhtan",
                ],
                visits: &[
                    survey("tn-p1", (7, 30)),
                    survey("tn-tp", (10, 30)),
                    // The source leaves the day open.
                    Visit {
                        unit: "tn-ubnd",
                        kind: VisitKind::WorkingSession,
                        day: Day(2024, 4, 25),
                        at: (8, 0),
                        place: Some("UBND tỉnh Tây Ninh (ngày, giờ minh họa)"),
                    },
                ],
            },
            Group {
                name: "Đoàn công tác số 02",
                leader: Some("Lâm Hữu Phước"),
                secretary: "Huỳnh Ngọc Ánh",
                members: &["Tô Quang Huy"],
                units: &[
                    "tn-hoathanh",
                    "tn-trangbang",
                    "tn-tanbien",
                    "tn-tanchau",
                    "tn-duongminhchau",
                    "tn-chauthanh",
                    "tn-bencau",
                    "tn-godau",
                ],
                visits: &[],
            },
        ],
    },
    campaign: None,
};

const HA_NOI: Council = Council {
    start: Start::HaNoi,
    code: "ha-noi",
    name: "HĐND thành phố Hà Nội",
    units: include_bytes!("../data/ha-noi-units.csv"),
    successions: include_bytes!("../data/ha-noi-successions.csv"),
    office: &[
        ("Ngô Bích Thủy", Role::Secretariat),
        ("Kiều Anh Dũng", Role::Administrator),
        ("Phùng Mai Khanh", Role::StandingBody),
        ("Đoàn Gia Bảo", Role::Observer),
        ("Thái Vĩnh Khang", Role::CampaignOwner),
    ],
    units_people: &[
        UnitPeople {
            unit: "hn-thachthat", head: "Đặng Quang Vinh", focal: Some("Lý Thanh Hà")
        },
        UnitPeople {
            unit: "hn-so-tttt", head: "Nguyễn Đức Toàn", focal: Some("Trần Khánh Ly")
        },
        UnitPeople {
            unit: "hn-caugiay", head: "Lương Thế Hòa", focal: Some("Mai Phương Uyên")
        },
        UnitPeople { unit: "hn-so-tnmt", head: "Hà Văn Thịnh", focal: Some("Đinh Thu Giang") },
        UnitPeople { unit: "hn-phuxuyen", head: "Bạch Công Lý", focal: None },
        UnitPeople { unit: "hn-namtuliem", head: "Trương Hoài Nam", focal: None },
        UnitPeople { unit: "hn-longbien", head: "Quách Thị Dung", focal: None },
        UnitPeople { unit: "hn-so-ldtbxh", head: "Phan Tuấn Kiệt", focal: None },
        UnitPeople { unit: "hn-so-noivu", head: "Nghiêm Thị Hoa", focal: None },
        UnitPeople { unit: "hn-so-yte", head: "Lưu Bá Thành", focal: None },
    ],
    mission: Mission {
        title: "CCHC, xây dựng chính quyền điện tử và chuyển đổi số trong hoạt động cơ quan nhà nước",
        // The sources name no decision: an invented number, said to be one.
        basis_number: "01/QĐ-HĐND (minh họa)",
        basis_date: Day(2023, 4, 20),
        period: None,
        window: (Day(2023, 5, 15), Day(2023, 5, 30)),
        quota: Some(10),
        leader: "Vũ Hồng Nhung",
        checklists: &[
            (Workbook::District, &[UnitKind::Huyen, UnitKind::Quan]),
            (Workbook::Department, &[UnitKind::So]),
        ],
        groups: &[
            Group {
                name: "Đoàn số 1",
                leader: Some("Hồ Thanh Liêm"),
                secretary: "Tạ Đức Mạnh",
                members: &["Chu Thị Ngân"],
                units: &[
                    "hn-thachthat",
                    "hn-phuxuyen",
                    "hn-namtuliem",
                    "hn-longbien",
                    "hn-so-noivu",
                ],
                visits: &[
                    supervision("hn-thachthat", Day(2023, 5, 16), MORNING),
                    supervision("hn-phuxuyen", Day(2023, 5, 18), MORNING),
                    supervision("hn-namtuliem", Day(2023, 5, 22), MORNING),
                    supervision("hn-longbien", Day(2023, 5, 24), MORNING),
                    supervision("hn-so-noivu", Day(2023, 5, 29), MORNING),
                ],
            },
            Group {
                name: "Đoàn số 2",
                leader: Some("Trịnh Minh Quân"),
                secretary: "Hồ Thị Diệp",
                members: &["Vương Thành Long"],
                units: &["hn-so-tttt", "hn-caugiay", "hn-so-tnmt", "hn-so-ldtbxh", "hn-so-yte"],
                visits: &[
                    supervision("hn-so-tttt", Day(2023, 5, 16), AFTERNOON),
                    supervision("hn-caugiay", Day(2023, 5, 19), MORNING),
                    supervision("hn-so-tnmt", Day(2023, 5, 23), MORNING),
                    supervision("hn-so-ldtbxh", Day(2023, 5, 25), MORNING),
                    supervision("hn-so-yte", Day(2023, 5, 30), MORNING),
                ],
            },
        ],
    },
    campaign: Some(Campaign {
        title: "60 ngày đêm gỡ điểm nghẽn Đề án 06, chuyển đổi số",
        owner_body: "UBND thành phố Hà Nội",
        basis_number: "01/QĐ-UBND (minh họa)",
        basis_date: Day(2023, 10, 12),
        starts_on: Day(2023, 10, 16),
        length_days: 60,
        units_people: &[
            UnitPeople {
                unit: "hn-vp", head: "Tôn Thất Bách", focal: Some("Ninh Thùy Dương")
            },
            UnitPeople {
                unit: "hn-congan", head: "Thân Trọng Nghĩa", focal: Some("Vi Thị Sen")
            },
            UnitPeople { unit: "hn-so-tuphap", head: "Kim Văn Hậu", focal: None },
        ],
        plan: super::PLAN,
    }),
};

const MORNING: (u32, u32) = (8, 30);
const AFTERNOON: (u32, u32) = (14, 0);

/// On 02/4/2024.
const fn survey(unit: &'static str, at: (u32, u32)) -> Visit {
    Visit { unit, kind: VisitKind::SurveyVisit, day: Day(2024, 4, 2), at, place: None }
}

const fn supervision(unit: &'static str, day: Day, at: (u32, u32)) -> Visit {
    Visit { unit, kind: VisitKind::OnsiteSupervision, day, at, place: None }
}
