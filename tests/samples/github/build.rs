//! Generates both clients of GitHub.

fn main() -> Result<(), restsmith::Error> {
    restsmith::compile("spec/github.yaml")
}
