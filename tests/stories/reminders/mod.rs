//! What the clock does: working days, a delegation's milestones, the ladder, visits that are near.

mod ladder;
mod messages;
mod milestones;
mod visits;

use crate::support::{Player, Story, said, vi};
use doangiamsat::demo::seed::WORKBOOK;
use doangiamsat::domain::{DelegationId, Locale, Role, Scope};

/// A delegation with its office, leader, secretary, a member, and the first ward to visit.
struct Mission {
    hien: Player,
    chau: Player,
    yen: Player,
    tuan: Player,
    delegation: DelegationId,
}

/// A delegation at work from 15 to 30 May 2023, as in Hà Nội; in its plan since the story began.
async fn in_may(s: &Story, locale: Locale) -> Mission {
    let mission = founded(s, locale, Some("15 - 30/5/2023")).await;
    mission.plan(s, locale).await;
    mission
}

/// One at work in September: none of its papers is due while a visit in spring is prepared.
async fn in_autumn(s: &Story) -> Mission {
    let mission = founded(s, Locale::Vi, Some("1 - 30/9/2023")).await;
    mission.plan(s, Locale::Vi).await;
    mission
}

/// Still a draft, which lacks its window or nothing; the office has it before it.
async fn founded(s: &Story, locale: Locale, window: Option<&str>) -> Mission {
    let t = |key: &str| said(locale, key);
    let not_yet = t("key-not-yet");
    let hien = s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await;
    s.speaks(&hien, locale).await;
    hien.sends_file("tn-ks.xlsx", WORKBOOK).await.taps(&t("key-publish")).await;
    hien.sends("/menu").await.taps(&t("key-found")).await.sends("Cải cách hành chính").await;
    hien.sends("12/QĐ-HĐND ngày 3/4/2023").await.sees(&t("founding-body")).taps(&not_yet).await;
    hien.sees(&t("founding-period")).taps(&not_yet).await.sees(&t("founding-window"));
    match window {
        Some(window) => hien.sends(window).await,
        None => hien.taps(&not_yet).await,
    };
    hien.sees(&t("founding-quota")).taps(&not_yet).await.sees(&t("founding-groups"));
    hien.sends("1").await.taps(&t("key-found-now")).await.sees(&t("delegation-draft"));
    let delegation = DelegationId(s.count("SELECT id FROM delegation").await);
    let leads = Scope::Delegation(delegation);
    let group = s.first_group().await;
    let chau = s.joined("Đỗ Minh Châu", Role::DelegationLeader, leads).await;
    let yen = s.joined("Bùi Hải Yến", Role::Secretary, group).await;
    let tuan = s.joined("Hoàng Anh Tuấn", Role::Member, group).await;
    for player in [&chau, &yen, &tuan] {
        s.speaks(player, locale).await;
    }
    let mission = Mission { hien, chau, yen, tuan, delegation };
    mission.opens_the_draft(locale).await.taps(&t("key-mend-units")).await;
    mission.hien.sends("phuong 1").await.taps("UBND Phường 1").await.sees("✅ UBND Phường 1");
    mission.opens_the_draft(locale).await.taps(&t("key-mend-checklist")).await;
    mission.hien.taps("TN-KS-RG").await;
    mission.opens_the_draft(locale).await;
    mission
}

impl Mission {
    async fn opens_the_draft(&self, locale: Locale) -> &Player {
        self.hien.sends("/menu").await.taps(&said(locale, "item-incomplete")).await
    }

    async fn plan(&self, s: &Story, locale: Locale) {
        let planned = said(locale, "delegation-planned");
        self.hien.taps(&said(locale, "key-plan")).await.sees(&planned);
        s.all_read();
    }

    /// Somebody has the delegation before them.
    async fn opens<'a>(&self, player: &'a Player) -> &'a Player {
        player.sends("/menu").await.taps(&vi("key-delegations")).await.taps("Cải cách").await
    }

    /// The office schedules a visit to the first ward and invites it; head and focal officer.
    async fn invites_the_ward(&self, s: &Story, when: &str) -> [Player; 2] {
        let ward = s.unit("tn-p1").await;
        let son = s.joined("Trần Văn Sơn", Role::UnitHead, ward).await;
        let mai = s.joined("Nguyễn Thị Mai", Role::FocalOfficer, ward).await;
        let hien = &self.hien;
        self.opens(hien).await.taps(&vi("key-schedule")).await;
        hien.sends("phuong 1").await.taps("UBND Phường 1").await;
        hien.sends(when).await.sends("2 tiếng").await.taps("UBND Phường 1").await;
        hien.taps(&vi("key-schedule-now")).await.taps(&vi("key-invite-unit")).await;
        hien.taps(&vi("key-invite-now")).await.sees(&vi("visit-invited"));
        s.all_read();
        [son, mai]
    }

    /// The programme of the visit has gone to the units: nobody is reminded of it.
    async fn sends_the_programme(&self, s: &Story) {
        self.opens(&self.hien).await.taps(&vi("key-milestones")).await;
        self.hien.taps(&vi("milestone-programme")).await;
        self.hien.taps(&vi("key-done-programme")).await.sees(&vi("key-milestone-undo"));
        s.all_read();
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
