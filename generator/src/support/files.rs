//! The files of the runtime.

use super::Need::{
    self, Always, AsyncClient, AsyncPagination, AsyncStreaming, AwsEndpoint, AwsHosts, AwsSigv4, Base64,
    Bearer, BlockingClient, BlockingPagination, Checksum, CommonError, Document, Enum, Gzip, HostPrefix,
    Hyper, IntEnum, ListedError, Members, NoGzip, NoTracing, Number, Pagination, RequestCompression, Reqwest,
    Sensitive, Sigv4, Structure, Timestamp, Tracing, Union, Ureq,
};

/// A file of the runtime.
#[derive(Debug)]
pub(crate) struct SupportFile {
    pub(crate) name: &'static str,
    pub(crate) source: &'static str,
    /// Whether users of the client name its module.
    pub(crate) is_public: bool,
    /// What the runtime's own module shows of it to everyone.
    pub(crate) exports: &'static [&'static str],
    /// What the runtime's own module shows of it to the other files.
    pub(crate) internals: &'static [&'static str],
    /// What the runtime's own module shows of it to the services.
    pub(crate) macros: &'static [&'static str],
    pub(super) needs: &'static [Need],
}

const fn file(name: &'static str, source: &'static str, needs: &'static [Need]) -> SupportFile {
    SupportFile { name, source, is_public: false, exports: &[], internals: &[], macros: &[], needs }
}

impl SupportFile {
    const fn public(mut self) -> Self {
        self.is_public = true;
        self
    }

    const fn exports(mut self, names: &'static [&'static str]) -> Self {
        self.exports = names;
        self
    }

    const fn macros(mut self, names: &'static [&'static str]) -> Self {
        self.macros = names;
        self
    }

    const fn internals(mut self, names: &'static [&'static str]) -> Self {
        self.internals = names;
        self
    }
}

macro_rules! file {
    ($name:literal, $needs:expr) => {
        file($name, include_str!(concat!("../runtime/", $name, ".rs")), &$needs)
    };
}

pub(super) const FILES: &[SupportFile] = &[
    file!("auth", [Always]).exports(&["Auth", "AuthError", "BoxError"]),
    file!("aws", [AwsEndpoint]).public(),
    file!("aws_hosts", [AwsHosts]).public(),
    file!("aws_sigv4", [AwsSigv4]).public(),
    file!("bearer", [Bearer]).exports(&["BearerClient", "BearerTokenSource"]),
    file!("blob", [Base64]).public().exports(&["Base64"]),
    file!("blocking", [BlockingClient]).public(),
    file!("blocking_pages", [BlockingPagination]).public(),
    file!("body", [Always]).exports(&["Body", "BodyReader"]),
    file!("build_error", [Always]).exports(&["BuildError"]),
    file!("builder", [Always]).exports(&["Builder", "ServiceClient"]),
    file!("ca_bundle", [Hyper, Ureq]),
    file!("call", [AsyncClient, BlockingClient]),
    file!("checksum", [Checksum]).public(),
    file!("client", [AsyncClient]).public(),
    file!("common_error", [CommonError]).macros(&["common_error"]),
    file!("config", [Always]).exports(&["Config"]),
    file!("content_coding", [Always]).exports(&["ContentCodingError"]),
    file!("document", [Document, Union]).exports(&["Document"]),
    file!("endpoint", [Always]).exports(&["Endpoint", "EndpointError"]),
    file!("enumeration", [Enum]).macros(&["enumeration"]),
    file!("error", [Always]).exports(&[
        "Error",
        "ErrorKind",
        "InputError",
        "ResponseError",
        "ResponseProblem",
    ]),
    file!("error_body", [Always]),
    file!("error_case", [Always]).exports(&["ErrorCase", "ErrorsBy", "Recognized"]),
    file!("error_meta", [Always]).exports(&["ErrorMeta"]),
    file!("escape", [Always]),
    file!("frames", [Hyper, Reqwest]),
    file!("gzip", [Gzip]).internals(&["accept_gzip", "decompressed"]),
    file!("gzip_format", [Gzip]),
    file!("head", [Hyper, Ureq]),
    file!("host_prefix", [HostPrefix]).public(),
    file!("http_date", [Always]),
    file!("hyper", [Hyper]).public(),
    file!("hyper_error", [Hyper, Reqwest]),
    file!("int_enum", [IntEnum]).macros(&["int_enum"]),
    file!("json_error", [Always]).exports(&["JsonError"]),
    file!("listed_error", [ListedError]).macros(&["listed_error"]),
    file!("member", [Always]).exports(&["Member"]),
    file!("members", [Members]).macros(&["members"]),
    file!("no_gzip", [NoGzip]).internals(&["accept_gzip", "decompressed"]),
    file!("no_proxy", [Hyper, Ureq]),
    file!("no_tracing", [NoTracing]).internals(&["CallSpan"]),
    file!("number", [Document, Number, Union]).exports(&["Number"]),
    file!("operation", [Always]).exports(&["Operation", "ServiceError"]),
    file!("pages", [AsyncPagination]).public(),
    file!("pagination", [Pagination]).exports(&["PageSize", "Paginated", "PaginatedItems"]),
    file!("partition", [AwsEndpoint]).public(),
    file!("proxy", [Hyper, Ureq]),
    file!("reader", [Always]).exports(&["Reader"]),
    file!("redact", [Always]).exports(&["Secrets"]),
    file!("repair", [Always]),
    file!("replay", [AsyncClient, BlockingClient]),
    file!("request", [Always]).exports(&["RequestBuilder"]),
    file!("request_compression", [RequestCompression]).public(),
    file!("reqwest", [Reqwest]).public(),
    file!("response", [Always]).public().exports(&["FromBytes"]).macros(&["output"]),
    file!("retry", [Always]).exports(&["RetryAfter", "RetryKind"]),
    file!("route", [Hyper]),
    file!("service_error", [Always]).macros(&["service_error"]),
    file!("sensitive", [Sensitive]).exports(&["Sensitive"]),
    file!("sign", [Sigv4]).exports(&["Payload", "Sign", "SignRequest", "SigningClient"]),
    file!("source", [Always]),
    file!("stall", [AsyncClient]),
    file!("stream", [AsyncStreaming]),
    file!("structure", [Structure]).macros(&["structure"]),
    file!("text", [Always]).exports(&["FromText", "Text"]),
    file!("timestamp", [Timestamp]).exports(&["DateTime", "EpochSeconds", "HttpDate"]),
    file!("timestamp_format", [Always]).exports(&["TimestampFormat"]),
    file!("tls", [Hyper, Ureq]),
    file!("token", [Always]),
    file!("tracing", [Tracing]).internals(&["CallSpan"]),
    file!("transport", [Always]).exports(&["HttpRequest", "TransportError", "TransportErrorKind"]),
    file!("union", [Union]).exports(&["UnknownMember"]).macros(&["union"]),
    file!("ureq", [Ureq]).public(),
    file!("value", [Always]).exports(&["Empty", "Value"]),
    file!("wipe", [Base64, Document, Enum, IntEnum, Number, Sensitive, Timestamp, Union]).exports(&["Wipe"]),
    file!("writer", [Always]).exports(&["Writer"]),
];
