//! What Telegram's answer to a call means for the message.
//!
//! The one question that matters: is the outcome *known*? A known failure may be tried again; an
//! unknown one is tried again too, and is the only way that a person sees a message twice.

use chrono::TimeDelta;
use teloxide::{ApiError, RequestError};

/// The outcome of one call.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// Done. `message_id` where Telegram named one.
    Done {
        message_id: Option<i32>,
    },
    /// An edit that changes nothing.
    NotModified,
    /// The message to edit is gone.
    Gone,
    /// The message to edit is there but cannot be changed in this way.
    NotEditable,
    RetryAfter(TimeDelta),
    Unreachable(String),
    Moved(i64),
    /// Refused for good.
    Refused(String),
    /// Telegram failed, and says so: the message was not sent.
    Failed(String),
    /// Nobody knows whether the message was sent.
    Unknown(String),
    /// The request never left.
    NotConnected(String),
    /// The token is wrong.
    Unauthorised,
}

/// Reads a successful answer's error, if teloxide made one of it.
pub(super) fn of_error(error: &RequestError) -> Answer {
    match error {
        RequestError::RetryAfter(wait) => {
            Answer::RetryAfter(TimeDelta::seconds(i64::from(wait.seconds())))
        }
        RequestError::MigrateToChatId(chat) => Answer::Moved(chat.0),
        RequestError::Api(ApiError::InvalidToken) => Answer::Unauthorised,
        RequestError::Api(error) => of_description(&words(error)),
        RequestError::Network(error) if error.is_connect() => {
            Answer::NotConnected("no connection to the Bot API server".into())
        }
        RequestError::Network(error) if error.is_builder() => {
            Answer::Refused("the request could not be built".into())
        }
        RequestError::Network(error) if error.is_timeout() => {
            Answer::Unknown("outcome unknown: timeout".into())
        }
        RequestError::Network(_) => Answer::Unknown("outcome unknown: connection lost".into()),
        RequestError::InvalidJson { raw, .. } => of_raw(raw),
        // Made while the bytes to upload are read, before anything is complete.
        RequestError::Io(_) => Answer::Failed("the file could not be read".into()),
    }
}

/// Telegram's own words; teloxide wraps those that it does not know.
fn words(error: &ApiError) -> String {
    match error {
        ApiError::Unknown(words) => words.clone(),
        known => known.to_string(),
    }
}

/// An answer that teloxide cannot read may still be clear: Telegram adds fields to its types, and
/// a success must not be sent again for that.
fn of_raw(raw: &str) -> Answer {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(raw) else {
        return Answer::Unknown("outcome unknown: the answer is not JSON".into());
    };
    if value["ok"] == true {
        let id = value["result"]["message_id"].as_i64().and_then(|id| i32::try_from(id).ok());
        return Answer::Done { message_id: id };
    }
    if let Some(wait) = value["parameters"]["retry_after"].as_i64() {
        return Answer::RetryAfter(TimeDelta::seconds(wait.clamp(0, 86_400)));
    }
    match value["description"].as_str() {
        Some(words) => of_description(words),
        None => Answer::Unknown("outcome unknown: the answer is not Telegram's".into()),
    }
}

/// teloxide drops the error code; the description begins with its name.
fn of_description(words: &str) -> Answer {
    let lower = words.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    if has(&["message is not modified"]) {
        Answer::NotModified
    } else if has(&["message to edit not found", "message_id_invalid", "message not found"]) {
        Answer::Gone
    } else if has(&[
        "message can't be edited",
        "there is no text in the message to edit",
        "there is no caption in the message to edit",
        "message_edit_time_expired",
    ]) {
        Answer::NotEditable
    } else if lower.starts_with("too many requests") {
        let seconds = lower.rsplit(' ').next().and_then(|word| word.parse().ok()).unwrap_or(5u32);
        Answer::RetryAfter(TimeDelta::seconds(i64::from(seconds)))
    } else if lower.starts_with("forbidden")
        || has(&[
            "chat not found",
            "user not found",
            "peer_id_invalid",
            "input_user_deactivated",
            "user_is_blocked",
            "group is deactivated",
            "group chat was deleted",
            "bot was kicked",
            "can't initiate conversation",
            "can't send messages to bots",
            "have no rights to send",
            "not enough rights to send",
            "chat_write_forbidden",
            "chat_restricted",
            "need administrator rights in the channel chat",
        ])
    {
        Answer::Unreachable(words.to_owned())
    } else if lower == "unauthorized" || lower == "not found" || lower.contains("bot token") {
        Answer::Unauthorised
    } else if lower.starts_with("bad request") || lower.starts_with("request entity too large") {
        Answer::Refused(words.to_owned())
    } else {
        // Internal Server Error, Bad Gateway, and whatever else Telegram answers in words.
        Answer::Failed(words.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions() {
        let cases = [
            (
                "Bad Request: message is not modified: specified new message content and reply \
                 markup are exactly the same as a current content and reply markup of the message",
                Answer::NotModified,
            ),
            ("Bad Request: message to edit not found", Answer::Gone),
            ("Bad Request: message can't be edited", Answer::NotEditable),
            ("Bad Request: there is no text in the message to edit", Answer::NotEditable),
            ("Too Many Requests: retry after 7", Answer::RetryAfter(TimeDelta::seconds(7))),
            ("Unauthorized", Answer::Unauthorised),
        ];
        for (words, answer) in cases {
            assert_eq!(of_description(words), answer, "{words}");
        }
        for words in [
            "Forbidden: bot was blocked by the user",
            "Forbidden: user is deactivated",
            "Forbidden: bot can't initiate conversation with a user",
            "Bad Request: chat not found",
            "Unauthorized: bot can't initiate conversation with a user",
        ] {
            assert_eq!(of_description(words), Answer::Unreachable(words.into()));
        }
        let words = "Bad Request: can't parse entities: unsupported start tag";
        assert_eq!(of_description(words), Answer::Refused(words.into()));
        let words = "Internal Server Error";
        assert_eq!(of_description(words), Answer::Failed(words.into()));
    }

    #[test]
    fn a_success_in_a_shape_unknown_to_teloxide_is_a_success() {
        let raw = r#"{"ok":true,"result":{"message_id":7,"from_the_future":{}}}"#;
        assert_eq!(of_raw(raw), Answer::Done { message_id: Some(7) });
        assert!(matches!(of_raw("<html>502 Bad Gateway</html>"), Answer::Unknown(_)));
        assert!(matches!(of_raw("{}"), Answer::Unknown(_)));
    }
}
