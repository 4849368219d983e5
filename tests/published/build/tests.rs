//! The text of generated tests.

/// Tests, some of which are skipped.
#[derive(Debug, Default)]
pub struct Tests(String);

impl Tests {
    /// Adds a test. One that is skipped says why.
    pub fn add(&mut self, name: &str, skipped: Option<&str>, body: &str) {
        let ignore = skipped
            .map(|reason| format!("#[ignore = {reason:?}]\n"))
            .unwrap_or_default();
        self.write(&format!("#[test]\n{ignore}fn {name}() {{\n    {body}\n}}"));
    }

    /// Adds what tests share, or what is around them.
    pub fn write(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}
