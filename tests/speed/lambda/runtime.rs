//! Lambda's runtime API as one function sees it, over plain sockets, so that it takes no time of its
//! own (docs.aws.amazon.com, "Using the Lambda runtime API").

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use serde_json::Value;

/// The API for one function.
pub(super) struct Runtime {
    listener: TcpListener,
    connection: Option<BufReader<TcpStream>>,
}

/// What a function asks.
struct Asked {
    path: String,
    body: Vec<u8>,
}

impl Runtime {
    pub(super) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        Self {
            listener,
            connection: None,
        }
    }

    /// `AWS_LAMBDA_RUNTIME_API`
    pub(super) fn address(&self) -> String {
        let address = self.listener.local_addr().expect("it is bound");
        address.to_string()
    }

    /// Waits until the function asks for an event: it has started, or is done with the one before.
    pub(super) fn wait_until_ready(&mut self) {
        let asked = self.asked();
        assert!(asked.path.ends_with("/next"), "{}", asked.path);
    }

    /// Gives it an event; its answer.
    pub(super) fn invoke(&mut self, event: &Value) -> Value {
        let head = "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n\
                    Lambda-Runtime-Deadline-Ms: 4102444800000\r\n\
                    Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:f\r\n";
        self.answer("200 OK", head, event.to_string().as_bytes());
        let asked = self.asked();
        // The sweep refuses what is no schedule's: that is an answer, too.
        let is_answer = ["/response", "/error"]
            .iter()
            .any(|end| asked.path.ends_with(end));
        assert!(is_answer, "{}", asked.path);
        let said = serde_json::from_slice(&asked.body).expect("an answer is JSON");
        self.answer("202 Accepted", "", b"");
        said
    }

    fn asked(&mut self) -> Asked {
        loop {
            let Some(connection) = self.connection.as_mut() else {
                let (stream, _) = self.listener.accept().expect("the function connects");
                stream.set_nodelay(true).expect("a socket");
                self.connection = Some(BufReader::new(stream));
                continue;
            };
            if let Some(asked) = read(connection) {
                return asked;
            }
            self.connection = None;
        }
    }

    fn answer(&mut self, status: &str, head: &str, body: &[u8]) {
        let connection = self.connection.as_mut().expect("somebody has asked");
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{head}\r\n"
        );
        let whole = [head.as_bytes(), body].concat();
        connection.get_mut().write_all(&whole).expect("it reads");
    }
}

/// A request; none where the connection has ended.
fn read(connection: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut line = String::new();
    connection
        .read_line(&mut line)
        .ok()
        .filter(|read| *read > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let (mut length, mut is_chunked) = (0, false);
    loop {
        let mut header = String::new();
        connection.read_line(&mut header).ok()?;
        let header = header.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        is_chunked |= header.starts_with("transfer-encoding:") && header.ends_with("chunked");
    }
    let body = if is_chunked {
        chunks(connection)?
    } else {
        let mut body = vec![0; length];
        connection.read_exact(&mut body).ok()?;
        body
    };
    Some(Asked { path, body })
}

fn chunks(connection: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        connection.read_exact(&mut chunk).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}
