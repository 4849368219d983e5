//! Calls that block the thread.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use crate::{Answer, Failure, Target};

/// A client whose calls block the thread.
pub trait BlockingClient: Clone + Send + Sync + 'static {
    /// Sets the client up.
    ///
    /// # Errors
    ///
    /// When it can't be.
    fn new(target: &Target) -> Result<Self, Failure>;

    /// Signs out with [`TOKEN`](crate::TOKEN), and says what the answer was.
    ///
    /// # Errors
    ///
    /// When there is no answer, or one that nobody expects.
    fn call(&self) -> Result<Answer, Failure>;
}

/// The blocking client of who has none.
#[derive(Clone, Debug)]
pub struct None;

impl BlockingClient for None {
    fn new(_: &Target) -> Result<Self, Failure> {
        Err("there is no blocking client".into())
    }

    fn call(&self) -> Result<Answer, Failure> {
        Err("there is no blocking client".into())
    }
}

/// Calls so often.
pub(crate) fn repeat(
    client: &impl BlockingClient,
    answer: Answer,
    calls: u32,
) -> Result<(), Failure> {
    (0..calls).try_for_each(|_| answer.expect(client.call()?))
}

/// How often so many threads can call together in this time, and in how much time they did.
pub(crate) fn storm<C: BlockingClient>(
    url: &str,
    callers: usize,
    time: Duration,
) -> Result<(u32, Duration), Failure> {
    let client = Arc::new(C::new(&Target::Url(url.to_owned()))?);
    let start = Instant::now();
    let threads: Vec<_> = (0..callers)
        .map(|_| {
            let client = Arc::clone(&client);
            thread::spawn(move || -> Result<u32, Failure> {
                let mut calls = 0;
                while start.elapsed() < time {
                    Answer::Success.expect(client.call()?)?;
                    calls += 1;
                }
                Ok(calls)
            })
        })
        .collect();
    let mut calls = 0;
    for thread in threads {
        calls += thread.join().map_err(|_| "a caller panicked")??;
    }
    Ok((calls, start.elapsed()))
}
