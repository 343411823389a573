//! The `.ftl` files, one per area of the product, in every language.

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
    "people",
    "delegation",
    "mission",
    "visit",
    "minutes",
    "campaign",
    "late_list",
    "checklist",
    "verification",
    "difficulty",
    "recommendation",
    "groups",
    "units",
    "schedule",
    "digest",
    "milestone",
    "workbook",
    "commands"
);
