//! Golden samples: rows written by an older version load. Lines here are only added.

use crate::conversation::state::{AtAnswers, AtPeople};
use crate::conversation::*;
use crate::domain::SubmissionId;

#[test]
fn states_written_by_an_older_version_load() {
    let golden = [
        (r#"{"v":"1","state":{"home":{"page":0}}}"#, State::home()),
        (r#"{"v":"1","state":{"home":{}}}"#, State::home()),
        (
            r#"{"v":"1","state":{"outside":"unknown"}}"#,
            State::People(AtPeople::Outside(Outside::Unknown)),
        ),
        (
            r#"{"v":"1","state":{"filling":{"submission":7,"at":{"question":{"path":"/data/q1"}}}}}"#,
            State::Answers(AtAnswers::Filling {
                submission: SubmissionId(7),
                at: At::question("/data/q1"),
            }),
        ),
    ];
    for (text, state) in golden {
        assert_eq!(serde_json::from_str::<Saved>(text).unwrap(), Saved::V1 { state }, "{text}");
    }
}
