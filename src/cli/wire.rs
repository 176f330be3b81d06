//! Messages of the Language Server Protocol over standard input and output. What is no message is answered, and the next one is read.

use std::io::{self, BufRead, Read as _, Write};
use std::thread::{JoinHandle, spawn};

use lsp_server::{Connection, ErrorCode, Message};
use serde_json::{Value, json};

use super::output::note;

/// Bytes of a message beyond which it is refused unread: the longest design takes a sixteenth of it.
const MOST_BYTES: u64 = 64 << 20;
/// Bytes of a line of a head.
const MOST_HEAD: u64 = 8 << 10;
/// What says how long a message is.
const LENGTH: &[u8] = b"content-length:";

/// What stands next in the input.
enum Frame {
    Body(Vec<u8>),
    /// A head that does not say how long its message is.
    Headless,
    /// A message beyond the budget.
    TooLong,
    End,
}

/// Why something is no message, and the id by which it asks for an answer.
#[derive(Debug, PartialEq)]
struct NoMessage {
    id: Value,
    code: i32,
    why: &'static str,
}

/// Standard input and output as a connection, and what writes until the connection is closed.
pub(super) fn connect() -> (Connection, JoinHandle<io::Result<()>>) {
    let (server, Connection { sender, receiver }) = Connection::memory();
    let writer = spawn(move || receiver.into_iter().try_for_each(|message| message.write(&mut io::stdout().lock())));
    spawn(move || read(&mut io::stdin().lock(), &mut |message| sender.send(message).is_ok()));
    (server, writer)
}

/// Hands on messages until the input ends, nobody takes them, or one is too long to be passed over.
fn read(input: &mut dyn BufRead, hand_on: &mut dyn FnMut(Message) -> bool) {
    loop {
        let (refusal, last) = match frame(input) {
            Ok(Frame::Body(body)) => match message(&body) {
                Ok(message) => {
                    if hand_on(message) {
                        continue;
                    }
                    return;
                }
                Err(refusal) => (refusal, false),
            },
            Ok(Frame::Headless) => (invalid(Value::Null, "its head has no Content-Length"), false),
            Ok(Frame::TooLong) => (invalid(Value::Null, "it is longer than 64 MiB"), true),
            Ok(Frame::End) | Err(_) => return,
        };
        // If nobody reads, nobody will write for long.
        let _ = answer(&refusal, &mut io::stdout().lock());
        if last {
            return note("a message of the editor is longer than 64 MiB; nothing more is read");
        }
    }
}

fn invalid(id: Value, why: &'static str) -> NoMessage {
    NoMessage { id, code: ErrorCode::InvalidRequest as i32, why }
}

/// Tells the other side that something was no message.
fn answer(refusal: &NoMessage, out: &mut dyn Write) -> io::Result<()> {
    let NoMessage { id, code, why } = refusal;
    let text = json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": why } }).to_string();
    write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    out.flush()
}

/// Reads a head and its body.
fn frame(input: &mut dyn BufRead) -> io::Result<Frame> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if (&mut *input).take(MOST_HEAD).read_until(b'\n', &mut line)? == 0 {
            return Ok(Frame::End);
        }
        let line = line.trim_ascii_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        // Behind the rest of a message whose length was wrong stands the next head on the same line.
        if let Some(at) = line.windows(LENGTH.len()).rposition(|window| window == LENGTH) {
            length = std::str::from_utf8(&line[at + LENGTH.len()..]).ok().and_then(|text| text.trim().parse::<u128>().ok());
        }
    }
    let Some(length) = length else { return Ok(Frame::Headless) };
    let Some(length) = u64::try_from(length).ok().filter(|length| *length <= MOST_BYTES) else { return Ok(Frame::TooLong) };
    let mut body = Vec::new();
    (&mut *input).take(length).read_to_end(&mut body)?;
    Ok(if body.len() as u64 == length { Frame::Body(body) } else { Frame::End })
}

/// The message of a body.
fn message(body: &[u8]) -> Result<Message, NoMessage> {
    let no_json = NoMessage { id: Value::Null, code: ErrorCode::ParseError as i32, why: "it is no JSON" };
    let value: Value = serde_json::from_slice(body).map_err(|_| no_json)?;
    let id = value.get("id").filter(|id| id.is_number() || id.is_string()).cloned().unwrap_or_default();
    let says = ["method", "result", "error"].iter().any(|key| value.get(key).is_some());
    let read = if says { serde_json::from_value(value).ok() } else { None };
    read.ok_or_else(|| invalid(id, "it is no request, no response and no notification"))
}

#[cfg(test)]
mod tests {
    use super::{Frame, Message, frame, message};
    use serde_json::json;

    #[test]
    fn what_is_no_message_says_why() {
        for (body, code, id) in [
            (&b"{bad}"[..], -32700, json!(null)),
            (b"\xff\xfe", -32700, json!(null)),
            (b"[]", -32600, json!(null)),
            (b"null", -32600, json!(null)),
            (b"{}", -32600, json!(null)),
            (br#"{"jsonrpc":"2.0","id":9}"#, -32600, json!(9)),
            (br#"{"jsonrpc":"2.0","id":"a","method":5}"#, -32600, json!("a")),
        ] {
            let refusal = message(body).expect_err("no message");
            assert_eq!((refusal.code, refusal.id), (code, id), "{body:?}");
        }
        assert!(matches!(message(br#"{"id":7,"result":null}"#), Ok(Message::Response(_))));
        assert!(matches!(message(br#"{"method":"exit"}"#), Ok(Message::Notification(_))));
    }

    #[test]
    fn a_wrong_length_costs_one_message_and_no_memory() {
        let mut input = &b"Content-Length: -5\r\n\r\n{}CONTENT-LENGTH: 2\r\nContent-Type: x\r\n\r\n[]hello\r\n\r\ncontent-length:4\r\n\r\nnullContent-Length: 99999999999999999999999\r\n\r\n{}"[..];
        let mut read = || match frame(&mut input).expect("bytes") {
            Frame::Body(body) => String::from_utf8(body).expect("text"),
            Frame::Headless => "headless".to_owned(),
            Frame::TooLong => "too long".to_owned(),
            Frame::End => "end".to_owned(),
        };
        assert_eq!([read(), read(), read(), read(), read()], ["headless", "[]", "headless", "null", "too long"]);
        assert!(matches!(frame(&mut &b"Content-Length: 5\r\n\r\n{}"[..]), Ok(Frame::End)));
    }
}
