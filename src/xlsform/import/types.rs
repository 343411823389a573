//! The `type` column: a little language of its own, with twenty years of aliases.

use crate::xlsform::form::{Kind, Meta, Range, Select, Source};

/// What a type says.
#[derive(Debug, Clone, PartialEq)]
pub enum RowType {
    Begin {
        kind: Control,
        list: Option<String>,
    },
    End(Control),
    Select {
        command: Command,
        list: String,
        or_other: bool,
    },
    Plain(Kind),
    /// A question of a fixed range that comes with its own constraint.
    Bounded(Kind, &'static str),
    /// A setting written in the survey sheet.
    Setting(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    Group,
    Repeat,
    Loop,
}

impl Control {
    pub fn name(self) -> &'static str {
        match self {
            Control::Group => "group",
            Control::Repeat => "repeat",
            Control::Loop => "loop",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    One,
    Multiple,
    Rank,
    OneExternal,
    OneFile,
    MultipleFile,
}

impl Command {
    pub fn kind(self, source: Source) -> Kind {
        let select = Select { source, filter: None };
        match self {
            Command::One | Command::OneExternal | Command::OneFile => Kind::SelectOne(select),
            Command::Multiple | Command::MultipleFile => Kind::SelectMultiple(select),
            Command::Rank => Kind::Rank(select),
        }
    }

    pub fn is_file(self) -> bool {
        matches!(self, Command::OneFile | Command::MultipleFile)
    }
}

/// Longer commands before those that they begin with.
const COMMANDS: &[(&str, Command)] = &[
    ("add select one prompt using", Command::One),
    ("add select multiple prompt using", Command::Multiple),
    ("select all that apply from", Command::Multiple),
    ("select all that apply", Command::Multiple),
    ("select_one_from_file", Command::OneFile),
    ("select_multiple_from_file", Command::MultipleFile),
    ("select one from file", Command::OneFile),
    ("select multiple from file", Command::MultipleFile),
    ("select_one_external", Command::OneExternal),
    ("select one from", Command::One),
    ("select_multiple", Command::Multiple),
    ("select_one", Command::One),
    ("select one", Command::One),
    ("select1", Command::One),
    ("rank", Command::Rank),
];

/// Reads a type; `None` if there is no such type. Case matters, as everywhere that reads the
/// standard.
pub fn row_type(text: &str) -> Option<RowType> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if let Some(control) = control(&text) {
        return Some(control);
    }
    for (command, kind) in COMMANDS {
        if let Some(list) = text.strip_prefix(command).and_then(|rest| rest.strip_prefix(' ')) {
            return select(*kind, list);
        }
    }
    if let Some(list) = text.strip_prefix("osm ") {
        return Some(RowType::Plain(Kind::Osm(Some(list.to_owned()))));
    }
    plain(&text)
}

fn control(text: &str) -> Option<RowType> {
    let (begins, rest) = if let Some(rest) = text.strip_prefix("begin") {
        (true, rest)
    } else {
        (false, text.strip_prefix("end")?)
    };
    let rest = rest.strip_prefix([' ', '_'])?;
    let kinds = [
        ("looped group", Control::Repeat),
        ("lgroup", Control::Repeat),
        ("group", Control::Group),
        ("repeat", Control::Repeat),
        ("loop", Control::Loop),
    ];
    for (word, kind) in kinds {
        let Some(tail) = rest.strip_prefix(word) else { continue };
        if tail.is_empty() {
            return Some(if begins {
                RowType::Begin { kind, list: None }
            } else {
                RowType::End(kind)
            });
        }
        let list = tail.strip_prefix(' ')?;
        let list = list.strip_prefix("over ").unwrap_or(list);
        if begins && !list.contains(' ') {
            return Some(RowType::Begin { kind, list: Some(list.to_owned()) });
        }
    }
    None
}

fn select(command: Command, rest: &str) -> Option<RowType> {
    let (list, tail) = rest.split_once(' ').unwrap_or((rest, ""));
    let or_other = match tail {
        "" => false,
        "or_other" | "or other" | "or specify other" => true,
        _ => return None,
    };
    Some(RowType::Select { command, list: list.to_owned(), or_other })
}

fn plain(text: &str) -> Option<RowType> {
    let days = |max| Some(RowType::Bounded(Kind::Integer, max));
    match text {
        "percentage" => return days("0 <= . and . <= 100"),
        "number of days in last month" => return days("0 <= . and . <= 31"),
        "number of days in last six months" => return days("0 <= . and . <= 183"),
        "number of days in last year" => return days("0 <= . and . <= 365"),
        "form_title" | "set_form_title" | "set form title" => {
            return Some(RowType::Setting("form_title"));
        }
        "form_id" | "set_form_id" | "set form id" => return Some(RowType::Setting("form_id")),
        _ => {}
    }
    // `q image`, `get today`, `add date prompt` and `uri:deviceid` are older spellings of the bare
    // word.
    let bare = text.strip_prefix("add ").and_then(|rest| rest.strip_suffix(" prompt"));
    let bare =
        bare.or_else(|| ["q ", "get ", "uri:"].iter().find_map(|prefix| text.strip_prefix(prefix)));
    let meta = |meta| Some(RowType::Plain(Kind::Meta(meta)));
    let kind = match bare.unwrap_or(text) {
        "text" | "string" => Kind::Text,
        "integer" | "int" => Kind::Integer,
        "decimal" => Kind::Decimal,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "dateTime" | "datetime" | "date time" => Kind::DateTime,
        "note" => Kind::Note,
        "image" | "photo" | "picture" => Kind::Image,
        "audio" => Kind::Audio,
        "video" => Kind::Video,
        "file" => Kind::File,
        "geopoint" | "location" | "gps" => Kind::Geopoint,
        "geotrace" => Kind::Geotrace,
        "geoshape" => Kind::Geoshape,
        "barcode" => Kind::Barcode,
        "calculate" => Kind::Calculate,
        "hidden" => Kind::Hidden,
        "acknowledge" | "trigger" => Kind::Acknowledge,
        "range" => Kind::Range(Range { start: 0.0, end: 10.0, step: 1.0 }),
        "osm" => Kind::Osm(None),
        "csv-external" | "xml-external" => Kind::ExternalTable,
        "start" | "start time" => return meta(Meta::Start),
        "end" | "end time" => return meta(Meta::End),
        "today" => return meta(Meta::Today),
        "deviceid" | "device id" | "imei" => return meta(Meta::DeviceId),
        "subscriberid" | "subscriber id" => return meta(Meta::SubscriberId),
        "simserial" | "sim id" => return meta(Meta::SimSerial),
        "username" => return meta(Meta::Username),
        "phonenumber" | "phone number" => return meta(Meta::PhoneNumber),
        "email" => return meta(Meta::Email),
        "audit" => return meta(Meta::Audit),
        "start-geopoint" => return meta(Meta::StartGeopoint),
        "background-geopoint" => return meta(Meta::BackgroundGeopoint),
        "background-audio" => return meta(Meta::BackgroundAudio),
        _ => return None,
    };
    Some(RowType::Plain(kind))
}
