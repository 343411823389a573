//! What a difficulty is about, as the words of its report suggest.

use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

/// The categories found in the source documents (DOMAIN.md 4.1).
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Category {
    NhanThuc,
    NhanLuc,
    KinhPhi,
    HaTang,
    DuLieuKetNoi,
    PhanMem,
    TheCheHuongDan,
    PhoiHop,
    KyLuatTrachNhiem,
    QuyTrinhTthc,
    CheDoChinhSach,
    NguoiDanThamGia,
}

impl Category {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The category of a folded name as people type it: `ha tang`, `du lieu, ket noi`.
    pub fn named(folded: &str) -> Option<Self> {
        let words = |text: &str| {
            let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            split.map(str::to_owned).collect::<Vec<_>>()
        };
        Self::iter().find(|category| words(category.code()) == words(folded))
    }

    /// Words, folded, that speak for the category.
    fn clues(self) -> &'static [&'static str] {
        match self {
            Category::NhanThuc => &["nhan thuc", "chua hieu", "lan lon", "phan biet"],
            Category::NhanLuc => &[
                "can bo",
                "nhan su",
                "nhan luc",
                "cong chuc",
                "bien che",
                "kiem nhiem",
                "chuyen trach",
                "dao tao",
                "tap huan",
                "thieu nguoi",
                "trinh do",
            ],
            Category::KinhPhi => {
                &["kinh phi", "ngan sach", "tien", "dau tu", "chi phi", "bo tri von"]
            }
            Category::HaTang => &[
                "ha tang",
                "may tinh",
                "duong truyen",
                "mang wan",
                "may quet",
                "thiet bi",
                "ki ot",
                "camera",
                "mat dien",
                "wifi",
            ],
            Category::DuLieuKetNoi => &[
                "du lieu",
                "ket noi",
                "lien thong du lieu",
                "chia se",
                "csdl",
                "dong bo",
                "mat du lieu",
                "tich hop",
            ],
            Category::PhanMem => {
                &["phan mem", "ung dung", "egov", "he thong loi", "dang nhap", "ky so"]
            }
            Category::TheCheHuongDan => &[
                "huong dan",
                "quy dinh",
                "thong tu",
                "nghi dinh",
                "van ban",
                "chua co quy che",
                "quy che",
            ],
            Category::PhoiHop => &["phoi hop", "lien thong", "trao doi thong tin"],
            Category::KyLuatTrachNhiem => &[
                "ky luat",
                "ky cuong",
                "trach nhiem",
                "ne tranh",
                "dun day",
                "cham tre",
                "tham muu cham",
            ],
            Category::QuyTrinhTthc => &["thu tuc", "tthc", "quy trinh", "ho so", "ra soat"],
            Category::CheDoChinhSach => {
                &["che do", "chinh sach", "phu cap", "ho tro cho", "to cong nghe so"]
            }
            Category::NguoiDanThamGia => &[
                "nguoi dan",
                "truc tuyen con thap",
                "ty le truc tuyen",
                "cai dat",
                "vneid",
                "doanh nghiep",
            ],
        }
    }
}

/// The likeliest category of a folded text (`text::fold`): most clues, longer clues count more.
/// `None` when nothing speaks for any.
pub fn suggest(folded: &str) -> Option<Category> {
    Category::iter()
        .map(|category| {
            let weight: usize = category
                .clues()
                .iter()
                .filter(|clue| contains_words(folded, clue))
                .map(|clue| clue.split(' ').count())
                .sum();
            (weight, category)
        })
        .filter(|(weight, _)| *weight > 0)
        // Of equals the earlier category: `max_by_key` would take the last.
        .rev()
        .max_by_key(|(weight, _)| *weight)
        .map(|(_, category)| category)
}

pub(in crate::domain::difficulties) fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(start, found)| {
        let before = text[..start].chars().next_back();
        let after = text[start + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_category_follows_the_words_of_the_sources() {
        let rows = [
            ("xã chưa có cán bộ chuyên trách CNTT", Category::NhanLuc),
            ("Kinh phí đầu tư cho công tác CCHC chưa đáp ứng nhu cầu", Category::KinhPhi),
            ("mất dữ liệu cũ khi chuyển sang VNeID mức 2", Category::DuLieuKetNoi),
            ("chưa có hướng dẫn của bộ về lưu trữ hồ sơ điện tử", Category::TheCheHuongDan),
            ("đường truyền ở phường rất chậm, thiếu máy quét", Category::HaTang),
            ("người dân chưa cài đặt VNeID, phải mời nhiều lần", Category::NguoiDanThamGia),
        ];
        for (text, category) in rows {
            assert_eq!(suggest(&crate::text::fold(text)), Some(category), "{text}");
        }
        assert_eq!(suggest("xin chao"), None);
        assert_eq!(suggest("tienphong"), None, "a clue is a whole word");
    }
}
