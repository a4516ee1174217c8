//! What a function says that cannot start.

use super::Runtime;
use super::deployed::{FUNCTIONS, ended};

#[tokio::test]
async fn a_function_says_all_that_its_environment_lacks_and_ends() {
    let runtime = Runtime::start().await;
    for name in FUNCTIONS {
        let mut command = runtime.command(name);
        command.env("KNEAD_TABLE", "what no table is called");
        let (code, said) = ended(&mut command);
        assert_eq!(code, Some(1), "{name}: {said}");
        let needed = match name {
            "booking" => &["KNEAD_SECRET"][..],
            "intake" => &["KNEAD_COUNTING_KEY", "KNEAD_PRACTICE_PUBLIC"],
            "desk" => &["KNEAD_SECRET", "KNEAD_PRACTICE_KEY", "KNEAD_KMS_KEY_ID"],
            _ => &["KNEAD_SECRET", "KNEAD_MAIL"],
        };
        for variable in [
            &["KNEAD_TABLE", "KNEAD_FUNCTIONS_DIR", "AWS_REGION"],
            needed,
        ]
        .concat()
        {
            assert!(
                said.contains(variable),
                "{name} does not say {variable}: {said}"
            );
        }
        assert!(!said.contains("what no table"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[tokio::test]
async fn a_function_without_what_knead_build_writes_says_so_and_ends() {
    let runtime = Runtime::start().await;
    let empty = tempfile::TempDir::new().expect("a folder");
    let mut command = runtime.command("booking");
    command
        .env("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9")
        .env("KNEAD_TABLE", "knead")
        .env("KNEAD_SECRET", "7".repeat(64))
        .env("LAMBDA_TASK_ROOT", empty.path())
        .env("KNEAD_FUNCTIONS_DIR", "functions");
    let (code, said) = ended(&mut command);
    assert_eq!(code, Some(1), "{said}");
    let file = empty.path().join("functions/practice.pack");
    assert!(said.contains(&file.display().to_string()), "{said}");
    assert!(said.contains("knead build"), "{said}");

    std::fs::create_dir(empty.path().join("functions")).expect("a folder");
    std::fs::write(&file, "knead 0.0.1\n").expect("a file of another Knead");
    let (code, said) = ended(&mut command);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("is not what `knead build`"), "{said}");
}
