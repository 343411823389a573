//! Where somebody stands with the home screen.

use super::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtHome {
    Items {
        #[serde(default)]
        page: usize,
    },
    Language,
    Troubles,
}
