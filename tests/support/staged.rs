//! Missions to begin in the middle of: the demo's starts, played by their people.

use super::{Player, Story, lock, said, vi};
use doangiamsat::demo::seed;
use doangiamsat::demo::seed::Start;
use doangiamsat::domain::Locale;
use doangiamsat::sandbox::User;

/// The people of the demo. Tây Ninh's mission is planned, with two visits in draft; Hà Nội is another
/// council in the same database.
pub struct Cast {
    /// Council office.
    pub hien: Player,
    /// Head of Phường 1.
    pub son: Player,
    /// Focal officer of Phường 1.
    pub mai: Player,
    /// Head and focal officer of the city.
    pub binh: Player,
    pub lan: Player,
    /// Leader, secretary and member of the delegation.
    pub chau: Player,
    pub yen: Player,
    pub tuan: Player,
    /// Hà Nội: council office, head and focal officer of a district.
    pub thuy: Player,
    pub vinh: Player,
    pub ha: Player,
}

/// Hà Nội's mission, when that is the one that has begun: two groups, each with a leader of its own.
pub struct HaNoi {
    /// Council office.
    pub thuy: Player,
    /// Secretary of the first group.
    pub manh: Player,
    /// Leader of the second group.
    pub bao: Player,
}

impl Story {
    /// The demo's people, on the day the demo begins. Call it before anybody else joins.
    pub async fn cast(&self) -> Cast {
        self.begins(Start::TayNinh).await;
        self.of_tay_ninh()
    }

    /// The demo's people, once they are there.
    pub fn of_tay_ninh(&self) -> Cast {
        let named = |name: &str| self.named(name);
        Cast {
            hien: named("Lê Thu Hiền"),
            son: named("Trần Văn Sơn"),
            mai: named("Nguyễn Thị Mai"),
            binh: named("Phạm Quốc Bình"),
            lan: named("Võ Ngọc Lan"),
            chau: named("Đỗ Minh Châu"),
            yen: named("Bùi Hải Yến"),
            tuan: named("Hoàng Anh Tuấn"),
            thuy: named("Ngô Bích Thủy"),
            vinh: named("Đặng Quang Vinh"),
            ha: named("Lý Thanh Hà"),
        }
    }

    /// The people of Hà Nội's mission, on the day it begins. Call it before anybody else joins.
    pub async fn ha_noi(&self) -> HaNoi {
        self.begins(Start::HaNoi).await;
        let named = |name: &str| self.named(name);
        HaNoi {
            thuy: named("Ngô Bích Thủy"),
            manh: named("Tạ Đức Mạnh"),
            bao: named("Trịnh Minh Quân"),
        }
    }

    /// A start of the demo with all its people. Call it before anybody else joins.
    pub async fn begins(&self, start: Start) -> Vec<seed::Player> {
        let seeded = seed::seed(&self.app.store, start).await.expect("the demo's data");
        for player in &seeded {
            self.sandbox.add_user(User::new(player.account.0, &player.name));
            self.sandbox.user_started_before(player.account.0);
            let mut inner = lock(&self.inner);
            inner.next_account = inner.next_account.max(player.account.0 + 1);
            let player = Player::new(self.clone(), player.account.0, &player.name);
            inner.people.push(player);
        }
        seeded
    }

    /// Somebody of the story by name.
    pub fn named(&self, name: &str) -> Player {
        let people = lock(&self.inner).people.clone();
        let found = people.iter().find(|player| player.name == name);
        found.unwrap_or_else(|| panic!("{name} in the story")).clone()
    }
}

impl Player {
    /// Founds a delegation with one group from its topic and its basis; the rest is left for later.
    pub async fn founds(&self, title: &str, basis: &str) {
        self.sends("/menu").await.taps(&vi("key-found")).await.sends(title).await;
        self.sends(basis).await.sees(&vi("founding-body"));
        for question in ["founding-period", "founding-window", "founding-quota", "founding-groups"]
        {
            self.taps(&vi("key-not-yet")).await.sees(&vi(question));
        }
        self.sends("1").await.taps(&vi("key-found-now")).await.sees(&vi("delegation-draft"));
    }
}

impl Cast {
    /// The office invites Phường 1; everybody has read of it.
    pub async fn invites_the_ward(&self, s: &Story) {
        self.hien.sends("/menu").await.taps("Gửi giấy mời: UBND Phường 1").await;
        self.hien.taps(&vi("key-invite-unit")).await;
        self.hien.taps(&vi("key-invite-now")).await.sees(&vi("visit-invited"));
        s.all_read();
    }

    /// The office has the delegation before it.
    pub async fn opens_the_delegation<'a>(&self, player: &'a Player) -> &'a Player {
        player.sends("/menu").await.taps(&vi("key-delegations")).await;
        player.taps("Cải cách thủ tục").await.sees(&vi("delegation-window"))
    }

    /// Somebody of the ward has the first question before them.
    pub async fn begins_to_answer(&self, player: &Player) {
        player.sends("/menu").await.taps(&vi("item-fill")).await;
        player.taps(&vi("key-start")).await.sees("1.1");
    }

    /// The head of the ward answers every question and signs; everybody has read of it.
    pub async fn answers_and_signs(&self, s: &Story, locale: Locale) {
        let t = |key: &str| said(locale, key);
        let (yes, fully) =
            if locale == Locale::Vi { ("Có", "Đầy đủ") } else { ("Yes", "In full") };
        let son = &self.son;
        son.sends("/menu").await.taps(&t("item-fill")).await.taps(&t("key-start")).await;
        son.taps(yes).await.sends("QĐ 12/QĐ-UBND 05/01/2022").await.sends_photo().await;
        son.sends("118/120").await;
        son.taps(fully).await.sends_photo().await.taps(&t("key-photos-done")).await;
        son.sends("12").await.sends("3.080/8.000").await.sends("9").await;
        son.sends("Không mất dữ liệu").await.sees("9/9");
        son.taps(&t("key-sign")).await.taps(&t("key-sign-now")).await;
        son.sees(&t("submission-signed-off"));
        s.all_read();
    }

    /// The morning of the visit to Phường 1: the secretary opens the session; everybody has read of
    /// it.
    pub async fn opens_session(&self, s: &Story, locale: Locale) {
        let t = |key: &str| said(locale, key);
        s.clock_reaches("2024-04-02 07:30").await;
        self.yen.sends("/menu").await.taps(&t("item-to-open")).await;
        self.yen.taps(&t("key-open-session")).await.sees(&t("session-title"));
        s.all_read();
    }

    /// The secretary ends the session; everybody has read of it.
    pub async fn closes_session(&self, s: &Story, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.yen.sends("/menu").await.taps(&t("item-in-session")).await;
        self.yen.taps(&t("key-close-session")).await.taps(&t("key-close-session-now")).await;
        self.yen.sees(&t("visit-minutes"));
        s.all_read();
    }
}
