//! The files of the runtime, and the reasons why each is needed. Their names are in the `mod.rs` of the runtime and of
//! its folders.

use std::collections::BTreeSet;

use super::Need::{
    self, Always, ApiKey, AsyncBearer, AsyncClient, AsyncPagination, AsyncSigv4, AsyncStreaming,
    AsyncWaiters, AwsEndpoint, AwsHosts, AwsSigv4, Base64, Basic, Bearer, BlockingClient,
    BlockingPagination, BlockingWaiters, Checksum, CommonError, Cookies, Date, Document,
    EndpointMember, Enum, Form, Format, Gzip, HostPrefix, Hyper, IntEnum, JsonQuery, LastSegment,
    LinkHeader, LinkPagination, ListedError, MapToken, Multipart, NestedQuery, NoAsyncClient,
    NoGzip, NoTracing, Nullable, Number, OffsetPagination, Outputs, OwnEndpoint, PagePagination,
    Pagination, QueryList, RequestCompression, Reqwest, Sensitive, ServerUrl, Sigv4, Structure,
    StyledLabel, TaggedUnion, Timestamp, TokenPagination, Tracing, TreeHash, Union, UnionByKind,
    UnionByMembers, UnknownValue, UnsignedLong, Ureq, Uuid, VirtualHost, Waiters, Xml,
};

/// A part of the runtime: a file, or a folder, which is needed if a file in it is.
#[derive(Debug)]
pub(crate) struct Part {
    /// The path in the runtime's folder, without `.rs`. It is empty for the runtime itself.
    path: &'static str,
    /// The file's text, or that of the folder's `mod.rs`.
    pub(crate) text: &'static str,
    /// The reasons why a file is needed. They are empty for a folder.
    needs: &'static [Need],
}

impl Part {
    /// Returns whether it is a folder.
    pub(crate) fn is_folder(&self) -> bool {
        self.needs.is_empty()
    }

    /// Returns the part in this one whose module has this name.
    pub(crate) fn child(&self, module: &str) -> Option<&'static Self> {
        let path = if self.path.is_empty() {
            module.to_owned()
        } else {
            format!("{}/{module}", self.path)
        };
        PARTS.iter().find(|part| part.path == path)
    }

    /// Returns the reasons why it is needed. Those of a folder are the reasons of all files in it.
    pub(super) fn needs(&self) -> BTreeSet<Need> {
        let files = PARTS.iter().filter(|part| {
            part.path
                .strip_prefix(self.path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        files.flat_map(|file| file.needs).copied().collect()
    }
}

macro_rules! folder {
    ($path:literal) => {
        Part {
            path: $path,
            text: include_str!(concat!("../runtime/", $path, "/mod.rs")),
            needs: &[],
        }
    };
}

macro_rules! file {
    ($path:literal, $needs:expr) => {
        Part {
            path: $path,
            text: include_str!(concat!("../runtime/", $path, ".rs")),
            needs: &$needs,
        }
    };
}

/// Returns the texts of all files.
#[cfg(test)]
pub(crate) fn runtime_texts() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|part| part.text)
}

/// The runtime itself.
pub(crate) const RUNTIME: Part = Part {
    path: "",
    text: include_str!("../runtime/mod.rs"),
    needs: &[],
};

const PARTS: &[Part] = &[
    folder!("auth"),
    file!("auth/api_key", [ApiKey]),
    file!("auth/async_bearer", [AsyncBearer]),
    file!("auth/async_credentials", [AsyncSigv4]),
    file!("auth/async_source", [AsyncClient]),
    file!("auth/aws_sigv4", [AwsSigv4]),
    file!("auth/basic", [Basic]),
    file!("auth/bearer", [Bearer]),
    file!("auth/credentials", [Sigv4]),
    file!("auth/identity", [Always]),
    file!("auth/schemes", [Always]),
    file!("auth/sign", [Sigv4]),
    file!("auth/without_async_source", [NoAsyncClient]),
    folder!("aws"),
    file!("aws/hosts", [AwsHosts, VirtualHost]),
    file!("aws/partition", [AwsEndpoint]),
    file!("aws/settings", [AwsEndpoint]),
    file!("aws/virtual_hosts", [VirtualHost]),
    folder!("call"),
    file!("call/attempts", [AsyncClient, BlockingClient]),
    file!("call/error", [Always]),
    file!("call/escape", [Always]),
    file!("call/idempotency_token", [Always]),
    file!("call/page_error", [Always]),
    file!("call/redact", [Always]),
    file!("call/replay", [AsyncClient, BlockingClient]),
    file!("call/retry", [Always]),
    file!("call/tracing", [Tracing]),
    file!("call/wait_error", [Waiters]),
    file!("call/without_tracing", [NoTracing]),
    folder!("client"),
    file!("client/asynchronous", [AsyncClient]),
    file!("client/blocking", [BlockingClient]),
    file!("client/blocking_pages", [BlockingPagination]),
    file!("client/build", [Hyper, Ureq]),
    file!("client/build_error", [Always]),
    file!("client/build_with", [AsyncClient, BlockingClient]),
    file!("client/builder", [Always]),
    file!("client/blocking_waits", [BlockingWaiters]),
    file!("client/by_link", [LinkPagination]),
    file!("client/by_offset", [OffsetPagination]),
    file!("client/by_page", [PagePagination]),
    file!("client/by_token", [TokenPagination]),
    file!("client/config", [Always]),
    file!("client/endpoint", [Always]),
    file!("client/map_token", [MapToken]),
    file!("client/page_number", [OffsetPagination, PagePagination]),
    file!("client/page_token", [Pagination]),
    file!("client/pages", [AsyncPagination]),
    file!("client/pagination", [Pagination]),
    file!("client/read_timeout", [AsyncClient]),
    file!("client/server_url", [ServerUrl]),
    file!("client/url_variable", [ServerUrl]),
    file!("client/waiter", [Waiters]),
    file!("client/waits", [AsyncWaiters]),
    folder!("codec"),
    folder!("codec/cbor"),
    file!("codec/cbor/big_number", [Format("cbor")]),
    file!("codec/cbor/look_ahead", [Format("cbor")]),
    file!("codec/cbor/reader", [Format("cbor")]),
    file!("codec/cbor/tokens", [Format("cbor")]),
    file!("codec/cbor/writer", [Format("cbor")]),
    file!("codec/error", [Always]),
    file!("codec/fingerprint", [MapToken]),
    file!("codec/interface", [Always]),
    folder!("codec/json"),
    file!("codec/json/look_ahead", [Format("json")]),
    file!("codec/json/reader", [Format("json")]),
    file!("codec/json/writer", [Format("json")]),
    folder!("codec/xml"),
    file!("codec/xml/elements", [Format("xml")]),
    file!("codec/xml/reader", [Format("xml")]),
    file!("codec/xml/tables", [Xml]),
    file!("codec/xml/tokens", [Format("xml")]),
    file!("codec/xml/writer", [Format("rest_xml")]),
    file!("codec/nested", [Form, Multipart, NestedQuery, StyledLabel]),
    file!("codec/schema", [Always]),
    file!("codec/secrets", [Always]),
    file!("codec/seen", [Format("cbor"), Format("json")]),
    file!(
        "codec/taken",
        [
            Form,
            Format("cbor"),
            Format("json"),
            Multipart,
            NestedQuery,
            StyledLabel
        ]
    ),
    folder!("codec/query_form"),
    file!(
        "codec/query_form/keys",
        [Format("aws_query"), Format("ec2_query")]
    ),
    file!(
        "codec/query_form/writer",
        [Format("aws_query"), Format("ec2_query")]
    ),
    folder!("http"),
    file!("http/body", [Always]),
    file!("http/body_chain", [Multipart]),
    file!("http/body_source", [Always]),
    file!("http/body_stream", [AsyncStreaming]),
    file!("http/checksum", [Checksum]),
    file!("http/content_coding", [Always]),
    file!("http/date_parser", [Always]),
    file!("http/gzip", [Gzip]),
    file!("http/gzip_format", [Gzip]),
    file!("http/link_header", [LinkHeader]),
    file!("http/part", [Multipart]),
    file!("http/request_compression", [RequestCompression]),
    file!("http/tree_hash", [TreeHash]),
    file!("http/uri_reference", [LinkPagination]),
    file!("http/without_gzip", [NoGzip]),
    folder!("protocol"),
    folder!("protocol/aws_query"),
    file!("protocol/aws_query/body", [Format("aws_query")]),
    file!("protocol/aws_query/keys", [Format("aws_query")]),
    file!("protocol/aws_query/request", [Format("aws_query")]),
    file!("protocol/base64_header", [Base64]),
    folder!("protocol/cbor"),
    file!("protocol/cbor/body", [Format("cbor")]),
    file!("protocol/cbor/error_body", [Format("cbor")]),
    file!("protocol/cbor/redaction", [Format("cbor")]),
    file!("protocol/cookies", [Cookies]),
    folder!("protocol/ec2_query"),
    file!("protocol/ec2_query/body", [Format("ec2_query")]),
    file!("protocol/ec2_query/keys", [Format("ec2_query")]),
    file!("protocol/ec2_query/request", [Format("ec2_query")]),
    file!("protocol/endpoint_member", [EndpointMember]),
    folder!("protocol/error"),
    file!("protocol/error/body", [Always]),
    file!("protocol/error/code", [Always]),
    file!("protocol/error/common", [CommonError]),
    file!("protocol/error/listed", [ListedError]),
    file!("protocol/error/meta", [Always]),
    file!("protocol/error/recognition", [Always]),
    file!("protocol/error/service", [Always]),
    file!("protocol/error/text", [Always]),
    file!("protocol/error/variant", [CommonError, ListedError]),
    file!("protocol/form", [Form]),
    file!("protocol/host_prefix", [HostPrefix, VirtualHost]),
    file!("protocol/own_endpoint", [OwnEndpoint]),
    folder!("protocol/json"),
    file!("protocol/json/body", [Format("json")]),
    file!("protocol/json/error_body", [Format("json")]),
    file!("protocol/json/redaction", [Format("json")]),
    file!("protocol/json/error_repair", [Format("json")]),
    file!("protocol/json/query", [JsonQuery]),
    file!("protocol/multipart", [Multipart]),
    file!("protocol/nested_query", [NestedQuery]),
    file!("protocol/operation", [Always]),
    file!("protocol/origin", [Always]),
    file!("protocol/output", [Always]),
    file!("protocol/outputs", [Outputs]),
    file!("protocol/query_list", [QueryList]),
    file!("protocol/request", [Always]),
    file!("protocol/response", [Always]),
    file!("protocol/styled_label", [StyledLabel]),
    file!("protocol/virtual_host", [VirtualHost]),
    folder!("protocol/xml"),
    file!("protocol/xml/body", [Format("xml")]),
    file!("protocol/xml/error_body", [Format("xml")]),
    file!("protocol/xml/redaction", [Format("xml")]),
    file!("protocol/xml/request", [Format("rest_xml")]),
    file!(
        "protocol/xml/request_id",
        [Format("aws_query"), Format("ec2_query")]
    ),
    folder!("transport"),
    file!("transport/blocking_http_client", [BlockingClient]),
    file!("transport/ca_bundle", [Hyper, Ureq]),
    file!("transport/error", [Always]),
    file!("transport/head_limit", [Hyper, Ureq]),
    file!("transport/http_client", [AsyncClient]),
    file!("transport/http_request", [Always]),
    file!("transport/hyper", [Hyper]),
    file!("transport/hyper_body", [Hyper, Reqwest]),
    file!("transport/hyper_connector", [Hyper]),
    file!("transport/hyper_error", [Hyper, Reqwest]),
    file!("transport/no_proxy", [Hyper, Ureq]),
    file!("transport/proxy", [Hyper, Ureq]),
    file!("transport/reqwest", [Reqwest]),
    file!("transport/tls", [Hyper, Ureq]),
    file!("transport/ureq", [Ureq]),
    folder!("value"),
    file!("value/blob", [Base64]),
    file!("value/date", [Date]),
    file!("value/document", [Document, Union, UnknownValue]),
    file!("value/enumeration", [Enum]),
    file!("value/from_bytes", [Always]),
    file!("value/int_enum", [IntEnum]),
    file!("value/members", [Always]),
    file!("value/last_segment", [LastSegment]),
    file!("value/nullable", [Nullable]),
    file!("value/number", [Document, Number, Union, UnknownValue]),
    file!("value/sensitive", [Sensitive]),
    file!("value/standard", [Always]),
    file!("value/structure", [Structure]),
    file!("value/tagged_union", [TaggedUnion]),
    file!("value/text", [Always]),
    file!("value/timestamp", [Timestamp]),
    file!("value/union", [Union]),
    file!("value/union_by_kind", [UnionByKind]),
    file!("value/union_by_members", [UnionByMembers]),
    file!("value/unknown_value", [UnknownValue]),
    file!("value/unsigned_long", [UnsignedLong]),
    file!("value/uuid", [Uuid]),
    file!(
        "value/wipe",
        [
            Base64,
            Date,
            Document,
            Enum,
            IntEnum,
            Nullable,
            Number,
            Sensitive,
            Timestamp,
            Union,
            UnknownValue,
            UnsignedLong,
            Uuid,
        ]
    ),
];
