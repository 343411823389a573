//! Writes a decision's changes. Runs in a savepoint: a broken constraint is an answer, not a crash.

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::answers::{AnswerChange, Submission};
use crate::domain::{Change, Refusal};
use crate::store::{Tx, broken_constraint};

/// Applies all changes or none. `Ok(Err(…))`: the database's own rule refused, as the code's rule
/// would have, had the other transaction been a moment earlier.
pub async fn apply(
    tx: &mut Tx,
    bot_id: i64,
    changes: Vec<Change>,
    now: DateTime<Utc>,
) -> sqlx::Result<Result<(), Refusal>> {
    if changes.is_empty() {
        return Ok(Ok(()));
    }
    sqlx::query("SAVEPOINT decision").execute(&mut **tx).await?;
    for change in changes {
        if !keeps_held(&change) {
            tx.let_go_of::<Submission>();
        }
        let Err(error) = Box::pin(one(tx, bot_id, change, now)).await else { continue };
        let Some(refusal) = refusal(&error) else {
            return Err(error);
        };
        sqlx::query("ROLLBACK TO SAVEPOINT decision").execute(&mut **tx).await?;
        tx.let_go_of_all();
        return Ok(Err(refusal));
    }
    // It is not released: the commit does that, and a round trip costs more than a savepoint.
    Ok(Ok(()))
}

/// Whether what is held of submissions is right after it: those that write none, and those that write
/// what is held too.
fn keeps_held(change: &Change) -> bool {
    match change {
        Change::Answers(it) => {
            matches!(it, AnswerChange::Save { .. } | AnswerChange::RememberMessage { .. })
        }
        Change::People(_) | Change::Digests(_) | Change::Campaigns(_) => true,
        _ => false,
    }
}

/// The refusal that a constraint stands for.
fn refusal(error: &sqlx::Error) -> Option<Refusal> {
    Some(match broken_constraint(error)? {
        "booking_no_clash" => Refusal::Clash { clashes: vec![] },
        "person_tg_user_id_key" => Refusal::AlreadyDone,
        "delegation_council_id_basis_number_basis_date_title_key" => Refusal::DuplicateDelegation,
        "working_group_delegation_id_number_key" | "invitee_group_id_name_position_key" => {
            Refusal::AlreadyDone
        }
        "checklist_council_id_code_version_key"
        | "submission_visit_id_unit_id_key"
        | "answer_history_pkey"
        | "verification_history_pkey"
        | "minutes_live"
        | "minutes_immutable" => Refusal::Changed,
        "verification_found" | "verification_note" => Refusal::NoteWanted,
        "verification_dispute" => Refusal::ReasonWanted,
        "submission_final" => Refusal::WrongState,
        "difficulty_photo_pkey" => Refusal::AlreadyDone,
        "minutes_signature_seat" => Refusal::AlreadyDone,
        "campaign_task_code" | "subtask_code" | "late_list_week" => Refusal::AlreadyDone,
        "campaign_basis" => Refusal::BasisMissing,
        "campaign_said" | "subtask_said" => Refusal::ReasonWanted,
        "subtask_criterion" => Refusal::CriterionMissing,
        "subtask_given" => Refusal::AssignmentIncomplete,
        "subtask_blocked" => Refusal::DifficultyWanted,
        "subtask_other_verifies" => Refusal::OwnUnit,
        "late_list_two_people" => Refusal::TwoPeople,
        "checklist_immutable" => Refusal::AlreadyDone,
        _ => return None,
    })
}

async fn one(tx: &mut Tx, bot_id: i64, change: Change, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        Change::People(it) => crate::store::people::apply(tx, it, now).await,
        Change::Digests(it) => crate::store::digests::apply(tx, it, now).await,
        Change::Delegations(it) => crate::store::delegations::apply(tx, it, now).await,
        Change::Checklists(it) => crate::store::checklists::apply(tx, it, now).await,
        Change::Visits(it) => crate::store::visits::apply(tx, it, now).await,
        Change::Minutes(it) => crate::store::minutes::apply(tx, it, now).await,
        Change::Answers(it) => crate::store::answers::apply(tx, bot_id, it, now).await,
        Change::Reminders(it) => crate::store::reminders::apply(tx, it, now).await,
        Change::Difficulties(it) => crate::store::difficulties::apply(tx, it, now).await,
        Change::Recommendations(it) => crate::store::recommendations::apply(tx, it, now).await,
        Change::Campaigns(it) => crate::store::campaigns::apply(tx, it, now).await,
        Change::FetchFile { fetch, by, account, file, submission } => {
            crate::store::files::ask(tx, bot_id, (fetch, by, account), &file, submission, now).await
        }
    }
}
