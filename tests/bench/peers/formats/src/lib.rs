//! Brings in the libraries that reading and writing formats is compared with, so that the lock file has them.

pub use minicbor_serde;
pub use quick_xml;
pub use serde;
pub use serde_json;
