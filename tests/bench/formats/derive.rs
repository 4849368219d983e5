//! Reads and writes a file again and again with serde's derive: `derive-run FILE`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    timing::rounds(|text| Ok(derive::write(&derive::read(text)?)?.into()))
}
