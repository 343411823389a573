//! Campaigns: planned, given out, worked on, judged.

mod abuse;
mod late_lists;
mod life;
mod planning;
mod reminders;
mod sixty_days;
mod workbook;

use crate::support::{Player, Story, vi};
use doangiamsat::domain::{Role, Scope};

/// Day 1 of the campaign, a Monday.
pub const DAY_1: &str = "2023-10-16 08:05";

/// The people of a campaign, invented.
pub struct Cast {
    /// Runs the campaign.
    pub tri: Player,
    /// Head and focal officer of Phường 1.
    pub son: Player,
    pub mai: Player,
    /// Head of the city, alone.
    pub binh: Player,
    /// The council office, which observes.
    pub hien: Player,
}

impl Cast {
    async fn of(s: &Story) -> Cast {
        let ward = s.unit("tn-p1").await;
        let city = s.unit("tn-tp").await;
        Cast {
            tri: s.joined("Ngô Đức Trí", Role::CampaignOwner, Scope::Council).await,
            son: s.joined("Trần Văn Sơn", Role::UnitHead, ward).await,
            mai: s.joined("Nguyễn Thị Mai", Role::FocalOfficer, ward).await,
            binh: s.joined("Phạm Quốc Bình", Role::UnitHead, city).await,
            hien: s.joined("Lê Thu Hiền", Role::Secretariat, Scope::Council).await,
        }
    }

    /// Proposed and approved, with the task C1.
    async fn approved(s: &Story) -> Cast {
        let cast = Cast::of(s).await;
        let tri = &cast.tri;
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await;
        tri.taps(&vi("key-propose-campaign")).await.sends("60 ngày đêm gỡ điểm nghẽn").await;
        tri.sends("UBND tỉnh").await.sends("16/10/2023").await.taps("60").await;
        tri.taps(&vi("key-propose-now")).await.taps(&vi("key-approve-campaign")).await;
        tri.sends("5012/QĐ-UBND ngày 12/10/2023").await.taps(&vi("key-approve-campaign")).await;
        tri.taps("🗂").await.taps(&vi("key-add-task")).await.sends("Dịch vụ công trực tuyến").await;
        s.all_read();
        cast
    }

    /// The same, running, with 1a given to Phường 1, due on day 33.
    pub async fn assigned(s: &Story) -> Cast {
        let cast = Cast::approved(s).await;
        let tri = &cast.tri;
        tri.sends("/menu").await.taps(&vi("key-campaigns")).await.taps("60 ngày đêm").await;
        tri.taps(&vi("key-begin-campaign")).await.taps(&vi("key-begin-campaign")).await;
        tri.taps("🗂").await.taps("C1").await.taps(&vi("key-add-subtask")).await;
        tri.sends("Nâng tỷ lệ nộp trực tuyến").await;
        tri.sends("Tỷ lệ hồ sơ nộp trực tuyến ≥ 60 %").await.sends("Cổng DVC").await;
        tri.sends("phuong 1").await.taps("UBND Phường 1").await.taps("▶ Xong").await;
        tri.sends("ngày 33").await.sees("17/11/2023").taps(&vi("key-save-subtask")).await;
        tri.taps(&vi("key-assign-subtask")).await.taps(&vi("key-assign-subtask")).await;
        s.all_read();
        cast
    }
}
