//! Generates a module from a program, and says what it needs: what the `restsmith` command does.
//!
//! ```sh
//! cargo run --example generate -- spec/portal.yaml src/api
//! ```

use std::{env, error::Error};

use restsmith::{Builder, ClientKind};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [spec, folder] = arguments.as_slice() else {
        return Err("name a spec, and the folder that the module goes to".into());
    };
    let change = Builder::new()
        .clients([ClientKind::Ureq])
        .plan(folder, &[spec])?;
    for warning in change.warnings() {
        eprint!("{warning}");
    }
    change.apply()?;
    print!("{}", change.dependencies());
    Ok(())
}
