/// Lists and maps as AWS's services write them.
#[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]
pub struct Tags {
    #[serde(default)]
    pub member: Vec<String>,
}

#[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]
pub struct Labels {
    #[serde(default)]
    pub entry: Vec<Entry>,
}

#[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]
pub struct Entry {
    pub key: String,
    pub value: String,
}

pub fn read(text: &[u8]) -> Result<All, Box<dyn std::error::Error>> {
    Ok(quick_xml::de::from_str(std::str::from_utf8(text)?)?)
}

pub fn write(all: &All) -> Result<String, quick_xml::SeError> {
    quick_xml::se::to_string(all)
}
