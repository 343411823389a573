//! Missions to begin in the middle of: the demo's Tây Ninh start, played by its people.

use doangiamsat::demo::seed::{self, Start};
use doangiamsat::sandbox::User;

use super::{Player, Story, lock, vi};

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

impl Story {
    /// The demo's people, on the day the demo begins. Call it before anybody else joins.
    pub async fn cast(&self) -> Cast {
        let seeded = seed::seed(&self.app.store, Start::TayNinh).await.expect("the demo's data");
        for player in &seeded {
            self.sandbox.add_user(User::new(player.account.0, &player.name));
            self.sandbox.user_started_before(player.account.0);
            let mut inner = lock(&self.inner);
            inner.next_account = inner.next_account.max(player.account.0 + 1);
            let player = Player::new(self.clone(), player.account.0, &player.name);
            inner.people.push(player);
        }
        let people = lock(&self.inner).people.clone();
        let named = |name: &str| {
            let found = people.iter().find(|player| player.name == name);
            found.unwrap_or_else(|| panic!("{name} in the demo")).clone()
        };
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
}
