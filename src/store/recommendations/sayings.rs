//! What recommendations have to say in reminders.

use chrono::NaiveDate;

use super::read_all;
use crate::domain::recommendations::Recommendation;
use crate::domain::reminders::{DueWhat, Owed, RecommendationLine, Saying};
use crate::domain::*;
use crate::store::Tx;

/// What recommendations have to say that their units still owe.
pub async fn sayings(
    tx: &mut Tx,
    ids: &[RecommendationId],
) -> sqlx::Result<Vec<(RecommendationId, Saying)>> {
    let all = read_all(tx, ids).await?.into_iter().filter(Recommendation::is_owed);
    let sayings = all.map(|it| {
        let (id, due_on, owed) = (it.id, it.due_on, owed(&it));
        let what = DueWhat::Recommendation(line(it, due_on, false));
        (id, Saying { what, readers: Box::new(move |step| step.about_recommendation(&owed)) })
    });
    Ok(sayings.collect())
}

/// The explanations that are waited for.
pub async fn explanations(
    tx: &mut Tx,
    ids: &[RecommendationId],
) -> sqlx::Result<Vec<(RecommendationId, Saying)>> {
    let all = read_all(tx, ids).await?.into_iter().filter(Recommendation::is_to_be_explained);
    let sayings = all.filter_map(|it| {
        let (id, due_on, owed) = (it.id, it.explanation?.due_on, owed(&it));
        let what = DueWhat::Recommendation(line(it, due_on, true));
        Some((id, Saying { what, readers: Box::new(move |step| step.about_explanation(&owed)) }))
    });
    Ok(sayings.collect())
}

fn owed(it: &Recommendation) -> Owed {
    Owed { council: it.council, delegation: it.delegation, group: it.group, unit: it.unit }
}

fn line(it: Recommendation, due_on: NaiveDate, explanation: bool) -> RecommendationLine {
    RecommendationLine {
        recommendation: it.id,
        unit_id: it.unit,
        unit: it.unit_name,
        text: it.text,
        due_on,
        explanation,
    }
}
