//! At which level a difficulty arises, and whom it is asked of.

use serde::{Deserialize, Serialize};

use super::category::{Category, contains_words};

/// The level at which the cause lies (DOMAIN.md 4.1).
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Cause {
    /// The unit's own.
    #[default]
    Own,
    /// The province or the city.
    City,
    Central,
}

impl Cause {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// Who is asked to remove it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AskedOf {
    /// The People's Council.
    Council,
    /// The committee (UBND) above the unit.
    UpperCommittee,
    /// A ministry or a central sector.
    Ministry,
    /// The unit removes it by itself.
    #[default]
    Own,
    /// In the reporter's words.
    Other(String),
}

impl AskedOf {
    /// Those that have a button.
    pub const NAMED: [AskedOf; 4] =
        [AskedOf::Council, AskedOf::UpperCommittee, AskedOf::Ministry, AskedOf::Own];

    /// The code and, of the last, the words.
    pub fn parts(&self) -> (&'static str, &str) {
        let words = match self {
            AskedOf::Other(words) => words.as_str(),
            _ => "",
        };
        (self.into(), words)
    }

    pub fn from_parts(code: &str, words: &str) -> Option<AskedOf> {
        if code == "other" && !words.is_empty() {
            return Some(AskedOf::Other(words.to_owned()));
        }
        Self::NAMED.into_iter().find(|named| named.parts().0 == code)
    }
}

/// Words, folded, that speak of the centre. `bo` alone would be found in `can bo` and `bo phan`.
const CENTRAL: [&str; 18] = [
    "trung uong",
    "chinh phu",
    "thu tuong",
    "quoc gia",
    "nghi dinh",
    "thong tu",
    "cac bo",
    "cua bo",
    "bo nganh",
    "bo cong an",
    "bo noi vu",
    "bo tu phap",
    "bo tai chinh",
    "bo thong tin",
    "bo tttt",
    "bo chu quan",
    "vneid",
    "csdlqg",
];

/// Words, folded, that speak of the province or the city.
const CITY: [&str; 10] = [
    "ubnd tinh",
    "ubnd thanh pho",
    "hdnd tinh",
    "hdnd thanh pho",
    "cap tinh",
    "cap tren",
    "cap thanh pho",
    "cua tinh",
    "cua thanh pho",
    "cac so",
];

/// The level that the folded words speak of, else the one at which the category usually arises.
pub fn suggest_cause(folded: &str, category: Category) -> Cause {
    let speaks = |clues: &[&str]| clues.iter().any(|clue| contains_words(folded, clue));
    if speaks(&CENTRAL) {
        return Cause::Central;
    }
    if speaks(&CITY) {
        return Cause::City;
    }
    match category {
        Category::TheCheHuongDan => Cause::Central,
        Category::KinhPhi
        | Category::HaTang
        | Category::DuLieuKetNoi
        | Category::PhanMem
        | Category::CheDoChinhSach => Cause::City,
        Category::NhanThuc
        | Category::NhanLuc
        | Category::PhoiHop
        | Category::KyLuatTrachNhiem
        | Category::QuyTrinhTthc
        | Category::NguoiDanThamGia => Cause::Own,
    }
}

/// Money and allowances are the council's to decide; otherwise whoever is at the level of the cause.
pub fn suggest_asked(category: Category, cause: Cause) -> AskedOf {
    match (cause, category) {
        (Cause::City, Category::KinhPhi | Category::CheDoChinhSach) => AskedOf::Council,
        (Cause::City, _) => AskedOf::UpperCommittee,
        (Cause::Central, _) => AskedOf::Ministry,
        (Cause::Own, _) => AskedOf::Own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_follows_the_words_then_the_category() {
        let rows = [
            ("chưa có hướng dẫn của bộ về lưu trữ hồ sơ", Category::TheCheHuongDan, Cause::Central),
            ("cán bộ ở bộ phận một cửa còn kiêm nhiệm", Category::NhanLuc, Cause::Own),
            ("mất dữ liệu cũ khi chuyển sang VNeID", Category::DuLieuKetNoi, Cause::Central),
            ("chờ UBND tỉnh giao biên chế", Category::NhanLuc, Cause::City),
            ("kinh phí chưa đáp ứng nhu cầu", Category::KinhPhi, Cause::City),
        ];
        for (text, category, cause) in rows {
            assert_eq!(suggest_cause(&crate::text::fold(text), category), cause, "{text}");
        }
        assert_eq!(suggest_asked(Category::KinhPhi, Cause::City), AskedOf::Council);
        assert_eq!(suggest_asked(Category::PhanMem, Cause::City), AskedOf::UpperCommittee);
        assert_eq!(suggest_asked(Category::PhanMem, Cause::Central), AskedOf::Ministry);
    }

    #[test]
    fn whom_it_is_asked_of_survives_the_table() {
        let other = AskedOf::Other("Cục Thuế".to_owned());
        for it in AskedOf::NAMED.into_iter().chain([other]) {
            let (code, words) = it.parts();
            assert_eq!(AskedOf::from_parts(code, words), Some(it.clone()));
        }
        assert_eq!(AskedOf::from_parts("other", ""), None);
    }
}
