//! What the clock does: working days, a delegation's milestones, the ladder, visits that are near.

mod ladder;
mod milestones;
mod visits;

use doangiamsat::demo::seed::WORKBOOK;
use doangiamsat::domain::{DelegationId, GroupId, Locale, Role, Scope};

use crate::support::{Player, Story, said};

/// A delegation that is planned, with its office, leader, secretary and a member.
struct Mission {
    hien: Player,
    chau: Player,
    yen: Player,
    tuan: Player,
    delegation: DelegationId,
    group: GroupId,
}

/// A delegation at work from 15 to 30 May 2023, as in Hà Nội; in its plan since the story began.
async fn in_may(s: &Story, locale: Locale) -> Mission {
    let mission = founded(s, locale).await;
    s.sql("UPDATE delegation SET window_from = '2023-05-15', window_to = '2023-05-30'").await;
    mission.plan(s, locale).await;
    mission
}

/// One without a window, and so without milestones.
async fn without_window(s: &Story) -> Mission {
    let mission = founded(s, Locale::Vi).await;
    mission.plan(s, Locale::Vi).await;
    mission
}

async fn founded(s: &Story, locale: Locale) -> Mission {
    let t = |key: &str| said(locale, key);
    let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
    s.speaks(&hien, locale).await;
    hien.sends("/menu").await.taps(&t("key-found")).await.sends("Cải cách hành chính").await;
    hien.sends("12/QĐ-HĐND ngày 3/4/2023").await.taps(&t("key-found-now")).await;
    hien.sends_file("tn-ks.xlsx", WORKBOOK).await.taps(&t("key-publish")).await;
    let delegation = DelegationId(s.count("SELECT id FROM delegation").await);
    let group = GroupId(s.count("SELECT id FROM working_group").await);
    let leads = Scope::Delegation(delegation);
    let chau = s.joined("Đỗ Minh Châu", Role::DelegationLeader, leads).await;
    let yen = s.joined("Bùi Hải Yến", Role::Secretary, Scope::Group(group)).await;
    let tuan = s.joined("Hoàng Anh Tuấn", Role::Member, Scope::Group(group)).await;
    for player in [&chau, &yen, &tuan] {
        s.speaks(player, locale).await;
    }
    Mission { hien, chau, yen, tuan, delegation, group }
}

impl Mission {
    async fn plan(&self, s: &Story, locale: Locale) {
        let t = |key: &str| said(locale, key);
        self.hien.sends("/menu").await.taps(&t("item-incomplete")).await;
        self.hien.taps(&t("key-plan")).await.sees(&t("delegation-planned"));
        s.all_read();
    }

    /// The office schedules a visit to the first ward and invites it; head and focal officer.
    async fn invites_the_ward(&self, s: &Story, when: &str) -> [Player; 2] {
        let vi = crate::support::vi;
        let ward = s.unit("tn-p1").await;
        let son = s.joined("Trần Văn Sơn", Role::UnitHead, ward).await;
        let mai = s.joined("Nguyễn Thị Mai", Role::FocalOfficer, ward).await;
        let hien = &self.hien;
        hien.sends("/menu").await.taps(&vi("key-delegations")).await.taps("Cải cách").await;
        hien.taps(&vi("key-schedule")).await.sends("phuong 1").await.taps("UBND Phường 1").await;
        hien.sends(when).await.sends("2 tiếng").await.taps("UBND Phường 1").await;
        hien.taps(&vi("key-schedule-now")).await.taps(&vi("key-invite-unit")).await;
        hien.taps(&vi("key-invite-now")).await.sees(&vi("visit-invited"));
        s.all_read();
        [son, mai]
    }
}

/// Nobody but these has anything new.
fn only_these_hear(s: &Story, readers: &[&Player]) {
    for player in s.people() {
        let heard = !player.unread().is_empty();
        let expected = readers.iter().any(|reader| reader.account == player.account);
        assert_eq!(heard, expected, "{}: {:?}", player.name, player.unread());
    }
}
