//! The product on paper, at the width of a phone: every screen and every notice, drawer by drawer.
//!
//! What is shown are the files that `tests/paper` writes and compares. Nothing runs behind the page:
//! no script, no chat, no database.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::Query;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::domain::Locale;

macro_rules! drawers {
    ($($code:literal: $vi:literal, $en:literal;)*) => {
        /// As the files are called, with the names to choose by.
        const DRAWERS: &[Drawer] = &[$(Drawer {
            code: $code,
            names: [$vi, $en],
            pages: [
                include_str!(concat!("../../../tests/paper/snapshots/", $code, ".vi.snap")),
                include_str!(concat!("../../../tests/paper/snapshots/", $code, ".en.snap")),
            ],
        }),*];
    };
}

drawers! {
    "home": "Việc của tôi", "My work";
    "people": "Người", "People";
    "units": "Đơn vị", "Units";
    "delegations": "Đoàn giám sát", "Delegations";
    "checklists": "Phiếu", "Checklists";
    "visits": "Buổi làm việc", "Visits";
    "answers": "Trả lời, xác minh", "Answers";
    "minutes": "Biên bản", "Minutes";
    "difficulties": "Khó khăn", "Difficulties";
    "recommendations": "Kiến nghị", "Recommendations";
    "campaigns": "Chiến dịch", "Campaigns";
    "reminders": "Nhắc việc", "Reminders";
    "digests": "Bản tin", "Digests";
}

struct Drawer {
    code: &'static str,
    /// In Vietnamese and in English, like the pages.
    names: [&'static str; 2],
    pages: [&'static str; 2],
}

/// Which page: without a name the first drawer, in Vietnamese.
#[derive(serde::Deserialize)]
struct Chosen {
    #[serde(default)]
    drawer: String,
    #[serde(default)]
    lang: String,
}

/// `/gallery`, to be served beside the demo's chats.
pub fn router() -> Router {
    const STYLE: &str = include_str!("style.css");
    let style = async || ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE);
    Router::new().route("/gallery", get(page)).route("/gallery/style.css", get(style))
}

async fn page(Query(chosen): Query<Chosen>) -> impl IntoResponse {
    let locale = Locale::from_code(&chosen.lang);
    let drawer = DRAWERS.iter().find(|it| it.code == chosen.drawer).unwrap_or(&DRAWERS[0]);
    let policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    (headers, html(drawer, locale))
}

fn html(drawer: &Drawer, locale: Locale) -> String {
    let (at, lang) = (usize::from(locale == Locale::En), locale.code());
    let name = drawer.names[at];
    let mut html = format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>doangiamsat · {name}</title><link rel=\"stylesheet\" href=\"/gallery/style.css\">\
         </head><body><header><p class=\"note\">{}</p><nav>",
        super::seed::NOTE
    );
    let mut link = |code: &str, lang: &str, label: &str, here: bool| {
        let here = if here { " aria-current=\"page\"" } else { "" };
        let _ =
            write!(html, "<a href=\"/gallery?drawer={code}&amp;lang={lang}\"{here}>{label}</a>");
    };
    for one in DRAWERS {
        link(one.code, lang, one.names[at], one.code == drawer.code);
    }
    link(drawer.code, "vi", "Tiếng Việt", locale == Locale::Vi);
    link(drawer.code, "en", "English", locale == Locale::En);
    let _ = write!(html, "</nav><h1>{name}</h1></header><main>");
    for entry in drawer.pages[at].split("\n## ").skip(1) {
        card(entry, &mut html);
    }
    html.push_str("</main></body></html>\n");
    html
}

/// One screen or notice: where it stands, who reads it, a bubble, its keys.
fn card(entry: &str, html: &mut String) {
    let (head, body) = entry.split_once('\n').unwrap_or((entry, ""));
    let mut parts = head.split(" · ");
    let [place, reader, said] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let (kind, place) = match place.strip_prefix("notice ") {
        Some(code) => ("notice", code),
        None => ("screen", place),
    };
    let _ = write!(
        html,
        "<article class=\"{kind}\"><h2><b>{}</b> <code>{} {}</code></h2>",
        escaped(reader),
        escaped(place),
        escaped(said)
    );
    let body = body.trim();
    // The keys are the last paragraph, each row a line.
    let (text, keys) = match body.rsplit_once("\n\n") {
        Some((text, keys)) if keys.starts_with("[ ") => (text, keys),
        _ => (body, ""),
    };
    let _ = write!(html, "<p>{}</p>", marked(text));
    for row in keys.lines() {
        html.push_str("<div>");
        let row = row.trim_start_matches("[ ").trim_end_matches(" ]");
        for key in row.split(" ] [ ") {
            let _ = write!(html, "<span>{}</span>", escaped(key));
        }
        html.push_str("</div>");
    }
    html.push_str("</article>");
}

/// `*bold*`, inside a line.
fn marked(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = escaped(line);
        let parts: Vec<&str> = line.split('*').collect();
        if parts.len().is_multiple_of(2) {
            return line; // an asterisk of its own
        }
        let marked = parts.iter().enumerate().map(|(at, part)| {
            if at % 2 == 1 { format!("<b>{part}</b>") } else { (*part).to_owned() }
        });
        marked.collect()
    });
    lines.collect::<Vec<String>>().join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_has_its_reader_its_words_and_its_keys() {
        let mut html = String::new();
        card("notice x · Thư ký · y\n\n*A* & <b>\n\n[ Có ] [ Không ]\n[ ◀ ]\n", &mut html);
        assert_eq!(
            html,
            "<article class=\"notice\"><h2><b>Thư ký</b> <code>x y</code></h2>\
             <p><b>A</b> &amp; &lt;b&gt;</p><div><span>Có</span><span>Không</span></div>\
             <div><span>◀</span></div></article>"
        );
    }

    #[test]
    fn every_drawer_has_cards_in_both_languages() {
        for drawer in DRAWERS {
            for locale in Locale::ALL {
                assert!(html(drawer, locale).contains("<article"), "{}", drawer.code);
            }
        }
    }
}
