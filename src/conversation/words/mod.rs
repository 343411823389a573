//! Domain values in words: one exhaustive match each, so that a new variant cannot be forgotten.

pub(in crate::conversation) mod files;
pub(in crate::conversation) mod given;
pub(in crate::conversation) mod problems;
mod refusals;
mod timing;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc, Weekday};

use crate::conversation::msg::{Arg, Msg};
use crate::conversation::view::{ChecklistLine, VisitLine};
use crate::domain::answers::{AnswerProblem, SubmissionState};
use crate::domain::delegations::{DelegationState, Left, Missing};
use crate::domain::difficulties::{AskedOf, Category, Cause, DifficultyState};
use crate::domain::units::{SuccessionKind, UnitKind};
use crate::domain::visits::{Clash, Linked, Resource, VisitKind, VisitMode, VisitState};
use crate::domain::{Refusal, Role};
use crate::text::MomentError;
use crate::{clock, msg, text, xlsform};

pub use refusals::*;
pub use timing::bad_timing;

/// Characters of the units' names where a label has room for when and how, too.
pub const MAX_TITLE: usize = 34;

/// The instant as a wall clock in Vietnam, with its weekday.
pub fn moment(at: DateTime<Utc>) -> Arg {
    Arg::Moment(clock::local(at))
}

/// [`moment`] without its year, for labels.
pub fn near(at: DateTime<Utc>) -> Arg {
    Arg::Near(clock::local(at))
}

/// At most `limit` characters, on one line.
pub fn cut(text: &str, limit: usize) -> String {
    text::display_name(text, limit)
}

/// A date in the past, as people type it; of one typed without a year the last such date.
pub fn past_date(typed: &str, now: NaiveDateTime) -> Result<NaiveDate, MomentError> {
    let date = text::parse_date(typed, now.date())?;
    if date <= now.date() {
        return Ok(date);
    }
    Ok(date.with_year(date.year() - 1).unwrap_or(date))
}

/// A question with its place in the list, unless the checklist numbers its questions itself.
pub fn numbered(index: usize, label: &str) -> String {
    if label.starts_with(|first: char| first.is_ascii_digit()) {
        label.to_owned()
    } else {
        format!("{}. {label}", index + 1)
    }
}

/// How a question is named in a label: the number that it begins with, else its place in the list.
pub fn short(index: usize, label: &str) -> String {
    let numbered = numbered(index, label);
    let first = numbered.split_whitespace().next().unwrap_or_default();
    cut(first.trim_end_matches(['.', ':', ')']), 12)
}

/// An amount in đồng, in digits and, from a million, in the units that people say.
pub fn money(dong: i64) -> Msg {
    let digits = msg!("answer-money", dong = dong);
    let in_units = |exponent: u8| {
        let value = text::Decimal::new(dong.into(), exponent).ok()?;
        (value.scale() <= 3).then(|| Arg::Decimal(value.to_string()))
    };
    if dong >= 1_000_000_000
        && let Some(value) = in_units(9)
    {
        msg!("answer-money-billions", digits = digits, value = value)
    } else if dong >= 1_000_000
        && let Some(value) = in_units(6)
    {
        msg!("answer-money-millions", digits = digits, value = value)
    } else {
        digits
    }
}

pub fn weekday(day: NaiveDate) -> Msg {
    match day.weekday() {
        Weekday::Mon => msg!("weekday-mon"),
        Weekday::Tue => msg!("weekday-tue"),
        Weekday::Wed => msg!("weekday-wed"),
        Weekday::Thu => msg!("weekday-thu"),
        Weekday::Fri => msg!("weekday-fri"),
        Weekday::Sat => msg!("weekday-sat"),
        Weekday::Sun => msg!("weekday-sun"),
    }
}

/// The heading of a calendar's column.
pub fn weekday_short(day: NaiveDate) -> Msg {
    match day.weekday() {
        Weekday::Mon => msg!("key-mon"),
        Weekday::Tue => msg!("key-tue"),
        Weekday::Wed => msg!("key-wed"),
        Weekday::Thu => msg!("key-thu"),
        Weekday::Fri => msg!("key-fri"),
        Weekday::Sat => msg!("key-sat"),
        Weekday::Sun => msg!("key-sun"),
    }
}

/// A length in hours and minutes.
pub fn length(minutes: i64) -> Msg {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => msg!("length-minutes", minutes = minutes),
        (hours, 0) => msg!("length-hours", hours = hours),
        (hours, minutes) => msg!("length-both", hours = hours, minutes = minutes),
    }
}

pub fn role(role: Role) -> Msg {
    match role {
        Role::Administrator => msg!("role-administrator"),
        Role::StandingBody => msg!("role-standing-body"),
        Role::Secretariat => msg!("role-secretariat"),
        Role::DelegationLeader => msg!("role-delegation-leader"),
        Role::GroupLeader => msg!("role-group-leader"),
        Role::Secretary => msg!("role-secretary"),
        Role::Member => msg!("role-member"),
        Role::UnitHead => msg!("role-unit-head"),
        Role::FocalOfficer => msg!("role-focal-officer"),
        Role::CampaignOwner => msg!("role-campaign-owner"),
        Role::Observer => msg!("role-observer"),
    }
}

pub fn person(role_held: Role, name: &str) -> Msg {
    msg!("person-line", role = role(role_held), name = name)
}

pub fn delegation_state(state: DelegationState) -> Msg {
    match state {
        DelegationState::Draft => msg!("delegation-draft"),
        DelegationState::Planned => msg!("delegation-planned"),
        DelegationState::InProgress => msg!("delegation-in-progress"),
        DelegationState::Reported => msg!("delegation-reported"),
        DelegationState::FollowingUp => msg!("delegation-following-up"),
        DelegationState::Closed => msg!("delegation-closed"),
        DelegationState::Cancelled => msg!("delegation-cancelled"),
    }
}

pub fn visit_state(state: VisitState) -> Msg {
    match state {
        VisitState::Draft => msg!("visit-draft"),
        VisitState::Invited => msg!("visit-invited"),
        VisitState::Confirmed => msg!("visit-confirmed"),
        VisitState::InSession => msg!("visit-in-session"),
        VisitState::Minutes => msg!("visit-minutes"),
        VisitState::Closed => msg!("visit-closed"),
        VisitState::RescheduleRequested => msg!("visit-reschedule-requested"),
        VisitState::Cancelled => msg!("visit-cancelled"),
    }
}

pub fn visit_kind(kind: VisitKind) -> Msg {
    match kind {
        VisitKind::SurveyVisit => msg!("kind-survey-visit"),
        VisitKind::OnsiteSupervision => msg!("kind-onsite-supervision"),
        VisitKind::WorkingSession => msg!("kind-working-session"),
    }
}

/// Where it is held; of a session online its link.
pub fn place(mode: VisitMode, place: &str) -> Msg {
    match mode {
        VisitMode::Onsite => msg!("visit-place", place = place),
        VisitMode::Online => msg!("visit-online", link = place),
    }
}

pub fn visit_line(line: &VisitLine) -> Msg {
    msg!(
        "visit-line",
        unit = cut(&line.brief.unit, MAX_TITLE),
        at = moment(line.brief.starts_at),
        state = visit_state(line.state)
    )
}

pub fn submission_state(state: SubmissionState) -> Msg {
    match state {
        SubmissionState::Open => msg!("submission-open"),
        SubmissionState::Submitted => msg!("submission-submitted"),
        SubmissionState::SignedOff => msg!("submission-signed-off"),
        SubmissionState::Verified => msg!("submission-verified"),
        SubmissionState::Final => msg!("submission-final"),
        SubmissionState::Returned => msg!("submission-returned"),
    }
}

pub fn checklist_line(line: &ChecklistLine) -> Msg {
    if line.published {
        msg!(
            "checklist-line",
            code = &line.code,
            version = line.version,
            title = cut(&line.title, 40)
        )
    } else {
        msg!(
            "checklist-line-draft",
            code = &line.code,
            version = line.version,
            title = cut(&line.title, 40)
        )
    }
}

pub fn category(category: Category) -> Msg {
    match category {
        Category::NhanThuc => msg!("category-nhan-thuc"),
        Category::NhanLuc => msg!("category-nhan-luc"),
        Category::KinhPhi => msg!("category-kinh-phi"),
        Category::HaTang => msg!("category-ha-tang"),
        Category::DuLieuKetNoi => msg!("category-du-lieu-ket-noi"),
        Category::PhanMem => msg!("category-phan-mem"),
        Category::TheCheHuongDan => msg!("category-the-che-huong-dan"),
        Category::PhoiHop => msg!("category-phoi-hop"),
        Category::KyLuatTrachNhiem => msg!("category-ky-luat-trach-nhiem"),
        Category::QuyTrinhTthc => msg!("category-quy-trinh-tthc"),
        Category::CheDoChinhSach => msg!("category-che-do-chinh-sach"),
        Category::NguoiDanThamGia => msg!("category-nguoi-dan-tham-gia"),
    }
}

pub fn cause(cause: Cause) -> Msg {
    match cause {
        Cause::Own => msg!("cause-own"),
        Cause::City => msg!("cause-city"),
        Cause::Central => msg!("cause-central"),
    }
}

pub fn asked_of(asked_of: &AskedOf) -> Msg {
    match asked_of {
        AskedOf::Council => msg!("asked-council"),
        AskedOf::UpperCommittee => msg!("asked-upper-committee"),
        AskedOf::Ministry => msg!("asked-ministry"),
        AskedOf::Own => msg!("asked-own"),
        AskedOf::Other(words) => msg!("asked-other", words = words),
    }
}

pub fn difficulty_state(state: DifficultyState) -> Msg {
    match state {
        DifficultyState::Reported => msg!("difficulty-state-reported"),
        DifficultyState::Accepted => msg!("difficulty-state-accepted"),
        DifficultyState::Resolving => msg!("difficulty-state-resolving"),
        DifficultyState::Resolved => msg!("difficulty-state-resolved"),
        DifficultyState::Confirmed => msg!("difficulty-state-confirmed"),
        DifficultyState::Merged => msg!("difficulty-state-merged"),
        DifficultyState::Rejected => msg!("difficulty-state-rejected"),
        DifficultyState::Reopened => msg!("difficulty-state-reopened"),
    }
}

pub fn unit_kind(kind: UnitKind) -> Msg {
    match kind {
        UnitKind::So => msg!("unit-kind-so"),
        UnitKind::NganhDoc => msg!("unit-kind-nganh-doc"),
        UnitKind::VanPhong => msg!("unit-kind-van-phong"),
        UnitKind::Quan => msg!("unit-kind-quan"),
        UnitKind::Huyen => msg!("unit-kind-huyen"),
        UnitKind::ThiXa => msg!("unit-kind-thi-xa"),
        UnitKind::ThanhPho => msg!("unit-kind-thanh-pho"),
        UnitKind::Xa => msg!("unit-kind-xa"),
        UnitKind::Phuong => msg!("unit-kind-phuong"),
        UnitKind::ThiTran => msg!("unit-kind-thi-tran"),
        UnitKind::DacKhu => msg!("unit-kind-dac-khu"),
        UnitKind::DoanhNghiep => msg!("unit-kind-doanh-nghiep"),
        UnitKind::DoanThe => msg!("unit-kind-doan-the"),
    }
}

pub fn succession(kind: SuccessionKind) -> Msg {
    match kind {
        SuccessionKind::Merge => msg!("succession-merge"),
        SuccessionKind::Split => msg!("succession-split"),
        SuccessionKind::Rename => msg!("succession-rename"),
        SuccessionKind::Transfer => msg!("succession-transfer"),
        SuccessionKind::Abolish => msg!("succession-abolish"),
    }
}

pub fn missing(missing: Missing) -> Msg {
    match missing {
        Missing::Window => msg!("missing-window"),
        Missing::Leader => msg!("missing-leader"),
        Missing::GroupLeader { number, .. } => msg!("missing-group-leader", number = number),
        Missing::Secretary => msg!("missing-secretary"),
        Missing::Units => msg!("missing-units"),
        Missing::Checklist { kind } => msg!("missing-checklist", kind = unit_kind(kind)),
    }
}
