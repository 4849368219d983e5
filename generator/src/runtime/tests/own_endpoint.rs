use crate::runtime::{Endpoint, own_endpoint::chosen};

const OWN: &str = "https://uploads.example.com";
const OF_SERVICE: &str = "https://api.example.com/v1";

#[test]
fn an_operation_is_at_its_own_endpoint_unless_the_caller_has_set_one() {
    let cases = [
        (OF_SERVICE, OWN),
        ("https://api.example.com/v1/", OWN),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://api.example.com/v2", "https://api.example.com/v2"),
    ];
    for (endpoint, expected) in cases {
        let endpoint = Endpoint::parse(endpoint).unwrap();
        assert_eq!(chosen(OWN, OF_SERVICE, &endpoint).to_string(), expected);
    }
}
