//! Pictures and workbooks of made-up campaigns.

use calamine::{Data, Reader as _};
use chrono::Days;

use super::*;
use crate::domain::campaigns::{Criterion, Operator, SubtaskState};
use crate::domain::difficulties::{Category, DifficultyState};
use crate::domain::digests::{DifficultyRow, Progress, SubtaskProgress, UnitProgress};
use crate::domain::{CampaignId, SubtaskId};

const NAMES: [&str; 6] = [
    "Công an Thành phố",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động, Thương binh và Xã hội thành phố Hà Nội",
    "Ủy ban nhân dân quận Bắc Từ Liêm",
    "Văn phòng Đăng ký đất đai và Phát triển quỹ đất huyện Thạch Thất, cơ sở 2 Hòa Lạc",
    "Sở Tài nguyên và Môi trường",
];

/// Day 33 of 60, with so many units; every third is red.
pub fn sample(units: usize) -> Progress {
    let starts_on = "2023-10-16".parse().unwrap();
    let unit = |at: usize| UnitProgress {
        name: if at < NAMES.len() {
            NAMES[at].to_owned()
        } else {
            format!("Ủy ban nhân dân huyện số {at}")
        },
        planned: 10 + at as i64 * 7 % 23,
        done: (at as i64 * 5) % 11,
        late: if at.is_multiple_of(3) { at as i64 / 3 + 1 } else { 0 },
        subtasks: 4,
    };
    let subtask = |at: usize| SubtaskProgress {
        id: SubtaskId(at as i64),
        task: (format!("C{}", at / 2 + 1), "Chuẩn hóa thủ tục hành chính, rà soát toàn bộ".into()),
        code: format!("{}{}", at / 2 + 1, if at.is_multiple_of(2) { "a" } else { "b" }),
        title: "=Kết nối, chia sẻ, tái sử dụng dữ liệu dân cư trong mọi thủ tục".into(),
        unit: NAMES[at % NAMES.len()].into(),
        criterion: Some(Criterion {
            measure: "Tỷ lệ hồ sơ trực tuyến".into(),
            operator: Operator::AtLeast,
            target: "62.5".parse().unwrap(),
            unit: "%".into(),
            source: "Báo cáo của Cổng dịch vụ công".into(),
        }),
        planned: 12,
        done: at as i64 % 13,
        due_on: Some(starts_on + Days::new(at as u64 * 3)),
        state: if at.is_multiple_of(4) { SubtaskState::Verified } else { SubtaskState::InProgress },
    };
    let parts = if units == 0 { 0 } else { 1 };
    Progress {
        campaign: CampaignId(1),
        title: "60 ngày đêm thúc đẩy chuyển đổi số, cải cách thủ tục hành chính thành phố".into(),
        owner_body: "UBND TP, Tổ công tác thúc đẩy chuyển đổi số".into(),
        starts_on,
        length: 60,
        today: starts_on + Days::new(32),
        planned: (1..=60).map(|day| parts * day * day / 9).collect(),
        done: (1..=33).map(|day| parts * day * day / 13).collect(),
        units: (0..units).map(unit).collect(),
        subtasks: (0..units.min(20)).map(subtask).collect(),
        difficulties: (0..units.min(5))
            .map(|at| DifficultyRow {
                unit: NAMES[at].into(),
                body: "Xã chưa có cán bộ chuyên trách CNTT; đường truyền hay gián đoạn.".into(),
                category: Category::NhanLuc,
                state: DifficultyState::Accepted,
                reported_on: starts_on + Days::new(at as u64),
            })
            .collect(),
    }
}

/// A campaign of no days: what the pictures must bear, though no table holds it.
fn nothing() -> Progress {
    Progress { length: 0, planned: vec![], done: vec![], title: String::new(), ..sample(0) }
}

fn reader(words: &Words, locale: Locale) -> Reader<'_> {
    Reader { words, locale }
}

#[test]
fn a_picture_is_drawn_of_any_campaign_and_telegram_takes_it() {
    let words = Words::load("bot").unwrap();
    let odd = Progress { length: 1, planned: vec![0], done: vec![0], ..sample(1) };
    let early = Progress { today: sample(1).starts_on - Days::new(3), done: vec![], ..sample(3) };
    for (locale, it) in [
        (Locale::Vi, sample(6)),
        (Locale::En, sample(30)),
        (Locale::Vi, sample(200)),
        (Locale::Vi, sample(0)),
        (Locale::Vi, odd),
        (Locale::Vi, early),
        (Locale::Vi, nothing()),
    ] {
        let png = picture(&it, reader(&words, locale)).unwrap();
        let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
        let (width, height) = (pixels.width(), pixels.height());
        assert!(width + height <= 10_000 && height < width * 20, "{width} × {height}");
        assert!(png.len() < 1_000_000, "{} bytes", png.len());
        let again = picture(&it, reader(&words, locale)).unwrap();
        assert!(png == again, "the same data give the same picture");
    }
}

#[test]
fn red_units_are_seen_in_the_picture() {
    let words = Words::load("bot").unwrap();
    let reds = |it: &Progress| {
        let png = picture(it, reader(&words, Locale::Vi)).unwrap();
        let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
        let red = |pixel: &&resvg::tiny_skia::PremultipliedColorU8| {
            (pixel.red(), pixel.green(), pixel.blue()) == (0xb9, 0x1c, 0x1c)
        };
        pixels.pixels().iter().filter(red).count()
    };
    let mut it = sample(6);
    assert!(reds(&it) > 1000);
    it.units.iter_mut().for_each(|unit| unit.late = 0);
    assert_eq!(reds(&it), 0);
}

#[test]
fn a_workbook_holds_numbers_and_days_and_no_formula() {
    let words = Words::load("bot").unwrap();
    let it = sample(6);
    let bytes = workbook(&it, reader(&words, Locale::Vi)).unwrap();
    assert!(bytes == workbook(&it, reader(&words, Locale::Vi)).unwrap(), "the same data, the same");
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Tổng quan", "Đơn vị", "Nhiệm vụ con", "Khó khăn"]);
    let units = book.worksheet_range("Đơn vị").unwrap();
    assert_eq!(units.height(), 7);
    assert_eq!(units.get((1, 0)), Some(&Data::String("Công an Thành phố".into())));
    assert_eq!(units.get((1, 2)), Some(&Data::Float(10.0)));
    let subtasks = book.worksheet_range("Nhiệm vụ con").unwrap();
    let Some(Data::String(title)) = subtasks.get((2, 2)) else { panic!("no title") };
    assert!(title.starts_with("=Kết nối"), "typed text is text: {title}");
    assert_eq!(subtasks.get((2, 4)), Some(&Data::String("Tỷ lệ hồ sơ trực tuyến ≥ 62,5 %".into())));
    let Some(Data::DateTime(due)) = subtasks.get((2, 7)) else { panic!("no day") };
    assert_eq!(due.as_datetime().map(|it| it.date()), it.subtasks[1].due_on);
    assert_eq!(subtasks.get((2, 9)), Some(&Data::Float(29.0)), "days late");
    assert!(matches!(subtasks.get((1, 9)), Some(Data::Empty) | None), "a verified one is not late");
    assert!(book.worksheet_formula("Nhiệm vụ con").unwrap().is_empty());
    let empty = workbook(&nothing(), reader(&words, Locale::En)).unwrap();
    assert!(empty.len() > 1000);
}
