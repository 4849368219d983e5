//! Variables in the URLs of a service.

/// Returns whether a value is valid in a URL after this part of it: in the host and the port, or in the path.
pub(crate) fn fits(value: &str, before: &str) -> bool {
    let is_in_host = before.matches('/').count() == 2;
    let others: &[u8] = if is_in_host { b"-._:" } else { b"-._~/" };
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || others.contains(&byte);
    let mut labels = value.split('.');
    !value.is_empty()
        && value.bytes().all(is_allowed)
        && (!is_in_host || labels.all(|label| !label.is_empty()))
}
