//! The files of the runtime and the crates that a service needs.

use std::iter;

use super::Need;
use crate::model::{
    AuthSchemeKind, Endpoint, Field, NamedType, NextPage, Null, Operation, OwnEndpoint, PathPart,
    Preparation, RequestBinding, ResponseBinding, Service, TextFormat, Type, UnionBy,
};

/// Returns the needs of a service.
pub(super) fn of_service(service: &Service) -> Vec<Need> {
    let formats = service.protocol.runtime.formats.iter();
    let mut needs: Vec<_> = formats.map(|format| Need::Format(format)).collect();
    if let Endpoint::Aws(_) = service.endpoint {
        needs.push(Need::AwsEndpoint);
    }
    if let Endpoint::Url(server) = &service.endpoint
        && !server.is_fixed()
    {
        needs.push(Need::ServerUrl);
    }
    if let Some(endpoint) = service.endpoint.aws() {
        let others = endpoint.others.iter().map(|other| &other.hosts);
        let mut hosts = iter::once(&endpoint.hosts).chain(others);
        let has_unusual = hosts.any(|hosts| !hosts.unusual.is_empty());
        needs.extend(has_unusual.then_some(Need::AwsHosts));
        let has_virtual = endpoint.virtual_hosts.is_some();
        needs.extend(has_virtual.then_some(Need::VirtualHost));
    }
    if service.has_bearer() {
        needs.push(Need::Bearer);
    }
    if service.has_sigv4() {
        needs.push(Need::Sigv4);
    }
    needs.extend(service.auth_schemes.iter().map(|scheme| match scheme.kind {
        AuthSchemeKind::Bearer { .. } => Need::Bearer,
        AuthSchemeKind::Basic => Need::Basic,
        AuthSchemeKind::ApiKey(_) => Need::ApiKey,
    }));
    for operation in &service.operations {
        needs.extend(of_operation(operation));
        if let Some(pagination) = &operation.pagination {
            needs.extend(of_next_page(&pagination.next));
        }
    }
    if service.error_structures().next().is_some() {
        needs.push(Need::ListedError);
    }
    if !service.common_errors.is_empty() {
        needs.push(Need::CommonError);
    }
    for field in fields(service) {
        of_type(&field.type_, &mut needs);
        needs.extend((!field.xml.is_plain()).then_some(Need::Xml));
        if let Null::IfSet(_) = field.null {
            needs.push(Need::Nullable);
        }
    }
    for type_ in &service.types {
        of_named_type(type_, &mut needs);
    }
    if text_formats(service).any(|format| format == TextFormat::Base64) {
        needs.push(Need::Base64);
    }
    needs
}

fn of_next_page(next: &NextPage) -> &'static [Need] {
    match next {
        NextPage::Token(token) if matches!(token.type_, Type::Map { .. }) => {
            &[Need::TokenPagination, Need::MapToken]
        }
        NextPage::Token(_) => &[Need::TokenPagination],
        NextPage::Link(link) if link.path.is_none() => &[Need::LinkPagination, Need::LinkHeader],
        NextPage::Link(_) => &[Need::LinkPagination],
        NextPage::Number(_) => &[Need::PagePagination],
        NextPage::Offset(_) => &[Need::OffsetPagination],
    }
}

fn of_operation(operation: &Operation) -> impl Iterator<Item = Need> + '_ {
    let has_root = operation
        .root
        .as_ref()
        .is_some_and(|root| !root.xml.is_plain());
    let has_last_segment = operation
        .input
        .iter()
        .any(|member| member.preparation == Some(Preparation::LastSegment));
    let own = [
        (has_root, Need::Xml),
        (!operation.host.is_empty(), Need::HostPrefix),
        (
            matches!(operation.own_endpoint, Some(OwnEndpoint::Url { .. })),
            Need::OwnEndpoint,
        ),
        (operation.pagination.is_some(), Need::Pagination),
        (!operation.waiters.is_empty(), Need::Waiters),
        (operation.has_stream(), Need::AsyncStreaming),
        (!operation.outputs.is_empty(), Need::Outputs),
        (has_last_segment, Need::LastSegment),
        (operation.has_checksum, Need::Checksum),
        (operation.has_tree_hash, Need::TreeHash),
        (operation.endpoint.is_some(), Need::EndpointMember),
        (operation.is_compressed, Need::RequestCompression),
    ];
    let own = own.into_iter().filter(|(has, _)| *has);
    own.map(|(_, need)| need).chain(
        operation
            .input
            .iter()
            .filter_map(|member| of_binding(&member.binding)),
    )
}

fn of_named_type(type_: &NamedType, needs: &mut Vec<Need>) {
    match type_ {
        NamedType::Structure(structure) => {
            needs.extend((!structure.has_defaults()).then_some(Need::Structure));
        }
        NamedType::Union(union) => {
            needs.extend(of_union(&union.by));
            for variant in &union.variants {
                of_type(&variant.type_, needs);
                needs.extend((!variant.xml.is_plain()).then_some(Need::Xml));
            }
        }
        NamedType::Enum(_) => needs.push(Need::Enum),
        NamedType::IntEnum(_) => needs.push(Need::IntEnum),
    }
}

fn of_union(by: &UnionBy) -> &'static [Need] {
    match by {
        UnionBy::Member => &[Need::Union],
        UnionBy::Tag(_) => &[Need::TaggedUnion, Need::UnknownValue],
        UnionBy::Kind(_) => &[Need::UnionByKind, Need::UnknownValue],
        UnionBy::Members(_) => &[Need::UnionByMembers, Need::UnknownValue],
    }
}

fn of_binding(binding: &RequestBinding) -> Option<Need> {
    match binding {
        RequestBinding::QueryList { .. } => Some(Need::QueryList),
        RequestBinding::NestedQuery { .. } => Some(Need::NestedQuery),
        RequestBinding::Cookie { .. } | RequestBinding::CookieList { .. } => Some(Need::Cookies),
        RequestBinding::Label { style: Some(_), .. } => Some(Need::StyledLabel),
        RequestBinding::Form(_) => Some(Need::Form),
        RequestBinding::Part(_) => Some(Need::Multipart),
        RequestBinding::JsonQuery { .. } => Some(Need::JsonQuery),
        _ => None,
    }
}

fn of_type(type_: &Type, needs: &mut Vec<Need>) {
    match type_ {
        Type::Blob => needs.push(Need::Base64),
        Type::Document => needs.push(Need::Document),
        Type::Number => needs.push(Need::Number),
        Type::UnsignedLong => needs.push(Need::UnsignedLong),
        Type::Uuid => needs.push(Need::Uuid),
        Type::Date => needs.push(Need::Date),
        Type::Timestamp => needs.push(Need::Timestamp),
        Type::Sensitive(of) => {
            needs.push(Need::Sensitive);
            of_type(of, needs);
        }
        Type::List { of, .. } | Type::Map { of, .. } => of_type(of, needs),
        _ => {}
    }
}

/// Returns the fields of all messages and structures.
fn fields(service: &Service) -> impl Iterator<Item = &Field> {
    let inputs = service
        .operations
        .iter()
        .flat_map(|operation| &operation.input);
    let outputs = service
        .operations
        .iter()
        .flat_map(Operation::output_members);
    let errors = service.error_structures().flat_map(|shape| &shape.members);
    let named = service.types.iter().flat_map(|type_| match type_ {
        NamedType::Structure(structure) => structure.fields.as_slice(),
        NamedType::Union(_) | NamedType::Enum(_) | NamedType::IntEnum(_) => &[],
    });
    inputs
        .map(|member| &member.field)
        .chain(outputs.chain(errors).map(|member| &member.field))
        .chain(named)
}

/// Returns the formats of members outside of bodies.
fn text_formats(service: &Service) -> impl Iterator<Item = TextFormat> {
    let inputs = service
        .operations
        .iter()
        .flat_map(|operation| &operation.input);
    let outputs = service
        .operations
        .iter()
        .flat_map(Operation::output_members);
    let errors = service.error_structures().flat_map(|shape| &shape.members);
    let paths = service
        .operations
        .iter()
        .flat_map(|operation| &operation.path);
    let requests = inputs.filter_map(|member| match &member.binding {
        RequestBinding::Header { format, .. }
        | RequestBinding::Query { format, .. }
        | RequestBinding::QueryList { format, .. }
        | RequestBinding::Cookie { format, .. }
        | RequestBinding::CookieList { format, .. } => Some(*format),
        _ => None,
    });
    let responses = outputs
        .chain(errors)
        .filter_map(|member| match &member.binding {
            ResponseBinding::Header { format, .. } => Some(*format),
            _ => None,
        });
    let labels = paths.filter_map(|part| match part {
        PathPart::Literal(_) | PathPart::VirtualHost(_) | PathPart::StyledLabel { .. } => None,
        PathPart::Label { format, .. } => Some(*format),
    });
    requests.chain(responses).chain(labels)
}
