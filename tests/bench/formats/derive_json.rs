pub type Tags = Vec<String>;
pub type Labels = std::collections::BTreeMap<String, String>;

pub fn read(text: &[u8]) -> serde_json::Result<All> {
    serde_json::from_slice(text)
}

pub fn write(all: &All) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(all)
}
