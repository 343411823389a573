//! The pictures of the guide (`docs/huong-dan.md`): the demo played in headless Chromium, its main
//! screens kept as a phone shows them. They are kept with the text, so it is run by hand:
//! `cargo test --test pictures -- --ignored`, then look at every one of them.

#[path = "browser/mod.rs"]
mod browser;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use browser::Browser;
use browser::demo::{Demo, Page, data_folder};

const OFFICE: &str = "Lê Thu Hiền";
const HEAD: &str = "Trần Văn Sơn";
const FOCAL: &str = "Nguyễn Thị Mai";
const LEADER: &str = "Đỗ Minh Châu";
const SECRETARY: &str = "Bùi Hải Yến";

#[tokio::test]
#[ignore = "writes docs/images/huong-dan; run it when screens have changed"]
async fn the_guide_s_pictures() -> Result<()> {
    let browser = Browser::start().await?.context("chromium and chromedriver are needed")?;
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images/huong-dan");
    std::fs::create_dir_all(&pictures)?;
    let data = data_folder();
    let guide = Guide { page: Page { browser: &browser, pictures } };
    browser.resize(1280, 800).await?;
    let photo = guide.notice_board(&data).await?;

    let demo = Demo::begin(&data.join("tay-ninh"), "tay-ninh").await?;
    browser.open(&demo.address).await?;
    guide.planning().await?;
    guide.answering(&photo).await?;
    guide.reminding_and_signing().await?;
    guide.on_site().await?;
    guide.minutes().await?;
    demo.stop().await?;

    let demo = Demo::begin(&data.join("ha-noi"), "ha-noi").await?;
    browser.open(&demo.address).await?;
    guide.ha_noi().await?;
    demo.stop().await?;
    browser.quit().await?;
    std::fs::remove_dir_all(&data)?;
    Ok(())
}

struct Guide<'a> {
    page: Page<'a>,
}

impl Guide<'_> {
    async fn planning(&self) -> Result<()> {
        let page = &self.page;
        self.is(OFFICE).await?;
        page.sees("việc đang chờ").await?;
        self.phone("01-viec-cua-toi").await?;
        self.goes(&["Đoàn giám sát", "Cải cách thủ tục"]).await?;
        page.sees("Đơn vị đã phân công").await?;
        self.phone("02-doan-giam-sat").await?;
        page.taps("Lên lịch làm việc (Đoàn số 1)").await?;
        page.sees("với đơn vị nào").await?;
        page.sends("phuong 2").await?;
        page.sees("Kết quả cho").await?;
        self.goes(&["UBND Phường 2", "Chọn ngày giờ"]).await?;
        page.taps("›").await?;
        self.button("Tháng 4/2024").await?;
        self.phone("03-chon-ngay").await?;
        page.sends("2/4 8h30").await?;
        page.sees("kéo dài bao lâu").await?;
        page.sends("90 phút").await?;
        page.sees("Địa điểm").await?;
        page.sends("Hội trường UBND Phường 2").await?;
        page.sees("Giờ trống gần nhất").await?;
        self.phone("04-gio-trong").await?;
        self.starts_at_home(&["Gửi giấy mời: UBND Phường 1"]).await?;
        page.sees("bản nháp, chưa mời").await?;
        page.taps("Gửi giấy mời").await?;
        page.sees("sẽ nhận được lời mời").await?;
        page.taps("Gửi giấy mời").await?;
        page.sees("đã mời, chờ xác nhận").await
    }

    async fn answering(&self, photo: &Path) -> Result<()> {
        let page = &self.page;
        self.is(FOCAL).await?;
        page.sees("Giấy mời làm việc").await?;
        self.phone("05-giay-moi").await?;
        page.taps("Xác nhận dự").await?;
        page.sees("đã xác nhận").await?;
        self.goes(&["Trả lời phiếu", "Bắt đầu trả lời", "Có"]).await?;
        page.sees("1.1a").await?;
        page.sends("QĐ 12/QĐ-UBND 05/01/2022").await?;
        page.sees("1.2 Bao nhiêu").await?;
        self.phone("06-minh-chung").await?;
        page.browser.upload("[data-testid=pick-photo]", photo).await?;
        page.sees("Đã nhận minh chứng").await?;
        page.sends("98%").await?;
        page.sees("Cần cả tử số và mẫu số").await?;
        self.phone("07-ty-le").await?;
        page.sends("118/120").await?;
        page.sees("98,33").await?;
        page.taps("Đầy đủ").await?;
        page.sees("1.3a").await?;
        page.browser.upload("[data-testid=pick-photo]", photo).await?;
        page.sees("Đã nhận ảnh").await?;
        page.taps("Đủ ảnh").await?;
        page.sees("2.1").await?;
        page.sends("kho khan: ung dung cong nghe thong tin trong dieu hanh chua hieu qua").await?;
        page.sees("tương tự").await?;
        self.phone("08-kho-khan").await?;
        page.taps("Gửi, loại").await?;
        page.sees("Đã báo cho văn phòng").await?;
        self.starts_at_home(&["Trả lời phiếu: UBND Phường 1", "Theo mục"]).await?;
        page.sees("Bấm một mục").await?;
        self.phone("09-theo-muc").await?;
        self.starts_at_home(&["Trả lời phiếu: UBND Phường 1", "Trả lời tiếp"]).await?;
        for (answer, next) in
            [("12", "3.2"), ("3.080/8.000", "5.3"), ("9", "8.3"), ("Không mất dữ liệu", "9/9")]
        {
            page.sends(answer).await?;
            page.sees(next).await?;
        }
        page.taps("Nộp cho thủ trưởng").await?;
        page.sees("Nộp phiếu này").await?;
        page.taps("Nộp cho thủ trưởng").await?;
        page.sees("đã nộp, chờ thủ trưởng ký").await
    }

    async fn reminding_and_signing(&self) -> Result<()> {
        let page = &self.page;
        page.waits_until("2024-04-01T01:00").await?;
        self.is(HEAD).await?;
        page.sees("ngày mai đoàn làm việc").await?;
        self.phone("10-nhac-viec").await?;
        self.starts_at_home(&["Ký phiếu"]).await?;
        page.sees("Hạn: thứ Ba").await?;
        page.taps("Xem lại và ký").await?;
        page.sees("không phải chữ ký số").await?;
        self.phone("11-ky-phieu").await?;
        page.taps("Ký xác nhận").await?;
        page.sees("thủ trưởng đã ký").await?;
        page.waits_until("2024-04-02T00:30").await?;
        self.is(OFFICE).await?;
        page.sees("Bản tin sáng").await?;
        self.phone("12-ban-tin-sang").await?;
        self.keeps("13-van-phong-man-hinh-rong").await
    }

    async fn on_site(&self) -> Result<()> {
        let page = &self.page;
        self.is(SECRETARY).await?;
        self.starts_at_home(&["mở buổi làm việc với UBND Phường 1", "Mở buổi làm việc"]).await?;
        page.sees("Phiên làm việc").await?;
        page.sends("Bộ phận một cửa có 3 quầy, giờ cao điểm có khoảng 20 người chờ").await?;
        page.sees("Đã ghi").await?;
        self.goes(&["Điểm danh", "☐ Trần Văn Sơn", "☐ Đỗ Minh Châu", "☐ Bùi Hải Yến"]).await?;
        page.sees("✔ Bùi Hải Yến").await?;
        self.phone("14-diem-danh").await?;
        page.taps("Quay lại").await?;
        page.sees("Có mặt: 3").await?;
        self.phone("15-phien-lam-viec").await?;

        self.starts_at_home(&["Xác minh tại chỗ", "Xác minh câu tiếp theo"]).await?;
        for matched in ["1/5", "2/5", "3/5"] {
            self.goes(&["✔ Khớp"]).await?;
            page.sees(matched).await?;
        }
        self.goes(&["✎ Điều chỉnh"]).await?;
        page.sees("Giá trị thực tế").await?;
        page.sends("2.496/8.000").await?;
        page.sees("Xác minh bằng cách nào").await?;
        page.taps("Kiểm tra mẫu").await?;
        page.sees("vì sao điều chỉnh").await?;
        page.sends("Đối chiếu 100 hồ sơ tại quầy, 31 hồ sơ nộp trực tuyến").await?;
        page.sees("Kiểm tra lại").await?;
        self.phone("16-dieu-chinh").await?;
        page.taps("Lưu kết quả xác minh").await?;
        page.sees("4/5").await?;
        page.taps("✔ Khớp").await?;
        page.sees("5/5").await?;

        self.is(HEAD).await?;
        page.sees("đã điều chỉnh một câu trả lời").await?;
        self.goes(&["Xem kết quả câu này", "Nêu ý kiến khác"]).await?;
        page.sees("Gõ ý kiến khác").await?;
        page.sends("Chưa tính hồ sơ nộp qua VNeID").await?;
        page.sees("Ý kiến khác của đơn vị").await?;
        self.phone("17-y-kien-khac").await
    }

    async fn minutes(&self) -> Result<()> {
        let page = &self.page;
        self.is(SECRETARY).await?;
        self.starts_at_home(&["Đang làm việc: UBND Phường 1", "Kết thúc buổi làm việc"]).await?;
        page.taps("Kết thúc và lập biên bản").await?;
        page.sees("lập biên bản").await?;
        self.starts_at_home(&["Soạn biên bản", "Kết luận của chủ trì"]).await?;
        page.sends("Đề nghị Phường 1 bổ sung một quầy vào giờ cao điểm.").await?;
        page.sees("Đã ghi vào kết luận").await?;
        self.goes(&["Đọc biên bản", "Trình ký"]).await?;
        page.sees("Trình ký biên bản?").await?;
        page.taps("Đóng băng và trình ký").await?;
        page.sees("0/3 chữ ký").await?;
        self.is(HEAD).await?;
        page.sees("chờ bạn ký").await?;
        self.goes(&["Đọc và ký biên bản", "Ký biên bản"]).await?;
        page.sees("Ký biên bản này?").await?;
        self.phone("18-ky-bien-ban").await?;
        self.is(LEADER).await?;
        self.starts_at_home(&[]).await?;
        self.phone("19-truong-doan").await
    }

    async fn ha_noi(&self) -> Result<()> {
        let page = &self.page;
        self.is("Ngô Bích Thủy").await?;
        page.sees("việc đang chờ").await?;
        self.goes(&["Đoàn giám sát", "CCHC", "✏️ Sửa", "Thời gian làm việc"]).await?;
        page.sends("15/5 - 31/5/2023").await?;
        page.sees("đến 31/5/2023").await?;
        self.settles().await;
        self.starts_at_home(&["Đoàn giám sát", "CCHC", "Các mốc"]).await?;
        page.sees("Thời gian giám sát").await?;
        self.phone("20-cac-moc").await
    }

    async fn is(&self, name: &str) -> Result<()> {
        self.page.browser.click_text("#people-list .person-name", name).await?;
        self.page.browser.wait_text("[data-testid=chat-sub]", name).await
    }

    /// One after the other; what a tap brings has come before the next.
    async fn goes(&self, labels: &[&str]) -> Result<()> {
        for label in labels {
            self.page.taps(label).await?;
            self.settles().await;
        }
        Ok(())
    }

    /// From a home screen of its own, so that no button of an older message is meant.
    async fn starts_at_home(&self, labels: &[&str]) -> Result<()> {
        let messages = self.page.browser.count("[data-testid=message]").await?;
        self.page.sends("/menu").await?;
        while self.page.browser.count("[data-testid=message]").await? < messages + 2 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.goes(labels).await
    }

    async fn button(&self, label: &str) -> Result<()> {
        self.page.browser.wait_text("[data-testid=inline-button]", label).await
    }

    async fn phone(&self, name: &str) -> Result<()> {
        self.page.browser.resize(390, 844).await?;
        self.keeps(name).await?;
        self.page.browser.resize(1280, 800).await
    }

    /// Edits and unread counts come a moment after what they belong to.
    async fn settles(&self) {
        tokio::time::sleep(Duration::from_millis(600)).await;
    }

    async fn keeps(&self, name: &str) -> Result<()> {
        self.settles().await;
        // A gradient makes a picture three times as large.
        self.page.browser.paint(".chat", "#c3d8c6").await?;
        self.page.picture(name).await
    }

    /// A photo to send: a notice board, drawn.
    async fn notice_board(&self, data: &Path) -> Result<PathBuf> {
        const BOARD: &str = "data:text/html;charset=utf-8,<body style='margin:0;background:%23365;\
            font:24px sans-serif;color:%23fff;text-align:center'><p style='padding-top:40px'>NIÊM \
            YẾT THỦ TỤC HÀNH CHÍNH</p><p>UBND PHƯỜNG 1 (ảnh minh họa)</p>";
        std::fs::create_dir_all(data)?;
        let photo = data.join("niem-yet.png");
        self.page.browser.resize(480, 240).await?;
        self.page.browser.open(BOARD).await?;
        self.page.browser.screenshot(&photo).await?;
        self.page.browser.resize(1280, 800).await?;
        Ok(photo)
    }
}
