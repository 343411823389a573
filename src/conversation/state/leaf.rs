//! Where somebody is in a list that the store cuts into pages.

use serde::{Deserialize, Serialize};

use crate::domain::UnitId;
use crate::text;

/// In a list of units.
pub type UnitLeaf = Leaf<(String, UnitId)>;

/// A page of a list: what is searched for, and behind which line it begins. What was turned over is
/// kept, so that the way back leads to the very pages that were seen, whatever came in between.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Leaf<K> {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub search: String,
    /// The last line of the page before.
    pub after: Option<K>,
    /// Behind which the pages before it began, but for the first.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    past: Vec<K>,
}

impl<K> Default for Leaf<K> {
    fn default() -> Leaf<K> {
        Leaf { search: String::new(), after: None, past: vec![] }
    }
}

impl<K: Clone> Leaf<K> {
    /// The first page of what is found.
    pub fn found(search: &str) -> Leaf<K> {
        Leaf { search: text::single_line(search), ..Leaf::default() }
    }

    pub fn is_first(&self) -> bool {
        self.after.is_none()
    }

    pub fn first(&self) -> Leaf<K> {
        Leaf { search: self.search.clone(), ..Leaf::default() }
    }

    /// The page behind this line.
    pub fn next(&self, last: K) -> Leaf<K> {
        let past = self.past.iter().chain(&self.after).cloned().collect();
        Leaf { search: self.search.clone(), after: Some(last), past }
    }

    /// The page before; `None`: that is the first, or this is.
    pub fn earlier(&self) -> Option<Leaf<K>> {
        let (after, past) = self.past.split_last()?;
        let (search, after) = (self.search.clone(), Some(after.clone()));
        Some(Leaf { search, after, past: past.to_vec() })
    }

    /// What is searched for, as names are compared.
    pub fn folded(&self) -> String {
        text::fold(&self.search)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_through_the_pages_that_were_seen() {
        let first: Leaf<i64> = Leaf::found(" phường ");
        assert!(first.is_first() && first.earlier().is_none());
        let third = first.next(8).next(16);
        assert_eq!((third.after, third.search.as_str()), (Some(16), "phường"));
        let second = third.earlier().expect("a page before");
        assert_eq!(second, first.next(8));
        assert_eq!((second.earlier(), second.first()), (None, first));
    }
}
