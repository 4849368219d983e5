//! Calls that don't block the thread.

use std::time::{Duration, Instant};

use crate::{Answer, Failure, Target};

/// A client whose calls don't block the thread.
pub trait AsyncClient: Clone + Send + Sync + 'static {
    /// Sets the client up, within a runtime.
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
    fn call(&self) -> impl Future<Output = Result<Answer, Failure>> + Send;
}

/// Calls so often.
pub(crate) async fn repeat(
    client: &impl AsyncClient,
    answer: Answer,
    calls: u32,
) -> Result<(), Failure> {
    for _ in 0..calls {
        answer.expect(client.call().await?)?;
    }
    Ok(())
}

/// How often so many tasks can call together in this time, and in how much time they did.
pub(crate) async fn storm<C: AsyncClient>(
    url: &str,
    callers: usize,
    time: Duration,
) -> Result<(u32, Duration), Failure> {
    let client = C::new(&Target::Url(url.to_owned()))?;
    let start = Instant::now();
    let tasks: Vec<_> = (0..callers)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                let mut calls = 0;
                while start.elapsed() < time {
                    Answer::Success.expect(client.call().await?)?;
                    calls += 1;
                }
                Ok::<u32, Failure>(calls)
            })
        })
        .collect();
    let mut calls = 0;
    for task in tasks {
        calls += task.await??;
    }
    Ok((calls, start.elapsed()))
}
