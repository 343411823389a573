//! The `.ftl` files, one per drawer, in every language.

use crate::domain::Locale;

macro_rules! resources {
    ($($area:literal),* $(,)?) => {
        /// Locale, area and source of every file.
        pub const RESOURCES: &[(Locale, &str, &str)] = &[
            $(
                (Locale::Vi, $area, include_str!(concat!("../../locales/vi/", $area, ".ftl"))),
                (Locale::En, $area, include_str!(concat!("../../locales/en/", $area, ".ftl"))),
            )*
        ];
    };
}

resources!(
    "common",
    "commands",
    "home",
    "people",
    "units",
    "delegations",
    "visits",
    "checklists",
    "answers",
    "minutes",
    "difficulties",
    "recommendations",
    "campaigns",
    "reminders",
    "digests",
);
