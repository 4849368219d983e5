use http::Request;

use crate::runtime::{Body, tree_hash::add};

const MEBIBYTE: usize = 1024 * 1024;

/// The hashes of a body's bytes and of its tree.
fn hashes(request: &Request<Body>) -> [Option<&str>; 2] {
    ["x-amz-content-sha256", "x-amz-sha256-tree-hash"].map(|name| {
        request
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap())
    })
}

#[test]
fn a_tree_has_a_leaf_for_each_mebibyte_and_the_last_one_may_have_no_partner() {
    for (length, of_body, of_tree) in [
        (
            0,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            MEBIBYTE,
            "631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769",
            "631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769",
        ),
        (
            MEBIBYTE + 1,
            "5769f52bc3eef28afa39c6fc68cadb7d0bd69812ae3a3d71452f519ec3c7aa56",
            "a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9",
        ),
        (
            3 * MEBIBYTE,
            "a1feacf0d812ba4d0b0e463ed45bbd583cea1de55c54693116754b30b5794745",
            "2e7d51c0ffe06ce95fe74beed9a4ab35d18837f4ab2a9f4f066a60359eb999a1",
        ),
        (
            5 * MEBIBYTE + 7,
            "d711f6eaa60f8a7f09186ff7fdf7d182b7e58dce9fce38b1e070ef085c0a7b27",
            "39119a173a11e05648146d51f35437d6960dcfe76ddd40b818dce8fedcef76e3",
        ),
    ] {
        let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
        assert_eq!(
            hashes(&add(Request::new(Body::from(bytes)))),
            [Some(of_body), Some(of_tree)],
            "{length}"
        );
    }
}

#[test]
fn hashes_of_the_callers_stay() {
    let request = Request::builder()
        .header("x-amz-sha256-tree-hash", "own")
        .body(Body::from("hi"))
        .unwrap();
    let of_hi = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4";
    assert_eq!(hashes(&add(request)), [Some(of_hi), Some("own")]);
}

#[test]
fn a_stream_has_no_hashes() {
    let request = add(Request::new(Body::from_reader(&b"hi"[..])));
    assert_eq!(hashes(&request), [None, None]);
}
