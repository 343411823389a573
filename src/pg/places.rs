//! Where things are kept: data folders, the download cache, sockets.

use std::env;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::StartError;
use super::account::{Account, is_root};

/// The longest socket folder we use: `sun_path` holds 104 bytes on macOS, 108 on Linux, and
/// `/.s.PGSQL.5432` with the closing zero takes 15 of them.
const SOCKET_DIR_MAX: usize = 85;

/// The folder for the data called `name` (`demo`) when the person names none.
///
/// It lies in the home folder, except for root: the account that root steps down to cannot pass a
/// home folder that is closed to others, so root's data lie under `/var/lib`. `None` when there is
/// no `HOME`.
#[must_use]
pub fn default_data_dir(name: &str) -> Option<PathBuf> {
    if is_root() {
        return Some(Path::new("/var/lib/doangiamsat").join(name));
    }
    let below_home =
        if cfg!(target_os = "macos") { "Library/Application Support" } else { ".local/share" };
    let base = folder_from_env("XDG_DATA_HOME")
        .or_else(|| Some(folder_from_env("HOME")?.join(below_home)))?;
    Some(base.join("doangiamsat").join(name))
}

/// The folder for downloads; under `/var/cache` for root, for the reason given above.
pub(super) fn cache_dir() -> Option<PathBuf> {
    if is_root() {
        return Some(PathBuf::from("/var/cache/doangiamsat"));
    }
    let base = folder_from_env("XDG_CACHE_HOME")
        .or_else(|| Some(folder_from_env("HOME")?.join(".cache")))?;
    Some(base.join("doangiamsat"))
}

fn folder_from_env(name: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os(name)?);
    folder.is_absolute().then_some(folder)
}

/// Makes `folder` and what is missing above it, each passable for other accounts when root makes it
/// (whatever root's umask): the server will run as another account.
pub(super) fn make_passable(folder: &Path) -> Result<(), StartError> {
    let missing: Vec<_> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    fs::create_dir_all(folder).map_err(|source| StartError::folder(folder, source))?;
    if is_root() {
        for made in missing {
            fs::set_permissions(made, fs::Permissions::from_mode(0o755))
                .map_err(|source| StartError::folder(made, source))?;
        }
    }
    Ok(())
}

/// An empty, private folder for the socket of the server whose data are in `data_dir`.
///
/// The caller holds the data folder's lock, so nothing that lies in it is in use any more.
pub(super) fn socket_dir(data_dir: &Path, account: &Account) -> Result<PathBuf, StartError> {
    let digest = Sha256::digest(data_dir.as_os_str().as_encoded_bytes());
    let name: String = digest[..6].iter().map(|byte| format!("{byte:02x}")).collect();
    let name = format!("dgs-{name}");
    let mut folder = env::temp_dir().join(&name);
    let too_long = folder.as_os_str().len() > SOCKET_DIR_MAX;
    if too_long || account.barred_from(&env::temp_dir()).is_some() {
        folder = Path::new("/tmp").join(&name);
    }
    let failed = |source| StartError::folder(&folder, source);
    match DirBuilder::new().mode(0o700).create(&folder) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // Anyone may make folders in a shared temp folder: take none that is not ours.
            let found = fs::symlink_metadata(&folder).map_err(failed)?;
            if !found.is_dir() || ![account.uid, 0].contains(&found.uid()) {
                return Err(StartError::ForeignFolder(folder));
            }
            for entry in fs::read_dir(&folder).map_err(failed)? {
                fs::remove_file(entry.map_err(failed)?.path()).map_err(failed)?;
            }
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        }
        Err(error) => return Err(failed(error)),
    }
    hand_to(account, &folder)?;
    Ok(folder)
}

/// Gives `folder` to the account that root steps down to; nothing to do otherwise.
pub(super) fn hand_to(account: &Account, folder: &Path) -> Result<(), StartError> {
    if account.steps_down_to.is_none() {
        return Ok(());
    }
    chown(folder, Some(account.uid), Some(account.gid))
        .map_err(|source| StartError::folder(folder, source))
}
