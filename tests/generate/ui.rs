//! What can't be right doesn't compile, and the compiler's message tells why.

#[test]
fn what_can_not_be_right_does_not_compile() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
