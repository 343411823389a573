//! What the replicas complained of: nothing but a database that was away, and the line.

use super::Counts;
use crate::replicas::{Complaint, End};
use crate::story::Story;

pub fn check(story: &mut Story, counts: &mut Counts) {
    counts.complaints = story.complaints.len();
    for complaint in story.complaints.clone() {
        if !is_explained(story, &complaint) {
            let Complaint { process, level, text, .. } = &complaint;
            let text: String = text.chars().take(400).collect();
            story.finds(None, format!("process {process} says {level}: {text}"));
        }
    }
    for process in 0..story.lives.len() {
        let life = story.lives[process].clone();
        let what = match life.end {
            End::Killed | End::Stopped(0) => continue,
            // It found no database when it began.
            End::Itself(1) if found_no_database(story, process) => continue,
            other => format!("process {process} ended as {other:?}"),
        };
        story.finds(None, what);
    }
}

fn is_explained(story: &Story, complaint: &Complaint) -> bool {
    let Complaint { process, at, level, text } = complaint;
    match level.as_str() {
        "WARN" => true,
        // A step that panics is wrong whatever happens around it.
        "ERROR" if text.contains("panicked") => false,
        "ERROR" => story.is_troubled(*at),
        // What a process that could not start says on its way out.
        _ => found_no_database(story, *process),
    }
}

/// It ended before it ran, and the database was away in that time.
fn found_no_database(story: &Story, process: usize) -> bool {
    let life = &story.lives[process];
    life.ran.is_none() && life.ended.is_some_and(|ended| story.was_away(life.began, ended))
}
