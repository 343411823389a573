//! Lists: of a delegation, by what is shown, page after page.

use super::{MORNING, issued, opens, taken_up};
use crate::support::{story, vi};
use doangiamsat::domain::Locale;

#[tokio::test]
async fn pages_follow_one_another_and_filters_narrow() {
    story(MORNING, async |s| {
        let cast = issued(s).await;
        s.sql(
            "INSERT INTO recommendation (council_id, delegation_id, group_id, unit_id, unit_name, text,
                 product, due_on, number, dated, state, created_by, created_at, changed_at)
             SELECT council_id, delegation_id, group_id, unit_id, unit_name, 'Việc số ' || n, product,
                 '2024-04-01'::date + n, number, dated, 'issued', created_by, created_at, changed_at
             FROM recommendation, generate_series(1, 20) n",
        )
        .await;
        let yen = &cast.yen;
        opens(yen, Locale::Vi).await.taps(&vi("key-recommendations")).await;
        yen.buttons(["Việc số 1", "Việc số 8"]).taps(&vi("key-more")).await;
        yen.buttons(["Việc số 9", "Việc số 16"]).has_no_button("Việc số 8");
        yen.taps(&vi("key-more")).await.buttons(["Việc số 20", "Bố trí cán bộ"]);
        yen.has_no_button(&vi("key-more")).taps(&vi("key-first-page")).await.buttons(["Việc số 1"]);
        yen.taps(&vi("key-shown-done")).await.last_says(&vi("recommendations-none"));
        yen.taps(&vi("key-shown-overdue")).await.buttons(["⏰ 2/4/2024"]);
        yen.taps(&vi("key-shown-drafts")).await.last_says(&vi("recommendations-none"));
        // The unit has its own, most urgent first; nobody else's unit sees any.
        cast.son.sends("/menu").await.buttons(["⏰ Nhận kiến nghị “Việc số 1”"]);
        cast.son.taps(&vi("key-recommendations")).await.buttons(["Việc số 1"]);
        cast.binh.sends("/menu").await.taps(&vi("key-recommendations")).await;
        cast.binh.last_says(&vi("recommendations-none")).has_no_button("Việc số");
        cast.thuy.sends("/menu").await.taps(&vi("key-recommendations")).await;
        cast.thuy.last_says(&vi("recommendations-none")).has_no_button("Việc số");
        s.all_read();
    })
    .await;
}

#[tokio::test]
async fn the_other_group_s_people_follow_their_own_units() {
    story(MORNING, async |s| {
        let cast = taken_up(s).await;
        let (phuoc, anh) = (s.named("Lâm Hữu Phước"), s.named("Huỳnh Ngọc Ánh"));
        for player in [&phuoc, &anh] {
            player.sends("/menu").await.taps(&vi("key-recommendations")).await;
            player.last_says(&vi("recommendations-none")).has_no_button("Bố trí cán bộ");
        }
        // Of a unit that no group supervises, the people of all groups keep track.
        s.sql("UPDATE recommendation SET group_id = NULL").await;
        for player in [&phuoc, &anh, &cast.tuan] {
            player.sends("/menu").await.taps(&vi("key-recommendations")).await;
            player.taps("Bố trí cán bộ").await.last_says(&vi("recommendation-in-progress"));
        }
    })
    .await;
}
