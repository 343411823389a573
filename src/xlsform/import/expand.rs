//! `begin loop over list`: the rows inside once per choice.

use crate::xlsform::form::{Body, Choice, ChoiceList, Item, Texts};

/// One group per choice, with copies of `items` whose labels speak of that choice.
pub fn expand(path: &str, items: &[Item], list: &ChoiceList) -> Vec<Item> {
    list.choices.iter().map(|choice| group(path, items, choice)).collect()
}

fn group(path: &str, items: &[Item], choice: &Choice) -> Item {
    let own = format!("{path}/{}", choice.name);
    let mut children = items.to_vec();
    for child in &mut children {
        adopt(child, path, &own, choice);
    }
    Item {
        name: choice.name.clone(),
        path: own,
        row: items.first().map_or(0, |item| item.row),
        label: choice.label.clone(),
        hint: Texts::new(),
        guidance: Texts::new(),
        media: choice.media.clone(),
        relevant: None,
        appearance: Vec::new(),
        attributes: std::collections::BTreeMap::new(),
        body: Body::Group { items: children },
    }
}

fn adopt(item: &mut Item, from: &str, to: &str, choice: &Choice) {
    if let Some(rest) = item.path.strip_prefix(from) {
        item.path = format!("{to}{rest}");
    }
    for texts in [&mut item.label, &mut item.hint, &mut item.guidance] {
        for (language, text) in texts.iter_mut() {
            let label = choice.label.get(language).or_else(|| choice.label.values().next());
            *text = text
                .replace("%(label)s", label.unwrap_or(&choice.name))
                .replace("%(name)s", &choice.name);
        }
    }
    if let Body::Group { items } | Body::Repeat { items, .. } = &mut item.body {
        items.iter_mut().for_each(|child| adopt(child, from, to, choice));
    }
}
