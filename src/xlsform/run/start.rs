//! Beginning a submission, and the changes that run logic of their own.

use super::Env;
use super::answers::{AnswerError, Answers, item_path};
use super::evaluate::{run, settle, stored};
use super::layout::{Layout, Plan};
use crate::xlsform::expr::{Value, dates};
use crate::xlsform::form::{Body, Form, Initial, Item, Kind, Meta};

/// Triggered calculations may trigger others; a ring of them stops here.
const MAX_CHAIN: usize = 50;

impl Form {
    /// The answers that a new submission starts with: defaults, what the channel knows, and one
    /// instance of every repeat without a computed count.
    #[must_use]
    pub fn start(&self, env: &Env<'_>) -> Answers {
        let mut answers = Answers::new();
        first_instances(&self.items, &format!("/{}", self.name), &mut answers);
        self.fill(&mut answers, &format!("/{}", self.name), env);
        answers
    }

    /// Appends an instance to a repeat (`/data/repeat`) and fills in its defaults; the new
    /// instance's path.
    ///
    /// # Errors
    /// No such repeat, or a full one.
    pub fn add_instance(
        &self,
        answers: &mut Answers,
        path: &str,
        env: &Env<'_>,
    ) -> Result<String, AnswerError> {
        let item = self.item(&item_path(path)).ok_or(AnswerError::UnknownItem)?;
        if !matches!(item.body, Body::Repeat { count: None, .. }) {
            return Err(AnswerError::UnknownItem);
        }
        let index = answers.add(path)?;
        let instance = format!("{path}[{index}]");
        first_instances(item.items(), &instance, answers);
        self.fill(answers, &instance, env);
        Ok(instance)
    }

    /// Stores an answer and runs the calculations that it triggers. Check it first:
    /// [`Form::check`].
    ///
    /// # Errors
    /// A path that is none.
    pub fn set(
        &self,
        answers: &mut Answers,
        path: &str,
        value: &str,
        env: &Env<'_>,
    ) -> Result<(), AnswerError> {
        let changed = self.item(&item_path(path)).ok_or(AnswerError::UnknownItem)?;
        answers.set(path, value)?;
        let plan = Plan::new(self);
        let layout = Layout::new(self, &plan);
        let mut waiting = vec![changed.name.clone()];
        for _ in 0..MAX_CHAIN {
            let Some(name) = waiting.pop() else { break };
            let triggered = layout.items.iter().enumerate().filter_map(|(flat, item)| {
                let question = item.question()?;
                question.trigger.contains(&name).then_some((flat, item, question))
            });
            for (flat, item, question) in triggered {
                let Some(calculation) = &question.calculation else { continue };
                let (tree, mut troubles) = settle(&layout, answers, env);
                let near = |id: &&u32| nearby(&tree.node(**id).path, path);
                for id in tree.nodes_of(flat).iter().filter(near) {
                    let value = run(&tree, *id, calculation, &mut troubles);
                    let value = value
                        .map_or_else(String::new, |value| stored(&question.kind, &value, env.tz));
                    answers.set(&tree.node(*id).path, &value)?;
                }
                waiting.push(item.name.clone());
            }
        }
        Ok(())
    }

    /// Fills in what is empty at and below a path: what is fixed first, then what is computed, in
    /// form order.
    fn fill(&self, answers: &mut Answers, below: &str, env: &Env<'_>) {
        let plan = Plan::new(self);
        let layout = Layout::new(self, &plan);
        let (tree, _) = settle(&layout, answers, env);
        let questions = || {
            let items = layout.items.iter().enumerate();
            items.filter_map(|(flat, item)| Some((flat, item.question()?)))
        };
        let open = |node: &super::tree::Node| node.path.starts_with(below) && node.value.is_empty();
        // Paths come from the tree. An instance of a computed repeat may not be stored yet: then
        // its defaults wait.
        for (flat, question) in questions() {
            let value = match (&question.default, &question.kind) {
                (Some(Initial::Static(text)), _) => text.clone(),
                (None, Kind::Meta(meta)) => known(*meta, env),
                _ => continue,
            };
            for id in tree.nodes_of(flat).iter().filter(|id| open(tree.node(**id))) {
                let _ = answers.set(&tree.node(*id).path, &value);
            }
        }
        for (flat, question) in questions() {
            let Some(Initial::Dynamic(expr)) = &question.default else { continue };
            let (tree, mut troubles) = settle(&layout, answers, env);
            for id in tree.nodes_of(flat).iter().filter(|id| open(tree.node(**id))) {
                if let Some(value) = run(&tree, *id, expr, &mut troubles) {
                    let _ =
                        answers.set(&tree.node(*id).path, &stored(&question.kind, &value, env.tz));
                }
            }
        }
    }
}

fn known(meta: Meta, env: &Env<'_>) -> String {
    let now = Value::Date(Some(env.now.timestamp_millis()));
    match meta {
        Meta::Start => stored(&Kind::Meta(meta), &now, env.tz),
        Meta::Today => {
            let midnight = dates::local_midnight(env.now.timestamp_millis(), env.tz);
            stored(&Kind::Meta(meta), &Value::Date(midnight), env.tz)
        }
        Meta::Username => env.username.to_owned(),
        Meta::PhoneNumber => env.phone_number.to_owned(),
        Meta::Email => env.email.to_owned(),
        Meta::DeviceId => env.device_id.to_owned(),
        Meta::End
        | Meta::SubscriberId
        | Meta::SimSerial
        | Meta::Audit
        | Meta::StartGeopoint
        | Meta::BackgroundGeopoint
        | Meta::BackgroundAudio => String::new(),
    }
}

/// One instance of each open repeat, as other engines begin.
fn first_instances(items: &[Item], path: &str, answers: &mut Answers) {
    for item in items {
        let own = format!("{path}/{}", item.name);
        match &item.body {
            Body::Question(_) | Body::Repeat { count: Some(_), .. } => {}
            Body::Group { items } => first_instances(items, &own, answers),
            Body::Repeat { count: None, items } => {
                // A fresh repeat always has room for one.
                if answers.add(&own).is_ok() {
                    first_instances(items, &format!("{own}[1]"), answers);
                }
            }
        }
    }
}

/// Whether two paths lie in the same instances of the repeats that they share.
fn nearby(a: &str, b: &str) -> bool {
    for (x, y) in a.split('/').zip(b.split('/')) {
        if x == y {
            continue;
        }
        let (name_x, name_y) = (x.split('[').next(), y.split('[').next());
        return name_x != name_y;
    }
    true
}
