//! Words in a language: a [`Screen`] and its reader's locale become a message.
//!
//! The `.ftl` files of `locales/` are part of the binary. Numbers and dates are formatted by `text`
//! and passed in, because Fluent's own formatting knows neither Vietnamese habits nor our zone;
//! isolation marks around arguments are off, because Telegram shows them in copies.

mod locales;

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::conversation::{Arg, Msg, Screen};
use crate::domain::Locale;
use crate::text;
use crate::text::Style;

pub use locales::RESOURCES;

/// Every language, ready to speak.
#[derive(Clone)]
pub struct Words {
    vi: Arc<FluentBundle<FluentResource>>,
    en: Arc<FluentBundle<FluentResource>>,
    bot_username: Arc<str>,
}

/// The locale files are broken: a matter of the build, found by the first test.
#[derive(Debug, thiserror::Error)]
#[error("locales/{locale}: {problem}")]
pub struct LocaleError {
    locale: &'static str,
    problem: String,
}

impl Words {
    /// `bot_username` is what links into the private chat are made with, without the `@`.
    pub fn load(bot_username: &str) -> Result<Words, LocaleError> {
        Ok(Words {
            vi: Arc::new(bundle(Locale::Vi)?),
            en: Arc::new(bundle(Locale::En)?),
            bot_username: bot_username.into(),
        })
    }

    /// A link that opens the private chat and sends `/start payload`.
    pub fn link(&self, payload: &str) -> String {
        format!("https://t.me/{}?start={payload}", self.bot_username)
    }

    /// A link that lets its user pass such a link on.
    pub fn share_link(&self, payload: &str) -> String {
        let link = self.link(payload);
        let mut share = url::Url::parse("https://t.me/share/url").expect("a fixed address");
        share.query_pairs_mut().append_pair("url", &link);
        share.into()
    }

    fn bundle(&self, locale: Locale) -> &FluentBundle<FluentResource> {
        match locale {
            Locale::Vi => &self.vi,
            Locale::En => &self.en,
        }
    }

    /// As HTML: arguments that people typed are escaped.
    pub fn html(&self, msg: &Msg, locale: Locale) -> String {
        self.say(msg, locale, true)
    }

    /// For labels and pop-ups, which know no markup.
    pub fn plain(&self, msg: &Msg, locale: Locale) -> String {
        self.say(msg, locale, false)
    }

    fn say(&self, msg: &Msg, locale: Locale, html: bool) -> String {
        let bundle = self.bundle(locale);
        let mut args = FluentArgs::new();
        for (name, arg) in &msg.args {
            args.set(*name, self.value(arg, locale, html));
        }
        let Some(pattern) = bundle.get_message(msg.key).and_then(|message| message.value()) else {
            // The locale test makes this unreachable; a person sees the key rather than nothing.
            tracing::error!(key = msg.key, "a message is missing from the locale files");
            return msg.key.to_owned();
        };
        let mut errors = vec![];
        let said = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key = msg.key, ?errors, "a message could not be formatted in full");
        }
        said
    }

    fn value(&self, arg: &Arg, locale: Locale, html: bool) -> FluentValue<'static> {
        let style = style(locale);
        let said = match arg {
            // A number stays one, so that plurals can be chosen by it.
            Arg::Int(number) => return FluentValue::from(*number),
            // Names from files and profiles too come out without marks that turn the line around.
            Arg::Text(typed) if html => text::escape_html(&text::normalise(typed)),
            Arg::Text(typed) => text::normalise(typed),
            Arg::Ratio(numerator, denominator) => {
                match text::Ratio::new(*numerator, *denominator) {
                    Ok(ratio) => text::format_percent(ratio.percent(), style),
                    Err(_) => format!("{numerator}/{denominator}"),
                }
            }
            Arg::Decimal(canonical) => match canonical.parse() {
                Ok(decimal) => text::format_decimal(decimal, style),
                Err(_) => canonical.clone(),
            },
            Arg::Date(date) => text::format_date(*date, style),
            Arg::Time(at) => text::format_time(at.time(), style),
            Arg::Moment(at) => {
                let moment = crate::msg!(
                    "moment",
                    time = Arg::Time(*at),
                    weekday = crate::conversation::weekday(at.date()),
                    date = at.date(),
                );
                self.say(&moment, locale, html)
            }
            Arg::Near(at) => {
                let moment = crate::msg!(
                    "moment",
                    time = Arg::Time(*at),
                    weekday = crate::conversation::weekday(at.date()),
                    date = at.format("%-d/%-m").to_string(),
                );
                self.say(&moment, locale, html)
            }
            Arg::Link(payload) => self.link(payload),
            Arg::Msg(inner) => self.say(inner, locale, html),
            Arg::List(list) => {
                list.iter().map(|it| self.say(it, locale, html)).collect::<Vec<_>>().join(", ")
            }
        };
        FluentValue::from(said)
    }

    /// The body of a screen: notes first, then its paragraphs, cut to `limit` UTF-16 units as
    /// Telegram counts them.
    pub fn body(&self, notes: &[Msg], screen: &Screen, locale: Locale, limit: usize) -> String {
        let notes = notes.iter().map(|note| self.html(note, locale));
        let paragraphs = screen.body.iter().map(|lines| {
            lines.iter().map(|line| self.html(line, locale)).collect::<Vec<_>>().join("\n")
        });
        let whole = notes.chain(paragraphs).collect::<Vec<_>>().join("\n\n");
        if text::visible_len_utf16(&whole) <= limit {
            return whole;
        }
        let mut pieces = text::split_html(&whole, limit - 2);
        let first = pieces.swap_remove(0);
        format!("{first} …")
    }
}

fn style(locale: Locale) -> Style {
    match locale {
        Locale::Vi => Style::Vietnamese,
        Locale::En => Style::English,
    }
}

fn bundle(locale: Locale) -> Result<FluentBundle<FluentResource>, LocaleError> {
    let broken = |problem: String| LocaleError { locale: locale.code(), problem };
    let language = locale.code().parse().map_err(|_| broken("not a language".to_owned()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match locale {
        Locale::Vi => |value, _| number(value, Style::Vietnamese),
        Locale::En => |value, _| number(value, Style::English),
    }));
    for (name, source) in RESOURCES.iter().filter(|r| r.0 == locale).map(|r| (r.1, r.2)) {
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| broken(format!("{name}: {errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| broken(format!("{name}: {errors:?}")))?;
    }
    Ok(bundle)
}

/// Whole numbers with the language's grouping.
fn number(value: &FluentValue, style: Style) -> Option<String> {
    match value {
        // Counts: far below 2^53, where an f64 is exact.
        FluentValue::Number(number) => Some(text::format_integer(number.value as i64, style)),
        _ => None,
    }
}
