//! Writes a decision's changes. Runs in a savepoint: a broken constraint is an answer, not a crash.

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::{Change, Grant, Refusal};
use crate::store::{Tx, broken_constraint};

/// Applies all changes or none. `Ok(Err(…))`: the database's own rule refused, as the code's rule
/// would have, had the other transaction been a moment earlier.
pub async fn apply(
    tx: &mut Tx,
    bot_id: i64,
    changes: Vec<Change>,
    now: DateTime<Utc>,
) -> sqlx::Result<Result<(), Refusal>> {
    sqlx::query("SAVEPOINT decision").execute(&mut **tx).await?;
    for change in changes {
        let Err(error) = Box::pin(one(tx, bot_id, change, now)).await else { continue };
        let Some(refusal) = refusal(&error) else {
            return Err(error);
        };
        sqlx::query("ROLLBACK TO SAVEPOINT decision").execute(&mut **tx).await?;
        return Ok(Err(refusal));
    }
    sqlx::query("RELEASE SAVEPOINT decision").execute(&mut **tx).await?;
    Ok(Ok(()))
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
        Change::AddInvite {
            invite,
            person,
            council,
            name,
            role,
            scope,
            phone,
            token_sha256,
            invited_by,
            expires_at,
        } => {
            let new = crate::store::people::NewInvite {
                invite,
                person,
                council,
                name: &name,
                role,
                scope,
                phone: phone.as_deref(),
                token_sha256: &token_sha256,
                invited_by,
                expires_at,
            };
            crate::store::people::add_invite(tx, new, now).await
        }
        Change::ClaimInvite { invite, account, shown_name } => {
            crate::store::people::claim(tx, invite, account, &shown_name).await
        }
        Change::ActivatePerson { invite, person, account, shown_name } => {
            crate::store::people::activate(tx, invite, person, account, &shown_name).await
        }
        Change::SubscribeDigest { account, kind } => {
            crate::store::digests::subscribe(tx, account, kind, now).await
        }
        Change::SetDigest { person, subscription, next_at } => {
            crate::store::digests::set(tx, person, &subscription, next_at).await
        }
        Change::OrderDigest { person, kind, workbook } => {
            crate::store::digests::order(tx, person, kind, workbook, now).await
        }
        Change::RefuseClaim { invite } => crate::store::people::refuse_claim(tx, invite).await,
        Change::SetLocale { person, locale } => {
            crate::store::people::set_locale(tx, person, locale).await
        }
        Change::SetNights { person, nights } => {
            crate::store::people::set_nights(tx, person, nights).await
        }
        Change::AddDelegation { delegation, groups, council, terms, by } => {
            crate::store::delegations::add(tx, (delegation, council), &groups, &terms, by, now)
                .await
        }
        Change::SetTerms { delegation, terms } => {
            crate::store::delegations::set_terms(tx, delegation, &terms).await
        }
        Change::SetDelegationState { delegation, state } => {
            crate::store::delegations::set_state(tx, delegation, state).await
        }
        Change::LinkGroupChat { chat, delegation, by } => {
            crate::store::delegations::group_chats::link(tx, chat, delegation, by, now).await
        }
        Change::ProposeGroupChat { chat, by } => {
            crate::store::delegations::group_chats::propose(tx, chat, by).await
        }
        Change::EndGroupChat { chat } => {
            crate::store::delegations::group_chats::end(tx, chat, now).await
        }
        Change::CancelDelegation { delegation, reason } => {
            crate::store::delegations::cancel(tx, delegation, &reason).await
        }
        Change::ReportDelegation { delegation, report } => {
            crate::store::recommendations::report(tx, delegation, &report).await
        }
        Change::AddGroup { group, council, delegation, number } => {
            crate::store::delegations::groups::add(tx, (group, council), delegation, number).await
        }
        Change::AddInvitee { invitee, council, group, name, position, by } => {
            let who = (name.as_str(), position.as_str());
            crate::store::delegations::groups::add_invitee(
                tx,
                (invitee, council),
                group,
                who,
                by,
                now,
            )
            .await
        }
        Change::RemoveInvitee { invitee } => {
            crate::store::delegations::groups::remove_invitee(tx, invitee).await
        }
        Change::AssignUnit { council, delegation, group, unit } => {
            crate::store::delegations::groups::assign(tx, (council, delegation), group, unit).await
        }
        Change::ReleaseUnit { delegation, unit } => {
            crate::store::delegations::groups::release(tx, delegation, unit).await
        }
        Change::ChooseChecklist { council, delegation, kind, checklist } => {
            crate::store::delegations::groups::choose_checklist(
                tx,
                (council, delegation),
                kind,
                checklist,
            )
            .await
        }
        Change::EndRole { person, role, scope } => {
            crate::store::people::holders::end(tx, person, Grant { role, scope }, now).await
        }
        Change::SetMilestones { delegation } => {
            crate::store::delegations::milestones::set(tx, delegation, now).await
        }
        Change::MarkMilestone { milestone, done, by } => {
            crate::store::delegations::milestones::mark(tx, milestone, done, by, now).await
        }
        Change::MoveMilestone { milestone, due_on, reason } => {
            crate::store::delegations::milestones::postpone(tx, milestone, due_on, &reason).await
        }
        Change::FetchFile { fetch, by, account, file, submission } => {
            crate::store::files::ask(tx, bot_id, (fetch, by, account), &file, submission, now).await
        }
        Change::AddChecklist(draft) => crate::store::checklists::add(tx, &draft, now).await,
        Change::PublishChecklist { checklist } => {
            crate::store::checklists::publish(tx, checklist).await
        }
        Change::AddVisit(visit) => crate::store::visits::add(tx, &visit, now).await,
        Change::SetVisitState { visit, state, reason } => {
            crate::store::visits::set_state(tx, visit, state, reason.as_deref()).await?;
            crate::store::reminders::visits::follow(tx, visit, now).await
        }
        Change::MoveVisit { visit, starts_at, ends_at } => {
            crate::store::visits::reschedule(tx, visit, starts_at, ends_at).await
        }
        Change::AskUnits { visit } => crate::store::visits::ask_units(tx, visit).await,
        Change::SetUnitAnswer { visit, unit, answer, reason, proposed_at, by } => {
            let said = (answer, reason.as_str(), proposed_at);
            crate::store::visits::set_unit_answer(tx, (visit, unit), said, by, now).await
        }
        Change::FreeBookings { visit } => crate::store::visits::free(tx, visit).await,
        Change::OpenSession { visit, late, by } => {
            crate::store::visits::open(tx, visit, late.as_deref(), by, now).await
        }
        Change::EndSession { visit, by } => crate::store::visits::close(tx, visit, by, now).await,
        Change::NotePresence { visit, attendee, by } => {
            crate::store::visits::note_presence(tx, visit, &attendee, by, now).await
        }
        Change::AddNote { visit, unit, body, by } => {
            crate::store::visits::add_note(tx, (visit, unit), &body, by, now).await
        }
        Change::StrikeNote { note } => crate::store::visits::strike_note(tx, note, now).await,
        Change::SaveConclusion { visit, council, version, conclusion, revision } => {
            let at = (visit, council, version);
            crate::store::minutes::save_conclusion(tx, at, (&conclusion, revision)).await
        }
        Change::FreezeMinutes(frozen) => crate::store::minutes::freeze(tx, *frozen, now).await,
        Change::SignMinutes { visit, version, seat, way, note, sha256, by } => {
            let signature = (seat, way, note.as_str());
            crate::store::minutes::sign(tx, (visit, version), signature, &sha256, by, now).await
        }
        Change::CloseMinutes { visit, version } => {
            crate::store::minutes::close(tx, visit, version, now).await
        }
        Change::ReturnMinutes { visit, version, by, reason } => {
            crate::store::minutes::give_back(tx, (visit, version), (by, &reason), now).await
        }
        Change::NoteMinutesReminder { visit, version, day } => {
            crate::store::minutes::note_reminder(tx, visit, version, day).await
        }
        Change::OpenSubmission { submission, council, visit, unit, checklist, due_on } => {
            let new = crate::store::answers::NewSubmission {
                submission,
                council,
                visit,
                unit,
                checklist,
                due_on,
            };
            crate::store::answers::open(tx, new).await
        }
        Change::SaveAnswer { submission, path, given, revision, by } => {
            crate::store::answers::save(tx, submission, &path, (&given, revision), by, now).await
        }
        Change::RememberMessage { account, message, submission, path } => {
            let message = (bot_id, account, message);
            crate::store::answers::remember_message(tx, message, submission, &path).await
        }
        Change::AddEvidence { submission, path, fetch, by } => {
            crate::store::answers::add_evidence(tx, submission, &path, fetch, (by, now)).await
        }
        Change::RemoveEvidence { submission, fetch, by } => {
            crate::store::answers::remove_evidence(tx, submission, fetch, (by, now)).await
        }
        Change::ReturnSubmission { submission, reason, by } => {
            crate::store::answers::send_back(tx, submission, &reason, (by, now)).await
        }
        Change::SetSubmissionState { submission, state, by } => {
            crate::store::answers::set_state(tx, submission, state, by, now).await
        }
        Change::SaveVerification { submission, path, result } => {
            crate::store::answers::verifying::save(tx, submission, &path, &result).await
        }
        Change::NoteLook { submission, person } => {
            crate::store::answers::verifying::note_look(tx, submission, person, now).await
        }
        Change::SetDeadline { subject, council, given_on, due_on } => {
            crate::store::reminders::deadlines::set(tx, subject, council, (given_on, due_on), now)
                .await
        }
        Change::EndDeadline { subject } => {
            crate::store::reminders::deadlines::end(tx, subject).await
        }
        Change::SeeReminder { reminder } => crate::store::reminders::see(tx, reminder, now).await,
        Change::SnoozeReminder { reminder, person, to } => {
            crate::store::reminders::snooze(tx, reminder, (person, to), now).await
        }
        Change::AddCampaign { campaign, council, terms, by } => {
            crate::store::campaigns::add(tx, (campaign, council), &terms, by, now).await
        }
        Change::SaveCampaign(it) => crate::store::campaigns::save(tx, &it, now).await,
        Change::AddTask { task, council, campaign, code, title } => {
            crate::store::campaigns::add_task(tx, (task, council, campaign), &code, &title).await
        }
        Change::AddSubtask(new) => crate::store::campaigns::add_subtask(tx, &new, now).await,
        Change::SaveSubtask(it) => crate::store::campaigns::save_subtask(tx, &it, now).await,
        Change::SetParts { subtask, parts } => {
            crate::store::campaigns::set_parts(tx, subtask, &parts).await
        }
        Change::RemoveSubtask { subtask } => {
            crate::store::campaigns::remove_subtask(tx, subtask).await
        }
        Change::NoteProgress(new) => crate::store::campaigns::note_progress(tx, &new, now).await,
        Change::AddProof { subtask, fetch } => {
            crate::store::campaigns::add_proof(tx, subtask, fetch).await
        }
        Change::AddLateList(new) => crate::store::campaigns::late_lists::add(tx, &new, now).await,
        Change::SaveLateList(it) => crate::store::campaigns::late_lists::save(tx, &it).await,
        Change::IssueLateList { list, by, at } => {
            crate::store::campaigns::late_lists::issue(tx, list, by, at).await
        }
        Change::StrikeLateLine { line, reason, corrected } => {
            crate::store::campaigns::late_lists::strike(tx, line, reason.as_deref(), corrected)
                .await
        }
        Change::ObjectToLateLine { line, objection, by } => {
            crate::store::campaigns::late_lists::object(tx, line, &objection, by).await
        }
        Change::LinkCampaignChat { chat, campaign, linked, by } => {
            crate::store::campaigns::late_lists::link(tx, (chat, campaign), linked, by, now).await
        }
        Change::AddDifficulty(new) => crate::store::difficulties::add(tx, &new, now).await,
        Change::SaveDifficulty(it) => crate::store::difficulties::save(tx, &it, now).await,
        Change::AddRecommendation(new) => crate::store::recommendations::add(tx, &new, now).await,
        Change::SaveRecommendation { it, entry, by } => {
            crate::store::recommendations::save(tx, &it, entry.as_deref(), by, now).await
        }
        Change::LinkDifficulties { recommendation, difficulties } => {
            crate::store::recommendations::link(tx, recommendation, &difficulties).await
        }
        Change::DropRecommendation { recommendation } => {
            crate::store::recommendations::remove(tx, recommendation).await
        }
        Change::AttachProof { recommendation, fetch, round, by } => {
            crate::store::recommendations::add_proof(tx, recommendation, fetch, (round, by)).await
        }
        Change::CarryMerged { from, into } => {
            crate::store::difficulties::carry(tx, from, into).await
        }
    }
}
