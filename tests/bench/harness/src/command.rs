//! The command line.

use std::{alloc::System, env, io, str::FromStr, time::Duration};

use cpu_time::ProcessTime;
use stats_alloc::{Region, StatsAlloc};
use tokio::runtime::{Builder, Runtime};

use crate::{Answer, AsyncClient, BlockingClient, Failure, Target, asynchronous, blocking};

/// How much CPU time is measured at least.
const ENOUGH: Duration = Duration::from_millis(400);
/// How many calls pass before something is measured.
const WARM_UP: u32 = 200;
/// How many calls are made between two looks at the clock, or at the allocations.
const BATCH: u32 = 1_000;

enum Side {
    Async,
    Blocking,
}

impl FromStr for Side {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self, Failure> {
        match name {
            "async" => Ok(Self::Async),
            "blocking" => Ok(Self::Blocking),
            _ => Err(format!("no side is called {name}").into()),
        }
    }
}

/// Does what the command line says, but for counting allocations.
///
/// # Errors
///
/// When the command line is wrong, or a call didn't go as expected.
pub fn calls<A: AsyncClient, B: BlockingClient>() -> Result<(), Failure> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match *arguments.as_slice() {
        ["cpu", side, answer] => {
            let per_call = cpu::<A, B>(&side.parse()?, Answer::named(answer)?)?;
            println!("{per_call}");
        }
        ["repeat", side, answer, calls] => {
            repeat::<A, B, _>(&side.parse()?, Answer::named(answer)?, |repeat| {
                repeat(calls.parse()?)
            })?;
        }
        ["loopback", side, url, callers, milliseconds] => {
            let (callers, time) = (
                callers.parse()?,
                Duration::from_millis(milliseconds.parse()?),
            );
            let (calls, time) = match side.parse()? {
                Side::Blocking => blocking::storm::<B>(url, callers, time)?,
                Side::Async => runtime()?.block_on(asynchronous::storm::<A>(url, callers, time))?,
            };
            println!("{}", f64::from(calls) / time.as_secs_f64());
        }
        _ => return Err(format!("not understood: {arguments:?}").into()),
    }
    Ok(())
}

/// Prints how many allocations a call makes.
///
/// # Errors
///
/// When the command line is wrong, or a call didn't go as expected.
pub fn allocations<A: AsyncClient, B: BlockingClient>(
    counter: &StatsAlloc<System>,
) -> Result<(), Failure> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [command, side, answer] = arguments.as_slice() else {
        return Err("allocations SIDE ANSWER".into());
    };
    if command != "allocations" {
        return Err(format!("not understood: {command}").into());
    }
    let count = repeat::<A, B, _>(&side.parse()?, Answer::named(answer)?, |repeat| {
        repeat(WARM_UP)?;
        let region = Region::new(counter);
        repeat(BATCH)?;
        let change = region.change();
        // Growing in place is work as well.
        Ok(change.allocations + change.reallocations)
    })?;
    println!("{}", f64::from(u32::try_from(count)?) / f64::from(BATCH));
    Ok(())
}

/// Microseconds of CPU time of a call.
fn cpu<A: AsyncClient, B: BlockingClient>(side: &Side, answer: Answer) -> Result<f64, Failure> {
    repeat::<A, B, _>(side, answer, |repeat| {
        repeat(WARM_UP)?;
        let (start, mut calls) = (ProcessTime::now(), 0);
        loop {
            repeat(BATCH)?;
            calls += BATCH;
            let time = start.elapsed();
            if time >= ENOUGH {
                return Ok(time.as_secs_f64() * 1e6 / f64::from(calls));
            }
        }
    })
}

/// Hands over what calls so often, with the network taken out.
fn repeat<A: AsyncClient, B: BlockingClient, T>(
    side: &Side,
    answer: Answer,
    measure: impl FnOnce(&mut dyn FnMut(u32) -> Result<(), Failure>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    match side {
        Side::Blocking => {
            let client = B::new(&Target::Canned(answer))?;
            measure(&mut |calls| blocking::repeat(&client, answer, calls))
        }
        Side::Async => {
            let runtime = runtime()?;
            let client = runtime.block_on(async { A::new(&Target::Canned(answer)) })?;
            measure(&mut |calls| runtime.block_on(asynchronous::repeat(&client, answer, calls)))
        }
    }
}

/// One thread: the other cores are the server's.
fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}
