pub type Tags = Vec<String>;
pub type Labels = std::collections::BTreeMap<String, String>;

#[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]
pub struct Body {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all: Option<All>,
}

pub fn read(text: &[u8]) -> Result<Body, Box<dyn std::error::Error>> {
    Ok(minicbor_serde::from_slice(text)?)
}

pub fn write(body: &Body) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    Ok(minicbor_serde::to_vec(body)?)
}
