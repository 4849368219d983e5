//! How a client is called again and again, and what of it is counted.
//!
//! A program of a client's takes one of these command lines, and prints a number:
//!
//! ```text
//! cpu SIDE ANSWER           microseconds of CPU time of a call, with the network taken out
//! repeat SIDE ANSWER CALLS  nothing; something outside counts
//! loopback SIDE URL CALLERS MILLISECONDS
//!                           calls per second
//! allocations SIDE ANSWER   allocations of a call, with the network taken out
//! ```
//!
//! SIDE is `async` or `blocking`, ANSWER is `success` or `unauthorized`.

mod answer;
mod asynchronous;
mod blocking;
mod command;

pub use answer::{Answer, TOKEN};
pub use asynchronous::AsyncClient;
pub use blocking::{BlockingClient, None};
pub use command::{allocations, calls};

/// What may go wrong.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What a client talks to.
#[derive(Clone, Debug)]
pub enum Target {
    /// Nobody: every call gets this answer.
    Canned(Answer),
    /// A server.
    Url(String),
}
