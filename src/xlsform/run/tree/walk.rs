//! The tree as expressions see it: only what is relevant, and choice lists as secondary instances.

use super::Tree;
use crate::xlsform::expr::{Context, Lookup, NodeId, Value, number_from_text};
use crate::xlsform::form::Kind;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

impl Context for Tree<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.env.now
    }

    fn time_zone(&self) -> Tz {
        self.env.tz
    }

    /// SplitMix64.
    #[allow(clippy::cast_precision_loss)]
    fn random(&self) -> f64 {
        let state = self.random.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.random.set(state);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn spend(&self, steps: u32) -> bool {
        match self.allowance.get().checked_sub(u64::from(steps)) {
            Some(left) => {
                self.allowance.set(left);
                true
            }
            None => false,
        }
    }

    fn reference(&self, origin: Option<NodeId>, name: &str) -> Option<Vec<NodeId>> {
        let origin = self.origin(origin);
        let flat = self.layout.by_name(name, origin.and_then(|id| self.node(id).flat));
        match (flat, name) {
            (Some(flat), _) => {
                Some(self.visible_from(origin, flat, &[]).into_iter().map(NodeId::Tree).collect())
            }
            (None, "instanceID" | "instanceName") => Some(Vec::new()),
            _ => None,
        }
    }

    fn indexed(
        &self,
        origin: Option<NodeId>,
        name: &str,
        repeats: &[(String, usize)],
    ) -> Option<Vec<NodeId>> {
        let origin = self.origin(origin);
        let from = origin.and_then(|id| self.node(id).flat);
        let flat = self.layout.by_name(name, from)?;
        let mut asked = Vec::new();
        for (repeat, index) in repeats {
            asked.push((self.layout.by_name(repeat, from)?, *index));
        }
        let free: Vec<usize> = asked.iter().map(|(repeat, _)| *repeat).collect();
        let fits = |id: &u32| {
            asked.iter().all(|(repeat, index)| {
                self.enclosing(*id, *repeat)
                    .is_some_and(|instance| self.node(instance).index == *index)
            })
        };
        Some(
            self.visible_from(origin, flat, &free)
                .into_iter()
                .filter(fits)
                .map(NodeId::Tree)
                .collect(),
        )
    }

    fn last_saved(&self, name: &str) -> Lookup {
        let item = self.layout.by_name(name, None).map(|flat| self.layout.items[flat]);
        match (self.env.last_saved, item) {
            (Some(answers), Some(item)) => match answers.get(&item.path) {
                Some(value) => Lookup::Found(value.to_owned()),
                None => Lookup::NoSuchRow,
            },
            _ => Lookup::Absent,
        }
    }

    fn root(&self) -> Option<NodeId> {
        Some(NodeId::Tree(0))
    }

    fn parent(&self, node: NodeId) -> Option<NodeId> {
        match node {
            NodeId::Tree(id) => self.node(id).parent.map(NodeId::Tree),
            NodeId::Instance(_) => None,
            NodeId::ListRoot(list) => Some(NodeId::Instance(list)),
            NodeId::Item(list, _) => Some(NodeId::ListRoot(list)),
            NodeId::Cell(list, row, _) => Some(NodeId::Item(list, row)),
        }
    }

    fn children(&self, node: NodeId) -> Vec<NodeId> {
        let upto = |n: usize| 0..u32::try_from(n).unwrap_or(0);
        match node {
            NodeId::Tree(id) => {
                let children = self.node(id).children.iter();
                children
                    .filter(|child| self.node(**child).relevant)
                    .map(|child| NodeId::Tree(*child))
                    .collect()
            }
            NodeId::Instance(list) => vec![NodeId::ListRoot(list)],
            NodeId::ListRoot(list) => {
                let rows = self.list(list).map_or(0, |list| list.choices.len());
                upto(rows).map(|row| NodeId::Item(list, row)).collect()
            }
            NodeId::Item(list, row) => {
                let columns = self.list(list).map_or(0, |list| list.columns.len()) + 2;
                upto(columns).map(|column| NodeId::Cell(list, row, column)).collect()
            }
            NodeId::Cell(..) => Vec::new(),
        }
    }

    fn name(&self, node: NodeId) -> &str {
        match node {
            NodeId::Tree(id) => match self.node(id).flat {
                Some(flat) => &self.layout.items[flat].name,
                None => &self.layout.form.name,
            },
            NodeId::Instance(_) => "instance",
            NodeId::ListRoot(_) => "root",
            NodeId::Item(..) => "item",
            NodeId::Cell(_, _, 0) => "name",
            NodeId::Cell(_, _, 1) => "label",
            NodeId::Cell(list, _, column) => {
                let columns = self.list(list).map_or(&[][..], |list| &list.columns);
                columns.get(column as usize - 2).map_or("", String::as_str)
            }
        }
    }

    fn value(&self, node: NodeId) -> Value {
        let text = match node {
            NodeId::Tree(id) => {
                let node = self.node(id);
                let question = node.flat.and_then(|flat| self.layout.items[flat].question());
                let numeric = question.is_some_and(|q| {
                    matches!(q.kind, Kind::Integer | Kind::Decimal | Kind::Range(_))
                });
                if !node.relevant {
                    return Value::Text(String::new());
                }
                return match number_from_text(&node.value) {
                    Some(number) if numeric => Value::Number(number),
                    _ => Value::Text(node.value.clone()),
                };
            }
            NodeId::Cell(list, row, column) => self.list(list).and_then(|list| {
                let choice = list.choices.get(row as usize)?;
                match column {
                    0 => Some(choice.name.as_str()),
                    1 => self.layout.form.text(&choice.label, self.env.language),
                    _ => choice.extra.get(column as usize - 2).map(String::as_str),
                }
            }),
            _ => None,
        };
        Value::Text(text.unwrap_or_default().to_owned())
    }

    fn position(&self, node: NodeId) -> usize {
        match node {
            NodeId::Tree(id) => self.node(id).index,
            NodeId::Item(_, row) => row as usize + 1,
            _ => 1,
        }
    }

    fn instance(&self, id: &str) -> Option<NodeId> {
        let stem = |name: &str| {
            name.rsplit_once('.').map_or_else(|| name.to_owned(), |(stem, _)| stem.to_owned())
        };
        let found = self.lists.iter().position(|(name, _)| *name == id || stem(name) == id)?;
        Some(NodeId::Instance(u32::try_from(found).ok()?))
    }

    fn pulldata(&self, file: &str, column: &str, key_column: &str, key: &str) -> Lookup {
        self.env
            .tables
            .map_or(Lookup::Absent, |tables| tables.lookup(file, column, key_column, key))
    }

    fn choice_label(&self, name: &str, value: &str) -> Option<String> {
        let item = self.layout.items[self.layout.by_name(name, None)?];
        let list = self.layout.form.list(&item.question()?.kind.select()?.source)?;
        let choice = list.choices.iter().find(|choice| choice.name == value)?;
        self.layout.form.text(&choice.label, self.env.language).map(str::to_owned)
    }

    fn property(&self, name: &str) -> String {
        match name {
            "username" => self.env.username,
            "phonenumber" => self.env.phone_number,
            "email" => self.env.email,
            "deviceid" => self.env.device_id,
            _ => "",
        }
        .to_owned()
    }

    fn form_version(&self) -> String {
        self.layout.form.version.clone()
    }
}
