//! The demo as a newcomer meets it: the real program, its page in headless Chromium, the thin
//! mission played by hand. Pictures go to `target/page/`; look at them.

#[path = "browser/mod.rs"]
mod browser;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use browser::Browser;
use browser::demo::{Demo, Page, data_folder};

/// Accounts and names of the demo's people (`demo::seed`).
const OFFICE: (i64, &str) = (1_000_001, "Lê Thu Hiền");
const HEAD: (i64, &str) = (1_000_002, "Trần Văn Sơn");
const FOCAL: (i64, &str) = (1_000_003, "Nguyễn Thị Mai");

#[tokio::test]
async fn a_newcomer_plays_the_mission_on_the_page() -> Result<()> {
    let browser = Browser::start().await?.context(
        "this test needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)",
    )?;
    let pictures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/page");
    std::fs::create_dir_all(&pictures)?;
    let data = data_folder();
    let demo = Demo::start(&data, true).await?;
    let page = Page { browser: &browser, pictures: pictures.clone() };
    browser.resize(1280, 800).await?;
    browser.open(&demo.address).await?;

    page.play(OFFICE).await?;
    page.sees("Việc của tôi").await?;
    page.picture("1-office-home").await?;
    page.taps("Gửi giấy mời: UBND Phường 1").await?;
    page.sees("bản nháp, chưa mời").await?;
    page.taps("Gửi giấy mời").await?;
    page.sees("Thủ trưởng và đầu mối").await?;
    page.taps("Gửi giấy mời").await?;
    page.sees("đã mời, chờ xác nhận").await?;
    page.picture("2-invited").await?;

    page.play(FOCAL).await?;
    page.sees("Giấy mời làm việc").await?;
    page.taps("Xác nhận dự").await?;
    page.sees("đã xác nhận").await?;
    page.taps("Trả lời phiếu").await?;
    page.sees("0/8").await?;
    page.taps("Bắt đầu trả lời").await?;
    page.sees("1.1").await?;
    page.picture("3-question").await?;
    page.taps("Có").await?;
    page.sees("1.1a").await?;
    page.sends("QĐ 12/QĐ-UBND 05/01/2022").await?;
    page.sees("1.2 Bao nhiêu").await?;
    let decision = page.pictures.join("1-office-home.png");
    browser.upload("[data-testid=pick-photo]", &decision).await?;
    page.sees("Đã nhận minh chứng").await?;
    page.sends("100%").await?;
    page.sees("Cần cả tử số và mẫu số").await?;
    page.sends("118/120").await?;
    page.sees("98,33").await?;
    page.picture("4-ratio").await?;
    page.taps("Đầy đủ").await?;
    page.sees("1.3a").await?;
    let photo = pictures.join("1-office-home.png");
    browser.upload("[data-testid=pick-photo]", &photo).await?;
    page.sees("Đã nhận ảnh").await?;
    page.taps("Đủ ảnh").await?;
    page.sees("2.1").await?;
    page.sends("kho khan: xa chua co can bo chuyen trach cntt").await?;
    page.sees("xem lại rồi gửi").await?;
    page.taps("Nhân lực").await?;
    page.sees("Loại: Nhân lực").await?;
    page.picture("5-difficulty").await?;

    // Killed in the middle, and started again: the chat and the answers are there.
    let address = demo.address.clone();
    demo.kill9().await?;
    let demo = Demo::start(&data, false).await?;
    assert_ne!(address, "", "the first run had an address");
    browser.open(&demo.address).await?;
    page.play(FOCAL).await?;
    // The sandbox keeps its chats a moment later than the bot its database: the newest edit may be
    // gone from the chat, as on a phone that has not caught up. What was said is there.
    page.comes_home().await?;
    page.taps("Khó khăn, vướng mắc").await?;
    page.sees("mới nhất trước").await?;
    page.taps("xa chua co can bo").await?;
    page.sees("Loại: Nhân lực").await?;
    page.comes_home().await?;
    page.taps("Trả lời phiếu: UBND Phường 1").await?;
    page.sees("5/9").await?;
    page.taps("Trả lời tiếp").await?;
    page.sees("2.1").await?;
    page.sends("12").await?;
    page.sees("3.2").await?;
    page.sends("3.080/8.000").await?;
    page.sees("5.3").await?;
    page.sends("9").await?;
    page.sees("8.3").await?;
    page.sends("Không").await?;
    page.sees("9/9").await?;
    page.taps("Nộp cho thủ trưởng").await?;
    page.sees("Nộp phiếu này").await?;
    page.taps("Nộp cho thủ trưởng").await?;
    page.sees("đã nộp, chờ thủ trưởng ký").await?;

    // The day before the visit the clock reaches the reminder.
    page.waits_until("2024-04-01T01:00").await?;
    page.play(HEAD).await?;
    page.sees("ngày mai đoàn làm việc").await?;
    page.picture("6-reminder").await?;
    page.taps("UBND Phường 1").await?;
    page.sees("Hạn: thứ Ba").await?;
    page.taps("Xem lại và ký").await?;
    page.sees("không phải chữ ký số").await?;
    page.picture("7-sign").await?;
    page.taps("Ký xác nhận").await?;
    page.sees("thủ trưởng đã ký").await?;

    page.play(OFFICE).await?;
    page.sees("đã ký phiếu").await?;
    page.picture("8-office-signed").await?;
    browser.resize(390, 844).await?;
    page.picture("9-phone").await?;
    browser.quit().await?;
    demo.stop().await?;
    std::fs::remove_dir_all(&data)?;
    Ok(())
}
