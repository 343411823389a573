//! A sheet of SVG to draw on, and the picture that comes of it.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use resvg::{tiny_skia, usvg};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use super::ReportError;

static REGULAR: &[u8] = include_bytes!("font/BeVietnamPro-Regular.ttf");
static BOLD: &[u8] = include_bytes!("font/BeVietnamPro-Bold.ttf");

/// No font of the machine is ever used: a picture is the same everywhere.
static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    Arc::new(fonts)
});

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    Regular,
    Bold,
}

/// Where a text stands on its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub size: f32,
    pub weight: Weight,
    pub colour: &'static str,
    pub anchor: Anchor,
}

impl Style {
    pub const fn new(size: f32, weight: Weight, colour: &'static str) -> Style {
        Style { size, weight, colour, anchor: Anchor::Start }
    }

    pub const fn at(self, anchor: Anchor) -> Style {
        Style { anchor, ..self }
    }

    fn font(self) -> Option<FontRef<'static>> {
        FontRef::new(match self.weight {
            Weight::Regular => REGULAR,
            Weight::Bold => BOLD,
        })
        .ok()
    }

    /// Pixels that a text takes; letters that the font lacks take none.
    pub fn width(self, text: &str) -> f32 {
        let Some(font) = self.font() else { return 0.0 };
        let (letters, widths) =
            (font.charmap(), font.glyph_metrics(Size::new(self.size), LocationRef::default()));
        let width = |letter| widths.advance_width(letters.map(letter)?);
        text.chars().filter_map(width).sum()
    }

    /// What the font can show of a text.
    pub fn shown(self, text: &str) -> String {
        let Some(font) = self.font() else { return String::new() };
        let letters = font.charmap();
        text.chars().filter(|letter| letters.map(*letter).is_some()).collect()
    }

    /// A text on one line of at most `width` pixels.
    pub fn fit(self, text: &str, width: f32) -> String {
        let text = self.shown(text);
        if self.width(&text) <= width {
            return text;
        }
        let mut kept: String = text;
        while !kept.is_empty() && self.width(&format!("{kept}…")) > width {
            kept.pop();
        }
        format!("{}…", kept.trim_end())
    }

    /// A text on at most `lines` lines of at most `width` pixels, broken between words.
    pub fn wrap(self, text: &str, width: f32, lines: usize) -> Vec<String> {
        let text = self.shown(text);
        let mut wrapped: Vec<String> = vec![];
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            let is_last = wrapped.len() >= lines;
            match wrapped.last_mut().map(|line| (format!("{line} {word}"), line)) {
                Some((longer, line)) if self.width(&longer) <= width => *line = longer,
                Some((longer, line)) if is_last => {
                    let rest: Vec<&str> = words.by_ref().collect();
                    *line = self.fit(&format!("{longer} {}", rest.join(" ")), width);
                }
                _ => wrapped.push(self.fit(word, width)),
            }
        }
        wrapped
    }
}

/// A sheet that grows as it is drawn on.
pub struct Sheet {
    width: f32,
    height: f32,
    body: String,
}

impl Sheet {
    pub fn new(width: f32, height: f32) -> Sheet {
        Sheet { width, height, body: String::new() }
    }

    pub fn rect(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), fill: &str) {
        let (width, height) = (width.max(0.0), height.max(0.0));
        // Writing to a String cannot fail.
        let _ = write!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="{fill}"/>"#
        );
    }

    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), (colour, width): (&str, f32)) {
        let _ = write!(
            self.body,
            r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" stroke="{colour}" stroke-width="{width}"/>"#,
            from.0, from.1, to.0, to.1
        );
    }

    /// A line through points; `dashed` tells two lines apart where colours do not.
    pub fn path(&mut self, points: &[(f32, f32)], (colour, width): (&str, f32), dashed: bool) {
        let dash = if dashed { r#" stroke-dasharray="12 8""# } else { "" };
        let _ = write!(
            self.body,
            r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dash}/>"#,
            joined(points)
        );
    }

    pub fn area(&mut self, points: &[(f32, f32)], fill: &str) {
        let _ = write!(self.body, r#"<polygon points="{}" fill="{fill}"/>"#, joined(points));
    }

    pub fn text(&mut self, (x, y): (f32, f32), text: &str, style: Style) {
        let anchor = match style.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = match style.weight {
            Weight::Regular => 400,
            Weight::Bold => 700,
        };
        let _ = write!(
            self.body,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{}" font-weight="{weight}" fill="{}" text-anchor="{anchor}">{}</text>"#,
            style.size,
            style.colour,
            crate::text::escape_html(&style.shown(text))
        );
    }

    /// The sheet as a PNG.
    pub fn png(self) -> Result<Vec<u8>, ReportError> {
        let (width, height) = (self.width.ceil(), self.height.ceil());
        let svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="Be Vietnam Pro"><rect width="100%" height="100%" fill="#ffffff"/>{}</svg>"##,
            self.body
        );
        let options = usvg::Options { fontdb: FONTS.clone(), ..usvg::Options::default() };
        let wrong = |error: String| ReportError::Picture(error);
        let tree = usvg::Tree::from_str(&svg, &options).map_err(|it| wrong(it.to_string()))?;
        let mut pixels = tiny_skia::Pixmap::new(width as u32, height as u32)
            .ok_or_else(|| wrong(format!("{width} × {height}")))?;
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
        pixels.encode_png().map_err(|it| wrong(it.to_string()))
    }
}

fn joined(points: &[(f32, f32)]) -> String {
    points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Style = Style::new(24.0, Weight::Regular, "#000000");

    /// Every letter of Vietnamese with every tone, digits and the marks that we write.
    #[test]
    fn both_fonts_have_every_vietnamese_letter() {
        let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        let mut letters: String = "bcdđghklmnpqrstvxfjwz0123456789 .,:;/%()–—·…“”‘’≥≤×-+&!?".into();
        for vowel in vowels {
            for tone in tones {
                letters.push_str(&crate::text::normalise(&format!("{vowel}{tone}")));
            }
        }
        let all = format!("{letters}{}", letters.to_uppercase());
        for weight in [Weight::Regular, Weight::Bold] {
            let style = Style { weight, ..PLAIN };
            assert_eq!(style.shown(&all), all, "{weight:?}");
            assert!(all.chars().all(|letter| style.width(&letter.to_string()) > 0.0));
        }
        assert_eq!(all.chars().filter(|letter| "ẶặỮữỢợĐđ".contains(*letter)).count(), 8);
    }

    /// A letter that is drawn leaves ink; one that the font lacks is not drawn as a box.
    #[test]
    fn text_leaves_ink_where_the_font_has_it() {
        let ink = |text: &str| {
            let mut sheet = Sheet::new(200.0, 60.0);
            sheet.text((10.0, 40.0), text, PLAIN);
            let png = sheet.png().unwrap();
            let pixels = tiny_skia::Pixmap::decode_png(&png).unwrap();
            pixels.pixels().iter().filter(|pixel| pixel.red() < 200).count()
        };
        assert!(ink("ữ") > ink("u") && ink("u") > 20, "{} {}", ink("ữ"), ink("u"));
        assert_eq!(ink("漢🎉"), 0);
        assert_eq!(ink("漢u🎉"), ink("u"));
    }

    #[test]
    fn long_names_are_cut_or_wrapped_to_their_room() {
        let name = "Văn phòng Đăng ký đất đai và Phát triển quỹ đất huyện Thạch Thất";
        let cut = PLAIN.fit(name, 300.0);
        assert!(cut.ends_with('…') && PLAIN.width(&cut) <= 300.0, "{cut}");
        assert_eq!(PLAIN.fit("Sở Y tế", 300.0), "Sở Y tế");
        let lines = PLAIN.wrap(name, 300.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| PLAIN.width(line) <= 300.0), "{lines:?}");
        assert!(lines[1].ends_with('…'), "{lines:?}");
        let whole = PLAIN.wrap(name, 300.0, 9).join(" ");
        assert_eq!(whole, name);
        let one = PLAIN.wrap(&"x".repeat(400), 300.0, 2);
        assert!(one.len() == 1 && PLAIN.width(&one[0]) <= 300.0);
        assert!(PLAIN.wrap("", 300.0, 2).is_empty());
    }
}
