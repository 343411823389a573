//! The HTML parse mode: entities and error messages.

use crate::sandbox::html::parse;

fn kinds(source: &str) -> Vec<(String, usize, usize)> {
    let parsed = parse(source).expect("parses");
    parsed.entities.into_iter().map(|e| (e.kind, e.offset, e.length)).collect()
}

#[test]
fn entities_count_utf16_units() {
    assert_eq!(
        kinds("😀<b>Đoàn <i>số 1</i></b>"),
        [("italic".to_owned(), 7, 4), ("bold".to_owned(), 2, 9),]
    );
    assert_eq!(
        parse("a &lt;b&gt; &amp; &nbsp; &#273;&#x111;").expect("parses").text,
        "a <b> & &nbsp; đđ"
    );
}

#[test]
fn pre_and_code_join() {
    let parsed = parse("<pre><code class=\"language-rust\">let</code></pre>").expect("parses");
    assert_eq!(parsed.entities.len(), 1);
    assert_eq!(parsed.entities[0].language.as_deref(), Some("rust"));
    assert_eq!(parsed.entities[0].kind, "pre");
    assert_eq!(kinds("<blockquote expandable>x</blockquote>")[0].0, "expandable_blockquote");
    assert_eq!(kinds("<a href=\"tg://user?id=5\">x</a>")[0].0, "text_mention");
    assert_eq!(kinds("<a href='javascript:alert(1)'>x</a>"), []);
    assert_eq!(kinds("<a href='https://a.vn/?a=1&amp;b=2'>x</a>")[0].0, "text_link");
}

#[test]
fn errors_name_the_byte() {
    for (source, error) in [
        ("đ <x>", "Unsupported start tag \"x\" at byte offset 3"),
        ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
        (
            "<b><i>x</b></i>",
            "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
        ),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("1 < 2", "Unsupported start tag \"\" at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href=\"x", "Unclosed start tag at byte offset 0"),
        ("<a href", "Unclosed start tag \"a\" at byte offset 0"),
        ("<a href=đ>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a =x>", "Empty attribute name in the tag \"a\" at byte offset 0"),
    ] {
        assert_eq!(parse(source).expect_err(source), error, "{source}");
    }
}

#[test]
fn no_text_makes_it_panic() {
    const PIECES: [&str; 16] = [
        "<", ">", "/", "&", "lt;", "#x1F600;", "\"", "'", "=", " ", "a", "b", "href", "pre", "\0",
        "đ😀",
    ];
    let mut seed: u32 = 7;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(PIECES[(seed >> 24) as usize % PIECES.len()]);
        }
        if let Ok(parsed) = parse(&text) {
            let done = parsed.finish();
            let length = done.text.encode_utf16().count();
            assert!(done.entities.iter().all(|e| e.offset + e.length <= length), "{text}");
        }
    }
}
