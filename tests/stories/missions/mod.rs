//! Whole missions of the demo, from the invitations to the signed minutes, each as one story.

mod ha_noi;
mod tay_ninh;
pub mod whole;

use crate::support::{Player, Story, said};
use doangiamsat::domain::Locale;

/// The people who do a visit.
struct Sides<'a> {
    /// As homes and lists name it.
    unit: &'a str,
    secretary: &'a Player,
    /// Leads the group and signs as the chair.
    chair: &'a Player,
    head: &'a Player,
    /// Without one the head answers alone.
    focal: Option<&'a Player>,
}

impl Sides<'_> {
    /// The unit answers its checklist, and its head signs; everybody has read of it.
    async fn answer(&self, s: &Story, locale: Locale) -> usize {
        let t = |key: &str| said(locale, key);
        let steps = match self.focal {
            Some(focal) => {
                let steps = focal.answers_everything(locale).await;
                focal.hands_in(locale).await;
                self.head.sees(&t("notice-submitted")).taps(&t("key-look-and-sign")).await;
                steps
            }
            None => self.head.answers_everything(locale).await,
        };
        self.head.signs_the_answers(locale).await;
        for told in [self.secretary, self.chair] {
            told.sees(&t("notice-signed")).sees(self.unit);
        }
        s.all_read();
        steps
    }

    /// The session is opened, both sides are there, one thing is noted.
    async fn sit_down(&self, s: &Story, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.secretary.takes_up(locale, [&t("item-to-open"), self.unit]).await;
        self.secretary.taps(&t("key-open-session")).await.sees(&t("session-title"));
        self.secretary.taps(&t("key-check-in")).await;
        for there in [self.chair, self.head] {
            there.sees(&t("notice-session-opened")).taps(&t("key-check-in")).await;
        }
        self.secretary.takes_up(locale, [&t("item-in-session"), self.unit]).await;
        self.secretary.sends("Đơn vị trình bày báo cáo").await.sees(&t("note-noted"));
        s.all_read();
    }

    /// The answers become final, and the session ends.
    async fn rise(&self, s: &Story, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.chair.takes_up(locale, [&t("item-finalise"), self.unit]).await;
        self.chair.taps(&t("key-finalise")).await.taps(&t("key-finalise-now")).await;
        self.chair.sees(&t("submission-final"));
        self.head.sees(&t("notice-final"));
        self.secretary.takes_up(locale, [&t("item-in-session"), self.unit]).await;
        self.secretary.taps(&t("key-close-session")).await.sees(&t("close-what"));
        self.secretary.taps(&t("key-close-session-now")).await.sees(&t("visit-minutes"));
        self.head.sees(&t("notice-session-ended"));
        s.all_read();
    }

    /// The minutes are concluded and signed by both sides, which closes the visit.
    async fn sign_minutes(&self, s: &Story, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.secretary.concludes(self.unit, "Đề nghị đơn vị nâng tỷ lệ trực tuyến.", locale).await;
        for player in [self.chair, self.head] {
            player.sees(&t("notice-minutes-to-sign"));
        }
        for player in [self.secretary, self.chair, self.head] {
            player.signs_the_minutes(self.unit, locale).await;
        }
        self.head.sees(&t("minutes-signed"));
        self.secretary.sees(&t("notice-minutes-signed")).sees(self.unit);
        s.all_read();
    }
}

/// The office or a secretary invites a unit; with short notice they say why.
async fn invites(player: &Player, unit: &str, reason: Option<&str>, locale: Locale) {
    let t = |key: &str| said(locale, key);
    player.takes_up(locale, [&t("item-draft-visit"), unit]).await;
    player.taps(&t("key-invite-unit")).await;
    if let Some(reason) = reason {
        player.has_no_button(&t("key-invite-now")).sees(&t("invite-unit-reason"));
        player.sends(reason).await.sees(reason);
    }
    player.taps(&t("key-invite-now")).await.sees(&t("visit-invited"));
}

async fn everybody_speaks(s: &Story, locale: Locale) {
    for player in s.people() {
        s.speaks(&player, locale).await;
    }
}
