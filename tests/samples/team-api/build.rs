//! Generates both clients of the team's API.

fn main() -> Result<(), restsmith::Error> {
    restsmith::compile("spec/tickets.yaml")
}
