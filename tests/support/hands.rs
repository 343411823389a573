//! Whole pieces of work done by one person, tap by tap, by what the screens say: a checklist, the
//! walk on site, minutes. Each step must change the screen; a hand that is stuck panics with it.

use super::{Player, said};
use doangiamsat::domain::Locale;

/// More steps than the longest checklist takes.
const STEPS: usize = 400;

/// Characters of a work's kind and of a unit's name that home never cuts off.
const UNCUT: usize = 24;

/// What is typed, by the key of the hint on the screen. A second answer is for a form that refuses
/// the first.
const TYPED: [(&str, [&str; 2]); 10] = [
    ("filling-how-ratio", ["3.080/8.000", "1/2"]),
    ("filling-how-score-rank", ["84,72/100, hạng 3/9", "84,72/100"]),
    ("filling-how-score", ["84,72/100", "50/100"]),
    ("filling-how-rank", ["3/9", "1/9"]),
    ("filling-how-money", ["1,2 tỷ", "450 triệu"]),
    ("filling-how-document", ["12/QĐ-UBND 05/01/2022", "13/QĐ-UBND 06/01/2022"]),
    ("filling-how-integer", ["2", "0"]),
    ("filling-how-decimal", ["2,5", "0"]),
    ("filling-how-date", ["31/12/2023", "01/01/2024"]),
    ("filling-how-text", ["Đã làm theo kế hoạch", "Không"]),
];

/// Buttons of a question that are no answer to it.
const BESIDE: [&str; 7] = [
    "key-undo",
    "key-add-row",
    "key-add-row-of",
    "key-previous",
    "key-skip",
    "key-report-here",
    "key-overview",
];

/// What a person has before their eyes: the newest message.
#[derive(Clone, PartialEq)]
struct Shown {
    text: String,
    /// The first label of each row.
    rows: Vec<String>,
    labels: Vec<String>,
}

impl Shown {
    fn has(&self, label: &str) -> bool {
        self.labels.iter().any(|it| it.contains(label))
    }

    /// The question itself, with how to answer it: the last paragraph.
    fn question(&self) -> String {
        self.text.rsplit("\n\n").next().unwrap_or_default().to_owned()
    }

    fn row_of(&self, wanted: impl Fn(&str) -> bool) -> Option<usize> {
        self.rows.iter().position(|label| wanted(label))
    }
}

impl Player {
    fn shown(&self) -> Shown {
        let last = self.messages().pop().expect("a screen");
        let rows = last.keyboard.iter().filter_map(|row| row.first());
        Shown {
            rows: rows.map(|button| button.text.clone()).collect(),
            labels: last.keyboard.iter().flatten().map(|button| button.text.clone()).collect(),
            text: last.text,
        }
    }

    /// Taps the one item of home that says all of this, on whatever page it is.
    pub async fn takes_up<const N: usize>(&self, locale: Locale, parts: [&str; N]) -> &Player {
        let more = said(locale, "key-more");
        let parts = parts.map(|part| part.chars().take(UNCUT).collect::<String>());
        self.sends("/menu").await;
        for _ in 0..20 {
            let shown = self.shown();
            if let Some(label) =
                shown.labels.iter().find(|it| parts.iter().all(|p| it.contains(p.as_str())))
            {
                return self.taps(label).await;
            }
            assert!(shown.has(&more), "{} has no work {parts:?}", self.name);
            self.taps(&more).await;
        }
        panic!("{}: home has no end", self.name)
    }

    /// Answers the checklist on the overview that is open, or that waits at home, until it can be
    /// handed in or signed. The number of steps it took.
    pub async fn answers_everything(&self, locale: Locale) -> usize {
        let t = |key: &str| said(locale, key);
        self.takes_up(locale, [t("item-fill").as_str()]).await;
        let mut before = None;
        // The question that was answered last: still there, its answer was refused.
        let mut answered = String::new();
        for step in 0..STEPS {
            let shown = self.shown();
            assert!(before.as_ref() != Some(&shown), "{} is stuck at: {}", self.name, shown.text);
            before = Some(shown.clone());
            if shown.has(&t("key-sign")) || shown.has(&t("key-submit")) {
                return step;
            }
            let way = ["key-start", "key-resume", "key-missing"].map(t);
            if let Some(way) = way.iter().find(|label| shown.has(label)) {
                self.taps(way).await;
                continue;
            }
            if shown.text.contains(&t("filling-evidence-wanted")) {
                self.sends_photo().await;
                continue;
            }
            let question = shown.question();
            self.answers(&shown, question == answered, locale).await;
            answered = question;
        }
        panic!("{} came to no end", self.name)
    }

    /// One step at a question; in a list, its first line.
    async fn answers(&self, shown: &Shown, refused: bool, locale: Locale) {
        let t = |key: &str| said(locale, key);
        if let Some((_, texts)) = TYPED.iter().find(|it| shown.text.contains(&t(it.0))) {
            self.sends(texts[usize::from(refused)]).await;
        } else if shown.has(&t("key-photos-done")) {
            self.taps(&t("key-photos-done")).await;
        } else if shown.text.contains(&t("filling-how-photo")) {
            self.sends_photo().await;
        } else {
            let beside = BESIDE.map(t);
            let choice = shown.row_of(|label| !beside.iter().any(|it| label.contains(it)));
            self.taps_row(choice.expect("a choice")).await;
        }
    }

    /// Signs the complete checklist that is open, page by page.
    pub async fn signs_the_answers(&self, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.taps(&t("key-sign")).await.sees(&t("sign-what"));
        self.turns_to(&t("key-sign-now"), &t("key-more")).await;
        self.taps(&t("key-sign-now")).await.sees(&t("submission-signed-off"));
    }

    /// Hands the complete checklist that is open to the head.
    pub async fn hands_in(&self, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.taps(&t("key-submit")).await;
        self.turns_to(&t("key-submit-now"), &t("key-more")).await;
        self.taps(&t("key-submit-now")).await.sees(&t("submission-submitted"));
    }

    async fn turns_to(&self, wanted: &str, more: &str) {
        for _ in 0..STEPS {
            let shown = self.shown();
            if shown.has(wanted) {
                return;
            }
            assert!(shown.has(more), "{} does not find “{wanted}”: {}", self.name, shown.text);
            self.taps(more).await;
        }
    }

    /// Goes through the marked answers on site: the first share of 38,5 % is found to be 31,2 %, the
    /// others match; then the verification is finished.
    pub async fn verifies_everything(&self, unit: &str, locale: Locale) {
        let t = |key: &str| said(locale, key);
        let reported = if locale == Locale::Vi { "3.080/8.000" } else { "3,080/8,000" };
        self.takes_up(locale, [&t("item-verify"), unit]).await;
        self.taps(&t("key-verify-next")).await;
        let (mut before, mut adjusted) = (None, false);
        for _ in 0..STEPS {
            let shown = self.shown();
            assert!(before.as_ref() != Some(&shown), "{} is stuck at: {}", self.name, shown.text);
            before = Some(shown.clone());
            if !shown.has(&t("key-matched")) {
                break;
            }
            if adjusted || !shown.text.contains(reported) {
                self.taps(&t("key-matched")).await;
                continue;
            }
            self.taps(&t("key-adjust")).await.sends("2.496/8.000").await;
            self.taps(&t("method-sample")).await.sends("Kiểm tra 100 hồ sơ tại quầy").await;
            self.sees(if locale == Locale::Vi { "−7,3 điểm" } else { "−7.3 points" });
            self.taps(&t("key-adjust-save")).await;
            adjusted = true;
        }
        assert!(adjusted, "{} found no share to adjust", self.name);
        self.taps(&t("key-verify-finish")).await.taps(&t("key-finish-now")).await;
        self.sees(&t("submission-verified"));
    }

    /// Writes the chair's conclusion into the draft of a unit's minutes and lays them before those
    /// who sign.
    pub async fn concludes(&self, unit: &str, conclusion: &str, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.takes_up(locale, [&t("item-draft-minutes"), unit]).await.sees(&t("minutes-draft"));
        self.taps(&t("key-minutes-conclusion")).await.sends(conclusion).await;
        self.taps(&t("key-minutes-read")).await.taps(&t("key-minutes-freeze")).await;
        self.taps(&t("key-minutes-freeze-now")).await.sees("0/3");
    }

    /// Signs the minutes of a unit that wait at home.
    pub async fn signs_the_minutes(&self, unit: &str, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.takes_up(locale, [&t("item-sign-minutes"), unit]).await;
        self.taps(&t("key-minutes-sign")).await.sees(&t("minutes-sign-what"));
        self.taps(&t("key-minutes-sign-now")).await.sees(&t("minutes-signer-done"));
    }
}
