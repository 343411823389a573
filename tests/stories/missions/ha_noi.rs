//! Hà Nội, 16–30/5/2023: two groups, ten units, each from its invitation to its signed minutes
//! (DOMAIN.md 6.1).

use super::{Sides, everybody_speaks, invites};
use crate::support::{Player, Story, said, story};
use doangiamsat::demo::seed::Start;
use doangiamsat::domain::Locale;

const MORNING: &str = "2023-05-10 08:00";

#[tokio::test]
async fn the_mission_of_ha_noi_in_vietnamese() {
    story(MORNING, async |s| mission(s, Locale::Vi).await).await;
}

#[tokio::test]
async fn the_mission_of_ha_noi_in_english() {
    story(MORNING, async |s| mission(s, Locale::En).await).await;
}

struct Group {
    secretary: &'static str,
    leader: &'static str,
}

const FIRST: Group = Group { secretary: "Tạ Đức Mạnh", leader: "Hồ Thanh Liêm" };
const SECOND: Group = Group { secretary: "Hồ Thị Diệp", leader: "Trịnh Minh Quân" };

struct Planned {
    group: Group,
    unit: &'static str,
    head: &'static str,
    focal: Option<&'static str>,
    /// When the session is opened.
    at: &'static str,
    /// When it is over.
    to: &'static str,
}

/// In the order of the days; Phú Xuyên's is the time that it asks for.
const VISITS: [Planned; 10] = [
    Planned {
        group: FIRST,
        unit: "UBND huyện Thạch Thất",
        head: "Đặng Quang Vinh",
        focal: Some("Lý Thanh Hà"),
        at: "2023-05-16 08:30",
        to: "2023-05-16 11:00",
    },
    Planned {
        group: SECOND,
        unit: "Sở Thông tin và Truyền thông Hà Nội",
        head: "Nguyễn Đức Toàn",
        focal: Some("Trần Khánh Ly"),
        at: "2023-05-16 14:00",
        to: "2023-05-16 16:30",
    },
    Planned {
        group: FIRST,
        unit: "UBND huyện Phú Xuyên",
        head: "Bạch Công Lý",
        focal: None,
        at: "2023-05-18 14:00",
        to: "2023-05-18 16:30",
    },
    Planned {
        group: SECOND,
        unit: "UBND quận Cầu Giấy",
        head: "Lương Thế Hòa",
        focal: Some("Mai Phương Uyên"),
        at: "2023-05-19 08:30",
        to: "2023-05-19 11:00",
    },
    Planned {
        group: FIRST,
        unit: "UBND quận Nam Từ Liêm",
        head: "Trương Hoài Nam",
        focal: None,
        at: "2023-05-22 08:30",
        to: "2023-05-22 11:00",
    },
    Planned {
        group: SECOND,
        unit: "Sở Tài nguyên và Môi trường Hà Nội",
        head: "Hà Văn Thịnh",
        focal: Some("Đinh Thu Giang"),
        at: "2023-05-23 08:30",
        to: "2023-05-23 11:00",
    },
    Planned {
        group: FIRST,
        unit: "UBND quận Long Biên",
        head: "Quách Thị Dung",
        focal: None,
        at: "2023-05-24 08:30",
        to: "2023-05-24 11:00",
    },
    Planned {
        group: SECOND,
        unit: "Sở Lao động - Thương binh và Xã hội Hà Nội",
        head: "Phan Tuấn Kiệt",
        focal: None,
        at: "2023-05-25 08:30",
        to: "2023-05-25 11:00",
    },
    Planned {
        group: FIRST,
        unit: "Sở Nội vụ Hà Nội",
        head: "Nghiêm Thị Hoa",
        focal: None,
        at: "2023-05-29 08:30",
        to: "2023-05-29 11:00",
    },
    Planned {
        group: SECOND,
        unit: "Sở Y tế Hà Nội",
        head: "Lưu Bá Thành",
        focal: None,
        at: "2023-05-30 08:30",
        to: "2023-05-30 11:00",
    },
];

/// Whoever has answered nothing yet has the answers of the first with the same checklist, without
/// photos.
const THE_SAME_ANSWERS: &str = "
    INSERT INTO answer (submission_id, path, value, revision, answered_by, answered_at)
    SELECT open.id, answer.path, answer.value, 1, answer.answered_by, answer.answered_at
    FROM submission open
    JOIN LATERAL (
        SELECT min(id) AS id FROM submission
        WHERE checklist_id = open.checklist_id AND state = 'signed_off'
    ) first ON true
    JOIN answer ON answer.submission_id = first.id
    WHERE open.state = 'open' AND answer.value ->> 'kind' <> 'photo'";

/// A visit with its people in the story.
struct Visit {
    plan: &'static Planned,
    secretary: Player,
    chair: Player,
    head: Player,
    focal: Option<Player>,
}

impl Visit {
    fn of(s: &Story, plan: &'static Planned) -> Visit {
        Visit {
            plan,
            secretary: s.named(plan.group.secretary),
            chair: s.named(plan.group.leader),
            head: s.named(plan.head),
            focal: plan.focal.map(|name| s.named(name)),
        }
    }

    fn sides(&self) -> Sides<'_> {
        Sides {
            unit: self.plan.unit,
            secretary: &self.secretary,
            chair: &self.chair,
            head: &self.head,
            focal: self.focal.as_ref(),
        }
    }
}

async fn mission(s: &Story, locale: Locale) {
    s.begins(Start::HaNoi).await;
    everybody_speaks(s, locale).await;
    let visits: Vec<Visit> = VISITS.iter().map(|plan| Visit::of(s, plan)).collect();
    let thuy = s.named("Ngô Bích Thủy");

    invitations(s, &visits, &thuy, locale).await;
    let (first, others) = visits.split_at(2);
    for visit in first {
        visit.sides().answer(s, locale).await;
    }
    // Every question of all ten in one language; in the other the first of each checklist, and of
    // the others what a photo shows.
    if locale == Locale::En {
        s.sql(THE_SAME_ANSWERS).await;
    }
    for visit in others {
        visit.sides().answer(s, locale).await;
    }
    for visit in &visits {
        let sides = visit.sides();
        s.clock_reaches(visit.plan.at).await;
        s.all_read(); // digests have stories of their own
        sides.sit_down(s, locale).await;
        visit.secretary.verifies_everything(visit.plan.unit, locale).await;
        s.clock_reaches(visit.plan.to).await;
        sides.rise(s, locale).await;
        sides.sign_minutes(s, locale).await;
    }
    came_to(s, &thuy, locale).await;
}

/// The office invites the first group's units, the second group's secretary their own; all heads
/// confirm, one after another time.
async fn invitations(s: &Story, visits: &[Visit], thuy: &Player, locale: Locale) {
    let t = |key: &str| said(locale, key);
    for visit in visits {
        let first = visit.plan.group.secretary == FIRST.secretary;
        let by = if first { thuy } else { &visit.secretary };
        // 16/5 is six days ahead.
        let short = visit.plan.at.starts_with("2023-05-16");
        let reason = short.then_some("Lịch của đoàn vừa được duyệt");
        invites(by, visit.plan.unit, reason, locale).await;
        visit.head.sees(&t("notice-invited"));
    }
    s.all_read();
    for visit in visits {
        if visit.plan.head == "Bạch Công Lý" {
            visit.head.taps(&t("key-another-time")).await.sends("trùng họp UBND huyện").await;
            visit.head.sends("18/5 14h").await.sees(&t("visit-reschedule-requested"));
            thuy.sees(&t("notice-another-time")).taps(&t("key-accept-time")).await;
            thuy.taps(&t("key-move-now")).await.sees(&t("visit-confirmed"));
            visit.head.sees(&t("notice-moved"));
        } else {
            visit.head.taps(&t("key-confirm-visit")).await.sees(&t("visit-confirmed"));
            thuy.sees(&t("notice-confirmed")).sees(visit.plan.unit);
        }
    }
    s.all_read();
    assert_eq!(s.count("SELECT count(*) FROM visit WHERE state = 'confirmed'").await, 10);
}

async fn came_to(s: &Story, thuy: &Player, locale: Locale) {
    let t = |key: &str| said(locale, key);
    for (all, what) in [
        ("SELECT count(*) FROM visit WHERE state = 'closed'", "visits closed"),
        ("SELECT count(*) FROM submission WHERE state = 'final'", "submissions final"),
        ("SELECT count(*) FROM minutes WHERE state = 'signed'", "minutes signed"),
        ("SELECT count(*) FROM verification WHERE outcome = 'adjusted'", "shares adjusted"),
    ] {
        assert_eq!(s.count(all).await, 10, "{what}");
    }
    let begun = "SELECT count(*) FROM delegation WHERE state = 'in_progress'";
    assert_eq!(s.count(begun).await, 1);
    // The next morning there is nothing to be chased.
    s.clock_reaches("2023-05-31 07:30").await;
    thuy.last_says(&t("digest-title"));
    for late in ["digest-overdue", "digest-unsigned", "digest-visits"] {
        thuy.last_does_not_say(&t(late));
    }
    s.all_read();
}
