//! Tables that are read in all or not at all.

use super::*;

#[tokio::test]
async fn units_are_imported_all_or_none() {
    let database = database::fresh().await;
    let settings = [("DATABASE_URL", database.url.as_str())];
    let file = format!("{DATA}/tay-ninh-units.csv");
    let import = |file: &str| ["import".to_owned(), "units".to_owned(), file.to_owned()];
    let go = async |file: &str| {
        let args = import(file);
        run(&args.each_ref().map(String::as_str), &settings).await
    };
    assert_refused(&go(&file).await, &["council add"]);
    assert_fine(&run(&["council", "add", "tn", "HĐND tỉnh Tây Ninh"], &settings).await);
    assert_fine(&go(&file).await);
    let stored = count(&database.url, "unit_period").await;
    assert!(stored > 10, "{stored}");
    assert!(go(&file).await.out.starts_with("0 added"));

    let folder = Folder::new("units");
    let bad = folder.file(
        "bad.csv",
        "code;name;kind;parent;valid_from;valid_to;source\n\
         a;A;xa;;2024-01-01;;\n\
         b;;lang;zzz;1/1/2024;1/1/2023;\n\
         c;C;xa;b;tomorrow;;\n",
    );
    let ran = go(&bad).await;
    let said = ["row 3: there is no name", "“lang”", "zzz", "valid_to must", "row 4: valid_from"];
    assert_refused(&ran, &said);
    assert!(!ran.err.contains("row 2") && !ran.err.contains("parent b"), "{ran:?}");

    let other = "code,name,kind,parent,valid_from,valid_to,source\n\
                 tn-new,Xã mới,xa,,2024-01-01,,\n\
                 tn-p1,Phường Một,phuong,,2024-01-01,,\n";
    let ran = go(&folder.file("other.csv", other)).await;
    assert_refused(&ran, &["row 3: tn-p1 is stored"]);
    let ran = go(&folder.file("columns.csv", "code,nom\na,b\n")).await;
    assert_refused(&ran, &["nom is unknown", "name is missing", "valid_to is missing"]);
    assert_eq!(count(&database.url, "unit_period").await, stored);
}

#[tokio::test]
async fn units_come_from_a_workbook_too() {
    let database = database::fresh().await;
    let settings = [("DATABASE_URL", database.url.as_str())];
    assert_fine(&run(&["council", "add", "tn", "HĐND tỉnh Tây Ninh"], &settings).await);
    let go = async |file: &str| run(&["import", "units", file], &settings).await;
    assert_fine(&go(&format!("{DATA}/tay-ninh-units.csv")).await);
    let support = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support");
    let ran = go(&format!("{support}/units.xlsx")).await;
    assert_eq!(ran.out, "3 added, 0 there already\n", "{ran:?}");
    let township = "unit_period p JOIN unit u ON u.id = p.unit_id WHERE u.code = 'tn-tanbien-tt'
                    AND p.during = daterange('2023-01-01', '2025-07-01')";
    assert_eq!(count(&database.url, township).await, 1, "cells that are dates");
    let text = "unit_period p JOIN unit u ON u.id = p.unit_id WHERE u.code = 'tn-2025-tanlap'
                AND p.during = daterange('2025-07-01', NULL)";
    assert_eq!(count(&database.url, text).await, 1, "a cell with a typed date");

    let stored = count(&database.url, "unit_period").await;
    let ran = go(&format!("{support}/units-wrong.xlsx")).await;
    let said = [
        "row 2: valid_to must be after valid_from",
        "row 3: there is no name",
        "row 3: the kind “xã” is unknown; the kinds are so, ",
        "row 4: valid_from “hôm qua” is no date",
    ];
    assert_refused(&ran, &said);
    assert_eq!(count(&database.url, "unit_period").await, stored);
}

#[tokio::test]
async fn successions_are_imported_all_or_none() {
    let database = database::fresh().await;
    let settings = [("DATABASE_URL", database.url.as_str())];
    assert_fine(&run(&["council", "add", "hn", "HĐND thành phố Hà Nội"], &settings).await);
    let go = async |file: &str| run(&["import", "successions", file], &settings).await;
    let good = format!("{DATA}/ha-noi-successions.csv");
    let ran = go(&good).await;
    assert_refused(&ran, &["row 2: “hn-so-tttt” is no unit's code; import the units first"]);
    let units = format!("{DATA}/ha-noi-units.csv");
    assert_fine(&run(&["import", "units", &units], &settings).await);
    assert_fine(&go(&good).await);
    let stored = count(&database.url, "unit_succession").await;
    assert!(stored > 20, "{stored}");
    assert!(go(&good).await.out.starts_with("0 added"), "the same file again");

    let folder = Folder::new("successions");
    let head = "from,to,on_date,kind,share_percent,lead,basis\n";
    let wrong = "hn-caugiay,hn-2025-yenhoa,30/6/2025,split,,,NQ\n\
                 hn-caugiay,,2025-07-01,merge,,,\n\
                 hn-so-yte,hn-so-noivu,2025-03-01,merge,150,maybe,NQ\n\
                 hn-so-yte,hn-so-noivu,hôm qua,nhập,,,NQ\n";
    let ran = go(&folder.file("wrong.csv", &format!("{head}{wrong}"))).await;
    assert_refused(
        &ran,
        &[
            "row 2: hn-caugiay does not end on that day",
            "row 2: hn-2025-yenhoa does not hold on that day",
            "row 3: to is empty",
            "row 3: there is no basis",
            "row 4: lead “maybe”",
            "row 5: on_date “hôm qua” is no date",
            "row 5: the kind “nhập” is unknown; the kinds are merge, split, rename",
        ],
    );
    // Another lead than the one that is stored.
    let lead = "hn-so-tttt,hn-so-xaydung,2025-03-01,merge,,yes,QĐ\n";
    let ran = go(&folder.file("lead.csv", &format!("{head}{lead}"))).await;
    assert_refused(&ran, &["row 2: this succession of hn-so-tttt is stored otherwise"]);
    assert_eq!(count(&database.url, "unit_succession").await, stored);
    assert_eq!(count(&database.url, "audit WHERE action = 'import_successions'").await, 2);
}

#[tokio::test]
async fn people_are_imported_with_a_file_of_links() {
    let database = database::fresh().await;
    let settings = [("DATABASE_URL", database.url.as_str())];
    let folder = Folder::new("people");
    assert_fine(&run(&["council", "add", "tn", "HĐND tỉnh Tây Ninh"], &settings).await);
    let units = format!("{DATA}/tay-ninh-units.csv");
    assert_fine(&run(&["import", "units", &units], &settings).await);
    let links = folder.path("links.csv");
    let go = async |file: &str| {
        let args = ["import", "people", file, "--links", &links, "--username", "council_bot"];
        run(&args, &settings).await
    };
    let bad = folder.file(
        "bad.csv",
        "name,role,scope,phone\nSơn,unit_head,tn-p1,0912345678\n,unit_head,nowhere,12\nMai,member,,0912345679\n",
    );
    let ran = go(&bad).await;
    assert_refused(
        &ran,
        &["row 3: there is no name", "“nowhere”", "“12”", "row 4: the role “member”"],
    );
    assert!(!std::path::Path::new(&links).exists());
    assert_eq!(count(&database.url, "person").await, 0);

    let good = folder.file(
        "good.csv",
        "name,position,role,scope,phone\n\
         Trần Văn Sơn,Chủ tịch UBND Phường 1,unit_head,tn-p1,0912345678\n\
         Nguyễn Thị Thu,,secretariat,,0912345679\n",
    );
    assert_fine(&go(&good).await);
    let written = std::fs::read_to_string(&links).expect("the links");
    assert_eq!(written.lines().count(), 3, "{written}");
    assert_eq!(written.matches("https://t.me/council_bot?start=").count(), 2, "{written}");
    let head = "person p JOIN role_grant g ON g.person_id = p.id JOIN unit u ON u.id = g.unit_id
                WHERE u.code = 'tn-p1' AND p.position = 'Chủ tịch UBND Phường 1' AND p.phone = '+84912345678'";
    assert_eq!(count(&database.url, head).await, 1);
    assert_refused(&go(&good).await, &["there already"]);
    assert_eq!(count(&database.url, "person").await, 2);
}
