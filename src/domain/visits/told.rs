//! Who is told of a visit.

use super::Visit;
use crate::domain::notice::{Notice, NoticeKind, To};

impl Visit {
    /// Heads and focal officers of all units.
    pub fn unit_people(&self) -> Vec<To> {
        self.units.iter().map(|unit| To::UnitPeople(unit.id)).collect()
    }

    /// Everybody on both sides, and the council office.
    pub(super) fn everyone(&self) -> Vec<To> {
        let mut to = self.unit_people();
        to.extend([To::GroupPeople(self.group), To::Secretariat(self.council)]);
        to
    }

    pub(super) fn notice(&self, kind: NoticeKind, to: Vec<To>) -> Notice {
        Notice { kind, subject: self.id.0, generation: i64::from(self.version), to }
    }
}
