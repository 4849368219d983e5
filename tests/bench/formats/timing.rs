//! Megabytes of a file that are read and written in a second of CPU time.

use std::{env, error::Error, fs, time::Duration};

use bytes::Bytes;
use cpu_time::ProcessTime;

/// How much CPU time is measured at least.
const ENOUGH: Duration = Duration::from_millis(700);

pub fn rounds(mut round: impl FnMut(&Bytes) -> Result<Bytes, Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let text = Bytes::from(fs::read(env::args_os().nth(1).ok_or("which file?")?)?);
    if round(&text)? != text {
        return Err("what was read is not what was written".into());
    }
    let (start, mut bytes) = (ProcessTime::now(), 0.0);
    while start.elapsed() < ENOUGH {
        bytes += round(&text)?.len() as f64;
    }
    println!("{}", bytes / 1e6 / start.elapsed().as_secs_f64());
    Ok(())
}
