//! Minutes, as they stand and as they would be.

use super::*;

#[derive(Debug)]
pub struct MinutesData {
    pub minutes: Minutes,
    /// What a draft would say.
    pub content: Option<Box<MinutesContent>>,
    /// Of the file that is handed out, computed anew.
    pub file_sha256: Option<[u8; 32]>,
}
