//! Numbers of any size and precision are those of JSON.

use crate::runtime::Number;

#[test]
fn a_number_is_one_of_json() {
    for digits in [
        "0",
        "-0",
        "12",
        "-1.50",
        "1e5",
        "1E+05",
        "0.0e-1",
        "9007199254740993.25",
    ] {
        let number: Number = digits.parse().unwrap();
        assert_eq!(number.as_str(), digits);
    }
    for text in [
        "",
        " 1",
        "1 ",
        "+1",
        "-",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "e1",
        "1.2.3",
        "1e2e3",
        "1e1.5",
        "--1",
        "0x1",
        "NaN",
        "Infinity",
        "1\u{0661}",
        "1_0",
    ] {
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
}
