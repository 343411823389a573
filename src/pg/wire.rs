//! As much of PostgreSQL's protocol as the launcher needs: log in without a password over the unix
//! socket and run simple queries. (`psql` does not come with every server package, and the launcher
//! is to work outside a runtime.)

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// `CREATE DATABASE` can wait for a checkpoint on a slow disk; nothing else here takes this long.
const PATIENCE: Duration = Duration::from_secs(120);

/// Why a query of the launcher itself failed.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    #[error("the connection to PostgreSQL broke: {0}")]
    Io(#[from] io::Error),
    /// An answer of the server, with its SQLSTATE.
    #[error("PostgreSQL says: {message} (SQLSTATE {code})")]
    Server { code: String, message: String },
    #[error("PostgreSQL asks for a way of logging in that the launcher does not speak")]
    Login,
}

pub(super) struct Connection(UnixStream);

impl Connection {
    /// Logs in to `database` as the superuser, through the socket file.
    pub(super) fn open(socket: &Path, database: &str) -> Result<Self, WireError> {
        let stream = UnixStream::connect(socket)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut connection = Self(stream);
        let mut startup = 196_608_u32.to_be_bytes().to_vec(); // protocol 3.0
        for word in ["user", super::server::SUPERUSER, "database", database, ""] {
            startup.extend_from_slice(word.as_bytes());
            startup.push(0);
        }
        connection.write(None, &startup)?;
        connection.until_ready()?;
        Ok(connection)
    }

    /// Runs one statement; gives the first column of each row, NULL as an empty text.
    pub(super) fn query(&mut self, sql: &str) -> Result<Vec<String>, WireError> {
        let mut body = sql.as_bytes().to_vec();
        body.push(0);
        self.write(Some(b'Q'), &body)?;
        self.until_ready()
    }

    fn write(&mut self, kind: Option<u8>, body: &[u8]) -> io::Result<()> {
        let length = u32::try_from(body.len() + 4).map_err(io::Error::other)?;
        let mut message: Vec<u8> = kind.into_iter().collect();
        message.extend_from_slice(&length.to_be_bytes());
        message.extend_from_slice(body);
        self.0.write_all(&message)
    }

    /// Reads up to ReadyForQuery. A fatal error is not followed by one: the end of the stream then
    /// gives the error.
    fn until_ready(&mut self) -> Result<Vec<String>, WireError> {
        let mut rows = Vec::new();
        let mut error = None;
        loop {
            let (kind, body) = match self.read() {
                Ok(message) => message,
                Err(broken) => return Err(error.unwrap_or(WireError::Io(broken))),
            };
            match kind {
                b'Z' => return error.map_or(Ok(rows), Err),
                b'R' if body != 0_u32.to_be_bytes() => return Err(WireError::Login),
                b'D' => rows.push(first_column(&body)),
                b'E' => error = Some(server_error(&body)),
                _ => {} // parameters, notices, command tags
            }
        }
    }

    fn read(&mut self) -> io::Result<(u8, Vec<u8>)> {
        let mut head = [0; 5];
        self.0.read_exact(&mut head)?;
        let [kind, length @ ..] = head;
        let length = u32::from_be_bytes(length).saturating_sub(4);
        let mut body = Vec::new();
        (&self.0).take(length.into()).read_to_end(&mut body)?;
        Ok((kind, body))
    }
}

/// DataRow: number of columns (2 bytes), then for each its length (4 bytes, -1 for NULL) and bytes.
fn first_column(body: &[u8]) -> String {
    let length = body.get(2..6).and_then(|bytes| bytes.try_into().ok());
    let length = length.map_or(-1, i32::from_be_bytes);
    let text = usize::try_from(length).ok().and_then(|length| body.get(6..6 + length));
    String::from_utf8_lossy(text.unwrap_or_default()).into_owned()
}

/// ErrorResponse: fields of a letter and a zero-terminated text.
fn server_error(body: &[u8]) -> WireError {
    let field = |letter: u8| {
        let found = body.split(|byte| *byte == 0).find(|field| field.first() == Some(&letter));
        String::from_utf8_lossy(found.and_then(|field| field.get(1..)).unwrap_or_default())
            .into_owned()
    };
    WireError::Server { code: field(b'C'), message: field(b'M') }
}
