//! How likely people tap what: what leads on to an act that is counted most, what ends things hardly.

use doangiamsat::domain::Locale;

use crate::said::said;

/// How likely a label is tapped, by its key; others weigh [`PLAIN`].
const WEIGHTS: &[(u64, &[&str])] = &[
    (
        600,
        &[
            "item-sign",
            "key-sign",
            "key-look-and-sign",
            "key-sign-now",
            "key-late-lists",
            "key-late-list",
            "item-late-prepare",
            "item-late-approve",
            "key-open-late-list",
            "key-prepare-list",
            "key-approve-list",
        ],
    ),
    (
        150,
        &[
            "item-fill",
            "key-start",
            "key-resume",
            "key-missing",
            "item-draft-minutes",
            "item-sign-minutes",
            "key-minutes-read-and-sign",
            "key-minutes-freeze",
            "key-minutes-freeze-now",
            "key-minutes-sign",
            "key-minutes-sign-now",
            "item-issue",
            "item-take-up",
            "item-carry",
            "item-verify-recommendation",
            "key-open-recommendation",
            "key-issue",
            "key-issue-now",
            "key-same-paper",
            "key-take-up",
            "key-claim",
            "key-claim-now",
            "key-verify-done",
            "key-verify-now",
        ],
    ),
    (
        40,
        &[
            "item-subtask",
            "item-subtask-new",
            "item-subtask-late",
            "item-subtask-verify",
            "key-accept-subtask",
            "key-claim-subtask",
            "key-progress",
            "key-report-value",
            "key-verify-subtask",
            "key-open-subtask",
            "item-finalise",
            "key-finalise",
            "key-verify-finish",
            "key-verify",
            "key-verify-of",
            "item-verify",
            "key-submit-now",
            "key-invite-now",
            "key-report-as",
            "key-correct",
            "key-confirm-visit",
            "key-photos-done",
            "key-open-session",
            "key-check-in",
            "key-matched",
            "key-finish-now",
            "key-finalise-now",
            "key-minutes-read",
            "key-schedule-now",
            "key-accept-time",
            "key-close-session-now",
            "key-resolve-now",
            "key-verify-next",
        ],
    ),
    (
        15,
        &[
            "item-confirm",
            "item-to-open",
            "item-in-session",
            "item-draft-visit",
            "key-answer-checklist",
            "key-all-questions",
            "key-invite-unit",
            "key-accept-difficulty",
            "key-plan-difficulty",
            "key-resolve",
            "key-confirm-resolved",
            "key-overview",
            "key-campaigns",
            "key-more",
        ],
    ),
    (5, &["key-submit", "key-fill", "key-minutes-conclusion", "key-report-here"]),
    (
        1,
        &[
            "key-report",
            "key-report-of",
            "key-difficulties",
            "key-calendar",
            "key-units",
            "key-home",
            "key-close-session",
            "key-back",
            "key-another-time",
            "key-more-time",
            "key-return-it",
            "key-set-due",
            "key-strike",
            "key-send-back-list",
            "key-post-list",
            "item-late-post",
            "key-rewrite",
            "key-return",
            "key-clear",
        ],
    ),
    (
        0,
        &[
            "key-cancel-delegation",
            "key-cancel-delegation-now",
            "key-cancel-visit",
            "key-cancel-visit-now",
            "key-language",
            "key-remove-person",
            "key-remove-person-now",
            "key-part-people",
            "key-group-people",
            "key-release-unit",
            "key-move-unit",
            "key-edit-delegation",
            "key-found",
            "key-invite-person",
            "key-add-group",
            "key-add-units",
            "key-choose-checklist",
            "key-merge-into",
            "key-merge",
            "key-change-plan",
            "key-milestones",
            "key-return-now",
            "key-minutes-return",
            "key-undo",
            "key-cancel-campaign",
            "key-end-campaign",
            "key-decline-subtask",
            "key-return-subtask",
            "key-remove-subtask",
            "key-edit-subtask",
            "key-propose-campaign",
            "key-ask-time",
            "key-move-due",
            "key-import-plan",
            "key-add-task",
            "key-add-subtask",
            "key-drop",
            "key-hand-over",
            "key-report-delegation",
            "key-follow-up",
            "key-close-delegation",
            "key-again-afternoon",
            "key-again-evening",
            "key-again-morning",
        ],
    ),
];

const PLAIN: u64 = 2;

/// The labels of one language, each with its weight.
pub struct Weights(Vec<(String, u64)>);

impl Weights {
    pub fn new(locale: Locale) -> Weights {
        let mut weights: Vec<(String, u64)> = WEIGHTS
            .iter()
            .flat_map(|(weight, keys)| keys.iter().map(move |key| (said(locale, key), *weight)))
            .collect();
        // The longest fitting label speaks: “Gửi giấy mời” is part of others.
        weights.sort_by_key(|(label, _)| std::cmp::Reverse(label.chars().count()));
        Weights(weights)
    }

    pub fn of(&self, label: &str) -> u64 {
        let found = self.0.iter().find(|(words, _)| label.contains(words.as_str()));
        found.map_or(PLAIN, |(_, weight)| *weight)
    }
}
