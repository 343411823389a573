//! What an evaluation sees of the world around it.

use super::value::Value;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// A node that expressions can walk to: of the answers' tree, or of a secondary instance (a choice
/// list).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeId {
    /// A node of the answers, in document order.
    Tree(u32),
    /// `instance('list')`.
    Instance(u32),
    /// Its `root` element.
    ListRoot(u32),
    /// One `item` of list, row.
    Item(u32, u32),
    /// One child of an item: list, row, column.
    Cell(u32, u32, u32),
}

/// What a look-up in an outside table gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    Found(String),
    NoSuchRow,
    /// The table itself is not known here.
    Absent,
}

/// Nodes, time, language and outside tables. The defaults are those of a world without any form.
pub trait Context {
    fn now(&self) -> DateTime<Utc>;
    fn time_zone(&self) -> Tz;

    /// A number in [0, 1).
    fn random(&self) -> f64;

    /// Takes steps from an allowance that several evaluations share; `false` when it is used up.
    fn spend(&self, _steps: u32) -> bool {
        true
    }

    /// The nodes that `${name}` means when it is written in the logic of `origin`; `None` for an
    /// unknown name.
    fn reference(&self, _origin: Option<NodeId>, _name: &str) -> Option<Vec<NodeId>> {
        None
    }

    /// All nodes of `${name}` under the given (repeat name, 1-based position) pairs, for
    /// `indexed-repeat`.
    fn indexed(
        &self,
        _origin: Option<NodeId>,
        _name: &str,
        _repeats: &[(String, usize)],
    ) -> Option<Vec<NodeId>> {
        None
    }

    /// `${last-saved#name}`.
    fn last_saved(&self, _name: &str) -> Lookup {
        Lookup::Absent
    }

    fn root(&self) -> Option<NodeId> {
        None
    }

    fn parent(&self, _node: NodeId) -> Option<NodeId> {
        None
    }

    fn children(&self, _node: NodeId) -> Vec<NodeId> {
        Vec::new()
    }

    fn name(&self, _node: NodeId) -> &str {
        ""
    }

    /// The value of a leaf, typed where the question is; text otherwise.
    fn value(&self, _node: NodeId) -> Value {
        Value::Text(String::new())
    }

    /// 1-based position among its repeat's instances or list's items.
    fn position(&self, _node: NodeId) -> usize {
        1
    }

    /// `instance('id')`.
    fn instance(&self, _id: &str) -> Option<NodeId> {
        None
    }

    /// `pulldata(file, column, key_column, key)`.
    fn pulldata(&self, _file: &str, _column: &str, _key_column: &str, _key: &str) -> Lookup {
        Lookup::Absent
    }

    /// The label of a choice of the question `name`, in the person's language.
    fn choice_label(&self, _name: &str, _value: &str) -> Option<String> {
        None
    }

    /// `property('username')` and the like.
    fn property(&self, _name: &str) -> String {
        String::new()
    }

    /// `version()`.
    fn form_version(&self) -> String {
        String::new()
    }
}
