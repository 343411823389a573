//! The fifty: a council's office, a delegation of three groups, fourteen units with a head and a
//! focal officer each. Everybody is invented.

use doangiamsat::domain::{Locale, Role};

pub const GROUPS: usize = 3;
pub const UNITS: usize = 14;

const FIRST_ACCOUNT: i64 = 3_000_001;

/// Where a role is held.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Seat {
    Council,
    Delegation,
    Group(usize),
    Unit(usize),
}

#[derive(Clone, Debug)]
pub struct Person {
    pub account: i64,
    pub name: String,
    pub role: Role,
    pub seat: Seat,
    pub locale: Locale,
}

/// Everybody who plays.
pub fn cast() -> Vec<Person> {
    let mut seats = vec![
        (Role::Secretariat, Seat::Council),
        (Role::Secretariat, Seat::Council),
        (Role::Secretariat, Seat::Council),
        (Role::Secretariat, Seat::Council),
        (Role::Administrator, Seat::Council),
        (Role::StandingBody, Seat::Council),
        (Role::Observer, Seat::Council),
        (Role::CampaignOwner, Seat::Council),
        (Role::CampaignOwner, Seat::Council),
        (Role::DelegationLeader, Seat::Delegation),
    ];
    for group in 0..GROUPS {
        let seat = Seat::Group(group);
        seats.extend(
            [Role::GroupLeader, Role::Secretary, Role::Member, Role::Member].map(|it| (it, seat)),
        );
    }
    for unit in 0..UNITS {
        seats.extend([Role::UnitHead, Role::FocalOfficer].map(|it| (it, Seat::Unit(unit))));
    }
    let people = seats.into_iter().enumerate().map(|(index, (role, seat))| Person {
        account: FIRST_ACCOUNT + index as i64,
        name: name(index),
        role,
        seat,
        locale: if index % 8 == 7 { Locale::En } else { Locale::Vi },
    });
    people.collect()
}

fn name(index: usize) -> String {
    const FAMILY: [&str; 10] =
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"];
    const GIVEN: [&str; 7] =
        ["Thu An", "Văn Bình", "Minh Châu", "Quốc Dũng", "Thị Hà", "Hải Long", "Ngọc Mai"];
    format!("{} {}", FAMILY[index % FAMILY.len()], GIVEN[index % GIVEN.len()])
}

/// The unit's code and name.
pub fn unit(index: usize) -> (String, String) {
    const NAMES: [&str; UNITS] = [
        "An Bình",
        "Bình Minh",
        "Cẩm Giang",
        "Đông Hải",
        "Gia Lộc",
        "Hiệp Ninh",
        "Kim Sơn",
        "Long Hoa",
        "Mỹ Thạnh",
        "Ninh Điền",
        "Phước Vinh",
        "Quang Trung",
        "Suối Đá",
        "Tân Hà",
    ];
    (format!("sk-{index}"), format!("UBND Phường {}", NAMES[index]))
}

/// The group that supervises a unit.
pub fn group_of(unit: usize) -> usize {
    unit % GROUPS
}
