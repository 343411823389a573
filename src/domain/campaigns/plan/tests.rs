use super::*;
use crate::domain::campaigns::{CampaignState, CampaignTerms};

fn campaign() -> Campaign {
    Campaign {
        id: CampaignId(1),
        council: CouncilId(1),
        terms: CampaignTerms {
            title: "60 ngày đêm".to_owned(),
            owner_body: "UBND TP".to_owned(),
            starts_on: "2023-10-16".parse().unwrap(),
            length_days: 60,
        },
        state: CampaignState::Proposed,
        basis: None,
        said: String::new(),
        version: 1,
    }
}

fn facts() -> PlanFacts {
    let unit = |id, code: &str, name: &str| (UnitId(id), code.to_owned(), name.to_owned());
    let units =
        [unit(1, "so-yt", "Sở Y tế"), unit(2, "so-nv", "Sở Nội vụ"), unit(3, "x", "Sở Nội vụ")];
    PlanFacts { units: UnitNames::new(units), ..PlanFacts::default() }
}

fn row(row: usize) -> PlanRow {
    let text = |text: &str| text.to_owned();
    PlanRow {
        row,
        task: text("C7"),
        task_title: text("DVC trực tuyến"),
        code: text("7b"),
        title: text("Nộp trực tuyến"),
        measure: text("Tỷ lệ hồ sơ nộp trực tuyến"),
        operator: text(">="),
        target: text("60 %"),
        unit: text("%"),
        source: text("Cổng DVC"),
        lead: text("SO-YT"),
        coordinating: text("so-nv"),
        due: text("33"),
        parts: text("Đợt 1: 5, 20/11/2023; Đợt 2: 10"),
    }
}

fn wrongs(rows: &[PlanRow]) -> Vec<(usize, Wrong)> {
    let problems = plan(rows, &campaign(), &facts()).unwrap_err();
    problems.into_iter().map(|it| (it.row, it.wrong)).collect()
}

#[test]
fn a_row_is_a_subtask_for_each_lead_unit() {
    let both = PlanRow { lead: "Sở Y tế; so-nv".to_owned(), ..row(2) };
    let below =
        PlanRow { code: "7c".to_owned(), task: String::new(), task_title: String::new(), ..row(3) };
    let tasks = plan(&[both, below], &campaign(), &facts()).unwrap();
    assert_eq!(tasks.len(), 1);
    let codes: Vec<_> = tasks[0].subtasks.iter().map(|it| (it.code.as_str(), it.lead.0)).collect();
    assert_eq!(codes, [("7b", 1), ("7b", 2), ("7c", 1)]);
    let first = &tasks[0].subtasks[0];
    assert_eq!(first.due_on, "2023-11-17".parse().unwrap(), "day 33");
    assert_eq!(first.criterion.target.to_string(), "60");
    assert_eq!(first.parts.iter().map(|part| part.planned).sum::<i32>(), 15);
    assert_eq!(tasks[0].subtasks[1].coordinating, [], "nobody helps themselves");
}

#[test]
fn everything_wrong_is_told_with_its_row() {
    let bad = PlanRow {
        operator: "khoảng".to_owned(),
        target: "nhiều".to_owned(),
        lead: "Sở Nội vụ; Sở Lạ".to_owned(),
        due: "15/12/2023".to_owned(),
        parts: "Đợt 1".to_owned(),
        ..row(4)
    };
    let bare = PlanRow { measure: String::new(), source: String::new(), ..row(5) };
    let found = wrongs(&[row(2), row(3), bad, bare]);
    let text = |text: &str| text.to_owned();
    let (from, to) = ("2023-10-16".parse().unwrap(), "2023-12-14".parse().unwrap());
    assert_eq!(
        found,
        [
            (3, Wrong::Twice { row: 2 }),
            (4, Wrong::Operator { typed: text("khoảng") }),
            (4, Wrong::Target { typed: text("nhiều") }),
            (4, Wrong::UnitAmbiguous { typed: text("Sở Nội vụ") }),
            (4, Wrong::UnitUnknown { typed: text("Sở Lạ") }),
            (4, Wrong::DueOutside { from, to }),
            (4, Wrong::Part { typed: text("Đợt 1") }),
            (5, Wrong::CriterionMissing),
        ]
    );
}
