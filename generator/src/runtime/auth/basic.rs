//! Authentication by user name and password (RFC 7617).

use std::time::SystemTime;

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderValue, Request, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use super::super::{Body, Builder, ServiceClient};
use super::{
    identity::Identity,
    schemes::{Auth, AuthError},
};

impl<C: ServiceClient> Builder<C> {
    /// Sets the user name and the password of a scheme.
    #[doc(hidden)]
    #[must_use]
    pub fn set_basic(
        mut self,
        setting: &'static str,
        user: SecretString,
        password: SecretString,
    ) -> Self {
        let basic = Basic {
            setting,
            encoded: encoded(user.expose_secret(), password.expose_secret()),
            user,
            password,
        };
        drop(self.authentication.schemes.insert(setting, basic.into()));
        self
    }
}

/// A user name and a password. Some services take an API key as one of the two.
struct Basic {
    setting: &'static str,
    user: SecretString,
    password: SecretString,
    /// Both in base64, or `None` if they aren't valid.
    encoded: Option<SecretString>,
}

impl Identity for Basic {
    fn authenticate(
        &self,
        message: &mut Request<Body>,
        _: Auth,
        _: &str,
        _: SystemTime,
    ) -> Result<Vec<SecretString>, AuthError> {
        let invalid = || AuthError::BasicValue(self.setting);
        let encoded = self.encoded.as_ref().ok_or_else(invalid)?;
        let value = SecretString::from(format!("Basic {}", encoded.expose_secret()));
        let mut value = HeaderValue::from_str(value.expose_secret()).map_err(|_| invalid())?;
        value.set_sensitive(true);
        drop(message.headers_mut().insert(AUTHORIZATION, value));
        Ok(Vec::new())
    }

    fn secrets(&self, visit: &mut dyn FnMut(&str)) {
        visit(self.user.expose_secret());
        visit(self.password.expose_secret());
        self.encoded
            .iter()
            .for_each(|encoded| visit(encoded.expose_secret()));
    }

    fn refused(&self) -> bool {
        false
    }
}

/// Returns both in base64, or `None` if one contains a control character, or the user name a colon (RFC 7617, section 2).
fn encoded(user: &str, password: &str) -> Option<SecretString> {
    let is_valid = |text: &str| !text.chars().any(char::is_control);
    if user.contains(':') || !is_valid(user) || !is_valid(password) {
        return None;
    }
    let both = SecretString::from(format!("{user}:{password}"));
    Some(STANDARD.encode(both.expose_secret()).into())
}
