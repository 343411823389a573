//! The difficulties that the source documents tell of, accepted by the office (`data/README.md`).

use crate::domain::difficulties::{AskedOf, DifficultyChange, DifficultyState, NewDifficulty};
use crate::domain::{Change, CouncilId, PersonId};
use crate::store::units::names;
use crate::store::{Tx, apply, difficulties};
use anyhow::Context as _;
use chrono::{DateTime, Utc};

const FACTS: &str = include_str!("data/difficulties.csv");

/// Loads a council's. One that is told twice is loaded twice: merging it is for people to see.
pub async fn load(
    tx: &mut Tx,
    code: &str,
    (council, by): (CouncilId, PersonId),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let mut changes = vec![];
    let mut reader = csv::Reader::from_reader(FACTS.as_bytes());
    for (index, record) in reader.records().enumerate() {
        let record = record?;
        let row = index + 2;
        let [of, unit, source, category, cause, asked_of, body] =
            [0, 1, 2, 3, 4, 5, 6].map(|at| record.get(at).unwrap_or_default());
        if of != code {
            continue;
        }
        let wrong = |what: &str| format!("difficulties.csv, row {row}: {what}");
        let unit = names::unit_by_code(tx, council, unit).await?;
        changes.push(Change::Difficulties(DifficultyChange::Add(Box::new(NewDifficulty {
            id: difficulties::fresh_id(tx).await?,
            council,
            unit: unit.with_context(|| wrong("no such unit"))?,
            visit: None,
            question: None,
            body: body.to_owned(),
            category: category.parse().with_context(|| wrong("no such category"))?,
            cause: cause.parse().with_context(|| wrong("no such level"))?,
            asked_of: AskedOf::from_parts(asked_of, "")
                .with_context(|| wrong("no such addressee"))?,
            photos: vec![],
            state: DifficultyState::Accepted,
            merged_into: None,
            source: source.to_owned(),
            by,
        }))));
    }
    let applied = apply::apply(tx, 0, changes, now).await?;
    applied.map_err(|refusal| anyhow::anyhow!("the difficulties are refused: {refusal:?}"))
}
