//! The campaign of the demo: its plan is read as a workbook that somebody sends would be, and every
//! sub-task has been given out on day 1.

use super::cast::Campaign as Table;
use super::fill::Filling;
use crate::domain::campaigns::{
    Campaign, CampaignChange, CampaignState, CampaignTerms, Subtask, SubtaskState, plan,
};
use crate::domain::reminders::{ReminderChange, Subject};
use crate::domain::{Change, PersonId};
use crate::sheets;
use crate::store::campaigns;

/// The ten tasks of the source with invented sub-tasks.
pub const PLAN: &[u8] = include_bytes!("../data/hn-60nd.csv");

impl Filling<'_> {
    pub(super) async fn campaign(&mut self, table: &Table, by: PersonId) -> anyhow::Result<()> {
        let (council, now) = (self.council, self.now);
        let terms = CampaignTerms {
            title: table.title.to_owned(),
            owner_body: table.owner_body.to_owned(),
            starts_on: table.starts_on.date(),
            length_days: table.length_days,
        };
        let id = campaigns::fresh_id(self.tx).await?;
        let running = Campaign {
            id,
            council,
            terms: terms.clone(),
            state: CampaignState::Running,
            basis: Some((table.basis_number.to_owned(), table.basis_date.date())),
            said: String::new(),
            version: 1,
        };
        self.apply(vec![
            Change::Campaigns(CampaignChange::Add { campaign: id, council, terms, by: Some(by) }),
            Change::Campaigns(CampaignChange::Save(Box::new(running.clone()))),
        ])
        .await?;
        let sheet =
            sheets::parse("plan".to_owned(), table.plan.to_vec(), &sheets::campaign::COLUMNS)?;
        let there = campaigns::there(self.tx, &running, now).await?;
        let tasks = plan(&sheets::campaign::rows(&sheet), &running, &there)
            .map_err(|problems| anyhow::anyhow!("the demo's plan is wrong: {problems:?}"))?;
        let mut ids = vec![];
        for task in campaigns::placed(self.tx, tasks).await? {
            ids.extend(task.subtasks.iter().map(|id| id.0));
            self.apply(task.changes(&running, by)).await?;
        }
        let today = crate::clock::local(now).date();
        for it in campaigns::read_subtasks(self.tx, &ids, now).await? {
            let (subject, due_on) = (Subject::Subtask(it.id), it.due_on.unwrap_or(today));
            let given = Subtask { state: SubtaskState::Assigned, given_on: Some(today), ..it };
            self.apply(vec![
                Change::Campaigns(CampaignChange::SaveSubtask(Box::new(given))),
                Change::Reminders(ReminderChange::SetDeadline {
                    subject,
                    council,
                    given_on: today,
                    due_on,
                }),
            ])
            .await?;
        }
        Ok(())
    }
}
