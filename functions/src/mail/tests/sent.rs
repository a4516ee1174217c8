//! How mail leaves, and what is said when it does not: against servers that speak SMTP and HTTP.

use std::fs;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::{composed, composed_to, published, sample};
use crate::mail::ses::Ses;
use crate::mail::{Mailbox, NotSent, Sender, Why};
use crate::store::Endpoint;

/// Answers one SMTP session: this to MAIL, RCPT, or the mail itself, 250 to the rest.
async fn smtp(refuses: &'static str, with: &'static str) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("its address"));
    let session = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a client");
        converse(stream, refuses, with).await
    });
    (url, session)
}

async fn converse(stream: TcpStream, refuses: &str, with: &str) -> Vec<String> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut heard = Vec::new();
    let mut in_mail = false;
    let _ = writer.write_all(b"220 test\r\n").await;
    while let Ok(Some(line)) = lines.next_line().await {
        let ends_mail = in_mail && line == ".";
        let verb = if ends_mail {
            "."
        } else {
            line.split(' ').next().unwrap_or_default()
        };
        let answer = match verb {
            _ if in_mail && !ends_mail => "",
            verb if verb == refuses => with,
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 fine, ada@example.com",
        };
        in_mail = (in_mail || verb == "DATA" && answer.starts_with('3')) && !ends_mail;
        heard.push(line);
        if !answer.is_empty()
            && writer
                .write_all(format!("{answer}\r\n").as_bytes())
                .await
                .is_err()
        {
            break;
        }
    }
    heard
}

async fn send(sender: &Sender) -> Result<(), NotSent> {
    let published = published();
    let message = composed(&published, &sample(&published, "confirmed"));
    sender.send(&message).await.map(drop)
}

/// What becomes of a mail whose session goes so.
async fn check(refuses: &'static str, with: &'static str, why: Why, reason: &str) {
    let (url, session) = smtp(refuses, with).await;
    let sender = Sender::named(&url).expect("a sender");
    let not_sent = send(&sender).await.err();
    let expected = NotSent {
        why,
        reason: reason.to_owned(),
    };
    assert_eq!(not_sent, Some(expected), "{refuses}: {with}");
    drop(sender);
    session.abort();
}

#[tokio::test]
async fn a_mail_goes_to_the_server_as_it_was_composed() {
    let (url, session) = smtp("", "").await;
    let sender = Sender::named(&url).expect("a sender");
    let published = published();
    let message = composed(&published, &sample(&published, "confirmed"));
    sender.send(&message).await.expect("it is taken");
    drop(sender);
    let heard = session.await.expect("a session");
    let mail = String::from_utf8(message.formatted()).expect("ASCII");
    let whole: String = heard.join("\r\n");
    assert!(
        whole.contains("MAIL FROM:<hello@millracemassage.example>"),
        "{whole:.300}"
    );
    assert!(whole.contains("RCPT TO:<ada@example.com>"), "{whole:.300}");
    assert!(whole.contains(mail.trim_end()), "{whole}");
}

#[tokio::test]
async fn a_refusal_says_whether_to_try_again_and_never_what_the_server_said() {
    let later = "the mail server asked to try again later";
    check(
        "MAIL",
        "421 busy, ada@example.com",
        Why::Passing,
        &format!("{later} (421)"),
    )
    .await;
    check(
        "RCPT",
        "450 greylisted ada@example.com",
        Why::Passing,
        &format!("{later} (450)"),
    )
    .await;
    check(".", "452 full", Why::Passing, &format!("{later} (452)")).await;
    let address = "the mail server refused the address";
    check(
        "RCPT",
        "550 no ada@example.com here",
        Why::Lasting,
        &format!("{address} (550)"),
    )
    .await;
    check(".", "554 spam", Why::Lasting, &format!("{address} (554)")).await;
    let ours = "the mail server refused our way of sending";
    check(
        "MAIL",
        "530 sign in first",
        Why::Ours,
        &format!("{ours} (530)"),
    )
    .await;
    check(
        "RCPT",
        "503 out of order",
        Why::Ours,
        &format!("{ours} (503)"),
    )
    .await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("its address"));
    drop(listener);
    let not_sent = send(&Sender::named(&url).expect("a sender")).await.err();
    let expected = NotSent {
        why: Why::Passing,
        reason: "the mail server could not be reached".to_owned(),
    };
    assert_eq!(not_sent, Some(expected));
}

#[tokio::test]
async fn an_address_beyond_ascii_is_lasting_where_the_server_knows_none() {
    let (url, session) = smtp("", "").await;
    let published = published();
    let message = composed_to(
        &published,
        &sample(&published, "reminder"),
        (None, "用户@例え.jp"),
    );
    let sender = Sender::named(&url).expect("a sender");
    let not_sent = sender.send(&message.expect("a mail")).await.err();
    assert_eq!(not_sent.map(|not_sent| not_sent.why), Some(Why::Lasting));
    session.abort();
}

#[test]
fn a_sender_is_ses_or_an_smtp_url_and_anything_else_is_refused_without_being_repeated() {
    for (named, shown) in [
        ("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525"),
        ("smtp://localhost", "smtp://localhost"),
        ("smtp://[::1]:25", "smtp://[::1]:25"),
        (
            "smtps://user:s3cret@mail.example:465",
            "smtps://mail.example:465",
        ),
        ("smtp://us%40er:s3cret@mail.example", "smtp://mail.example"),
    ] {
        let sender = Sender::named(named).expect(named);
        assert_eq!(sender.to_string(), shown);
        assert!(!format!("{sender:?}").contains("s3cret"), "{sender:?}");
    }
    for named in [
        "SES",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://u:s3cret@mail.example?tls=opportunistic",
        "smtp://u:s3cret@mail.example/name",
        "",
    ] {
        let refused = Sender::named(named).expect_err(named).to_string();
        assert!(refused.contains("KNEAD_MAIL"), "{refused}");
        assert!(refused.contains("to `ses`"), "{refused}");
        assert!(!refused.contains("s3cret"), "{refused}");
    }
}

#[tokio::test]
async fn a_server_elsewhere_that_offers_no_tls_gets_neither_password_nor_mail() {
    // A name that leads to this machine, but is not known to: as good as any other.
    let (url, session) = smtp("", "").await;
    let port = url.rsplit_once(':').map(|(_, port)| port.to_owned());
    let url = format!("smtp://user:s3cret@localhost.:{}", port.unwrap_or_default());
    let sent = send(&Sender::named(&url).expect("a sender")).await;
    assert!(sent.is_err_and(|not_sent| not_sent.why != Why::Lasting));
    session.abort();
    let heard = session.await.unwrap_or_default().join("\n");
    assert!(
        !heard.contains("AUTH") && !heard.contains("MAIL"),
        "{heard}"
    );
}

/// Answers one HTTP request with a status, an error's name and a body, and returns it.
async fn ses([status, error, body]: [&'static str; 3]) -> (Sender, JoinHandle<String>) {
    let answer = format!(
        "HTTP/1.1 {status}\r\nx-amzn-errortype: {error}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let request = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client");
        let mut heard = Vec::new();
        let mut chunk = [0; 65_536];
        loop {
            let count = stream.read(&mut chunk).await.unwrap_or(0);
            heard.extend_from_slice(&chunk[..count]);
            let text = String::from_utf8_lossy(&heard);
            if count == 0 || text.trim_end().ends_with('}') {
                break;
            }
        }
        let _ = stream.write_all(answer.as_bytes()).await;
        String::from_utf8_lossy(&heard).into_owned()
    });
    (Sender::Ses(Ses::at(&Endpoint::local(&url))), request)
}

#[tokio::test]
async fn ses_gets_the_whole_message_and_its_id_is_kept() {
    let answer = ["200 OK", "", "{\"MessageId\":\"0100-a\"}"];
    let (sender, request) = ses(answer).await;
    let published = published();
    let message = composed(&published, &sample(&published, "confirmed"));
    let sent = sender.send(&message).await.expect("it is taken");
    assert_eq!(sent.id.as_deref(), Some("0100-a"));
    let request = request.await.expect("a request");
    assert!(
        request.starts_with("POST /v2/email/outbound-emails"),
        "{request:.200}"
    );
    for part in [
        "\"Raw\":{\"Data\":\"",
        "\"ToAddresses\":[\"ada@example.com\"]",
        "\"FromEmailAddress\":\"hello@millracemassage.example\"",
    ] {
        assert!(request.contains(part), "{part} is not in {request:.400}");
    }
}

#[tokio::test]
async fn what_ses_refuses_says_whether_to_try_again_and_never_its_words() {
    let words = "{\"message\":\"no, ada@example.com\"}";
    for (answer, why, reason) in [
        (
            ["429 Slow", "TooManyRequestsException", words],
            Why::Passing,
            "SES asked to try again later (TooManyRequestsException)",
        ),
        (
            ["400 Bad", "MessageRejected", words],
            Why::Ours,
            "SES refused to send it (MessageRejected)",
        ),
        (
            ["500 Oh", "", "{}"],
            Why::Passing,
            "SES asked to try again later (no code)",
        ),
    ] {
        let (sender, _request) = ses(answer).await;
        let not_sent = send(&sender).await.err();
        let reason = reason.to_owned();
        assert_eq!(not_sent, Some(NotSent { why, reason }));
    }
}

#[tokio::test]
async fn ses_out_of_reach_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    drop(listener);
    let sender = Sender::Ses(Ses::at(&Endpoint::local(&url)));
    let not_sent = send(&sender).await.err();
    assert_eq!(not_sent.map(|not_sent| not_sent.why), Some(Why::Passing));
}

#[tokio::test]
async fn a_mailbox_keeps_each_mail_in_a_file_of_its_own_and_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mail");
    let published = published();
    let message = composed(&published, &sample(&published, "confirmed"));
    for mailbox in [Mailbox::new(&path), Mailbox::new(&path)] {
        let sender = Sender::Mailbox(mailbox);
        for _ in 0..2 {
            sender.send(&message).await.expect("it is kept");
        }
    }
    let entries = fs::read_dir(&path).expect("the mailbox");
    let mut names: Vec<_> = entries
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    let name = |number| format!("20261124T130000Z-{number:06}.eml");
    assert_eq!(names, [name(1), name(2), name(3), name(4)]);
    let kept = fs::read(path.join(&names[3])).expect("a mail");
    assert_eq!(kept, message.formatted());
}

#[tokio::test]
async fn a_mailbox_that_cannot_be_written_to_is_ours_to_mend() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let sender = Sender::Mailbox(Mailbox::new(file.path()));
    let not_sent = send(&sender).await.expect_err("a file is no folder");
    assert_eq!(not_sent.why, Why::Ours);
    let path = file.path().to_string_lossy().into_owned();
    assert!(!not_sent.reason.contains(&path), "{}", not_sent.reason);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_not_waited_for_for_ever() {
    // Connections are taken by the system; nobody ever answers.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("its address"));
    let sender = Sender::named(&url).expect("a mail server");
    let an_hour = std::time::Duration::from_secs(60 * 60);
    let sent = tokio::time::timeout(an_hour, send(&sender)).await;
    let told = sent.expect("it is given up").expect_err("nobody took it");
    let expected = NotSent::new(Why::Passing, "it was not taken in time");
    assert_eq!(told, expected);
}
