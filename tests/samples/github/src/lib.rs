//! The clients of a part of GitHub's REST API: pages with a header `Link`, errors with bodies, and uploads.

include!(concat!(env!("OUT_DIR"), "/github.rs"));
