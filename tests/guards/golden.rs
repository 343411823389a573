//! What is stored as JSON loads for ever: each line of `golden.txt` was once written, and none is ever
//! edited or removed. A variant without a line fails here.

use std::collections::BTreeSet;

use doangiamsat::conversation::{
    Action, Aim, At, AtCampaigns, AtDelegations, AtDigests, AtGroupChat, AtHome, AtMilestone,
    AtMinutes, AtPeople, AtVisits, CampaignMaking, Campaigning, Composing, Delegating,
    DelegationMaking, DifficultyMaking, DraftStep, Event, Field, Inviting, LateListMaking,
    LateListing, MilestoneMaking, MinutesMaking, Outside, PlanningStep, RecommendationMaking,
    Recommending, Reporting, Said, Saved, Scheduling, Session, SessionMaking, Shown, Sift, State,
    SubmissionMaking, SubtaskMaking, Subtasking, Then, Units, Verifying, VerifyingMaking,
    VisitMaking, Visiting, Working,
};
use doangiamsat::domain::answers::{
    AnswerCommand, FileUse, FillAct, Given, Method, Settlement, SubmissionAct, Verdict, VerifyAct,
};
use doangiamsat::domain::campaigns::{CampaignAct, CampaignCommand, LateListAct, SubtaskAct};
use doangiamsat::domain::checklists::ChecklistCommand;
use doangiamsat::domain::delegations::{
    DelegationAct, DelegationCommand, Edit, GroupAct, GroupChatAct, MilestoneAct, PlanningAct,
};
use doangiamsat::domain::difficulties::DifficultyAct;
use doangiamsat::domain::digests::{Days, DigestKind, DigestWish, Timing as DigestTiming};
use doangiamsat::domain::file::Purpose;
use doangiamsat::domain::minutes::{DraftAct, FrozenAct, Kept, MinutesCommand, Seat};
use doangiamsat::domain::people::{PersonCommand, Setting};
use doangiamsat::domain::recommendations::{Escalation, RecommendationAct};
use doangiamsat::domain::reminders::ReminderAct;
use doangiamsat::domain::visits::{SessionAct, UnitSays, VisitAct, VisitCommand};
use doangiamsat::domain::{Command, Scope};
use doangiamsat::store::outbox::{FileRef, Media, Message, Press};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("golden.txt");

/// The samples of a type: `name json`. `old name json` loads, but is written otherwise today.
fn samples(name: &str) -> Vec<(bool, Value)> {
    let lines = GOLDEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let of_type = lines.filter_map(|line| {
        let (old, line) = line.strip_prefix("old ").map_or((false, line), |line| (true, line));
        let (kind, sample) = line.split_once(' ').expect("a type and a sample");
        (kind == name).then(|| (old, serde_json::from_str(sample).expect(sample)))
    });
    of_type.collect()
}

/// Every sample loads, and today's are written as they stand.
fn load<T: Serialize + DeserializeOwned>(name: &str) -> Vec<Value> {
    let samples = samples(name);
    assert!(!samples.is_empty(), "{name} has no samples");
    for (old, sample) in &samples {
        let loaded: T = serde_json::from_value(sample.clone())
            .unwrap_or_else(|error| panic!("{name} {sample}: {error}"));
        let written = serde_json::to_value(&loaded).expect("JSON");
        assert_eq!(&written != sample, *old, "{name}: {sample} is written as {written}");
    }
    samples.into_iter().map(|(_, sample)| sample).collect()
}

/// [`load`], and each variant has a sample. serde tells which there are when it meets one that there
/// is not.
fn every_variant<T: Serialize + DeserializeOwned>(name: &str, tag: Option<&str>) {
    let variant = |sample: &Value| -> String {
        let name = match (tag, sample) {
            (Some(tag), sample) => &sample[tag],
            (None, Value::Object(fields)) => {
                return fields.keys().next().expect("a variant").clone();
            }
            (None, name) => name,
        };
        name.as_str().expect("a variant").to_owned()
    };
    let there: BTreeSet<String> = load::<T>(name).iter().map(variant).collect();
    let wrong = match tag {
        Some(tag) => json!({ tag: "no_such_variant" }),
        None => json!("no_such_variant"),
    };
    let error = serde_json::from_value::<T>(wrong).err().expect("an unknown variant").to_string();
    let expected: BTreeSet<String> =
        error.split('`').skip(3).step_by(2).map(str::to_owned).collect();
    assert!(!expected.is_empty(), "{name}: {error}");
    assert_eq!(there, expected, "{name}");
}

#[test]
fn sessions() {
    every_variant::<Saved>("saved", Some("v"));
    every_variant::<State>("state", None);
    every_variant::<AtHome>("at_home", None);
    every_variant::<AtPeople>("at_people", None);
    every_variant::<AtDelegations>("at_delegations", None);
    every_variant::<Outside>("outside", None);
    every_variant::<AtGroupChat>("at_group_chat", None);
    every_variant::<Delegating>("delegating", None);
    every_variant::<DelegationMaking>("delegation_making", None);
    every_variant::<Field>("field", None);
    every_variant::<AtMilestone>("at_milestone", None);
    every_variant::<MilestoneMaking>("milestone_making", None);
    every_variant::<Inviting>("inviting", None);
    every_variant::<AtVisits>("at_visits", None);
    every_variant::<Scheduling>("scheduling", None);
    every_variant::<Visiting>("visiting", None);
    every_variant::<VisitMaking>("visit_making", None);
    every_variant::<Session>("session", None);
    every_variant::<SessionMaking>("session_making", None);
    every_variant::<AtMinutes>("at_minutes", None);
    every_variant::<MinutesMaking>("minutes_making", None);
    every_variant::<Seat>("seat", None);
    every_variant::<At>("at", None);
    every_variant::<SubmissionMaking>("submission_making", None);
    every_variant::<Verifying>("verifying", None);
    every_variant::<VerifyingMaking>("verifying_making", None);
    every_variant::<Aim>("aim", None);
    every_variant::<DraftStep>("draft_step", None);
    every_variant::<Reporting>("reporting", None);
    every_variant::<Working>("working", None);
    every_variant::<DifficultyMaking>("difficulty_making", None);
    every_variant::<Recommending>("recommending", None);
    every_variant::<RecommendationMaking>("recommendation_making", None);
    every_variant::<Composing>("composing", None);
    every_variant::<Shown>("shown", None);
    every_variant::<Units>("units", None);
    every_variant::<AtDigests>("at_digests", None);
    every_variant::<DigestKind>("digest_kind", None);
    every_variant::<DigestTiming>("digest_timing", None);
    every_variant::<Days>("timing_days", None);
    every_variant::<Scope>("scope", None);
    every_variant::<AtCampaigns>("at_campaigns", None);
    every_variant::<Campaigning>("campaigning", None);
    every_variant::<Sift>("sift", None);
    every_variant::<PlanningStep>("planning_step", None);
    every_variant::<Subtasking>("subtasking", None);
    every_variant::<LateListing>("late_listing", None);
    every_variant::<CampaignMaking>("campaign_making", None);
    every_variant::<SubtaskMaking>("subtask_making", None);
    every_variant::<LateListMaking>("late_list_making", None);
    every_variant::<Said>("said", None);
}

#[test]
fn buttons_and_commands() {
    every_variant::<Action>("action", None);
    every_variant::<Then>("then", None);
    every_variant::<Command>("command", None);
    every_variant::<VisitCommand>("visit_command", None);
    every_variant::<VisitAct>("visit_act", None);
    every_variant::<UnitSays>("unit_says", None);
    every_variant::<SessionAct>("session_act", None);
    every_variant::<MinutesCommand>("minutes_command", None);
    every_variant::<DraftAct>("draft_act", None);
    every_variant::<FrozenAct>("frozen_act", None);
    every_variant::<AnswerCommand>("answer_command", None);
    every_variant::<FillAct>("fill_act", None);
    every_variant::<FileUse>("file_use", None);
    every_variant::<VerifyAct>("verify_act", None);
    every_variant::<SubmissionAct>("submission_act", None);
    every_variant::<ChecklistCommand>("checklist_command", None);
    every_variant::<Verdict>("verdict", None);
    every_variant::<Settlement>("settlement", None);
    every_variant::<Method>("method", None);
    every_variant::<PersonCommand>("person_command", None);
    every_variant::<Setting>("setting", None);
    every_variant::<DelegationCommand>("delegation_command", None);
    every_variant::<DelegationAct>("delegation_act", None);
    every_variant::<Edit>("edit", None);
    every_variant::<PlanningAct>("planning_act", None);
    every_variant::<GroupAct>("group_act", None);
    every_variant::<GroupChatAct>("group_chat_act", None);
    every_variant::<MilestoneAct>("milestone_act", None);
    every_variant::<CampaignCommand>("campaign_command", None);
    every_variant::<CampaignAct>("campaign_act", None);
    every_variant::<SubtaskAct>("subtask_act", None);
    every_variant::<LateListAct>("late_list_act", None);
    every_variant::<DifficultyAct>("difficulty_act", None);
    every_variant::<RecommendationAct>("recommendation_act", None);
    every_variant::<ReminderAct>("reminder_act", None);
    every_variant::<Escalation>("escalation", None);
    every_variant::<DigestWish>("digest_wish", None);
}

#[test]
fn answers_files_and_events() {
    every_variant::<Given>("given", Some("kind"));
    every_variant::<Kept>("kept_minutes", Some("v"));
    every_variant::<Purpose>("purpose", None);
    every_variant::<Event>("event", None);
}

#[test]
fn messages() {
    load::<Message>("message");
    every_variant::<Press>("press", None);
    every_variant::<Media>("media", None);
    every_variant::<FileRef>("file_ref", None);
}

#[test]
fn every_line_is_of_a_type_that_is_checked() {
    let checked = include_str!("golden.rs");
    for line in GOLDEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let name = line.strip_prefix("old ").unwrap_or(line).split(' ').next().unwrap_or_default();
        assert!(checked.contains(&format!("(\"{name}\"")), "{line}");
    }
}
