//! A function's process: started as Lambda starts it, and what it takes of the machine.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::runtime::Runtime;

/// A function that has started; it ends when this value does.
pub(super) struct Function {
    child: Child,
    runtime: Runtime,
    /// From its start until it asked for its first event.
    pub(super) init: Duration,
    /// The processor's time of that.
    pub(super) init_cpu: Duration,
}

impl Function {
    pub(super) fn start(binary: &Path, environment: &[(String, String)]) -> Self {
        let mut runtime = Runtime::open();
        let mut command = Command::new(binary);
        command
            .env_clear()
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .env("AWS_LAMBDA_RUNTIME_API", runtime.address())
            .env("AWS_LAMBDA_FUNCTION_NAME", "f")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env("AWS_LAMBDA_LOG_GROUP_NAME", "g")
            .env("AWS_LAMBDA_LOG_STREAM_NAME", "s")
            .stdout(Stdio::null());
        let begun = Instant::now();
        let child = command.spawn().expect("the function starts");
        runtime.wait_until_ready();
        let init = begun.elapsed();
        let mut function = Self {
            child,
            runtime,
            init,
            init_cpu: Duration::ZERO,
        };
        function.init_cpu = function.cpu();
        function
    }

    /// What it answers, and the processor's time that it took until it was ready again.
    pub(super) fn invoke(&mut self, event: &Value) -> (Value, Duration) {
        let before = self.cpu();
        let answer = self.runtime.invoke(event);
        self.runtime.wait_until_ready();
        (answer, self.cpu().saturating_sub(before))
    }

    /// The most memory that it ever had, in MB (proc(5), VmHWM).
    pub(super) fn peak_mb(&self) -> f64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(status).expect("it lives");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kib.expect("kilobytes") / 1024.0
    }

    /// The processor's time of all its threads so far (the kernel's sched-stats, nanoseconds).
    fn cpu(&self) -> Duration {
        let threads = fs::read_dir(format!("/proc/{}/task", self.child.id()));
        let threads = threads.expect("it lives").flatten();
        let of_thread = threads.filter_map(|thread| {
            let said = fs::read_to_string(thread.path().join("schedstat")).ok()?;
            said.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(of_thread.sum())
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
