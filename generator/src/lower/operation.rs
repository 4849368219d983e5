//! Operations, with their requests, outputs and errors.

use super::{
    auth::ServiceAuth,
    binding::{Message, is_in_body},
    destination::Destination,
    endpoint, endpoint_member, errors,
    errors::SharedErrors,
    host_prefix, http_key, media_types, message,
    operation_names::Names,
    outputs, pagination,
    place::Place,
    shapes::Shapes,
    streaming,
    unique::Unique,
    virtual_host, xml, xml_keys,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{self, MemberOrType, RequestFormat},
    model::{
        self, Element, Field, InputMember, NamedType, OwnEndpoint, Preparation, RequestBinding,
    },
    protocol::{Header, Rules, WithoutMembers},
};

/// What the operations of a service have in common.
pub(super) struct Common<'a> {
    pub(super) service: &'a format::Service,
    pub(super) service_place: Place<'a>,
    /// The formats and media types of bodies, unless one was reported.
    pub(super) media_types: Option<&'a media_types::OfService<'a>>,
    pub(super) auth: &'a ServiceAuth<'a>,
    /// The destination of requests, unless it was reported.
    pub(super) destination: Option<Destination<'a>>,
    pub(super) errors: &'a SharedErrors<'a>,
    pub(super) shapes: &'a Shapes<'a>,
    /// The headers of all requests, unless one was reported.
    pub(super) headers: Option<&'a [Header]>,
    /// The named types, unless one was reported.
    pub(super) types: Option<&'a [NamedType]>,
}

/// Lowers one operation without its waiters, whose request is none of those that others have.
pub(super) fn operation(
    name: &str,
    operation: &format::Operation,
    names: Checked<Names>,
    common: &Common<'_>,
    requests: &mut Unique,
    place: &Place<'_>,
) -> Checked<model::Operation> {
    let Common {
        service,
        service_place,
        media_types,
        auth,
        destination,
        errors,
        shapes,
        headers,
        types,
    } = common;
    let request = destination
        .ok_or_else(|| place.already_reported())
        .and_then(|destination| destination.request(name, operation, requests, place));
    let status = success_status(operation.status, &place.at("status"));
    let auth = auth.of(name, operation, place);
    let is_form = media_types.is_some_and(media_types::OfService::is_form);
    let message = message_of_request(operation, is_form, shapes.protocol(), place);
    let input = message::input(
        operation,
        message.as_ref().copied().unwrap_or(Message::Form),
        request.as_ref().ok().map(|(request, _)| request),
        media_types::is_json_request(operation, service),
        shapes,
        place,
    );
    let host = host_prefix::host(operation, input.as_deref().ok(), place);
    let is_json = media_types::is_json_response(operation.response.as_ref(), service);
    let output = message::output(&operation.output, is_json, shapes, &place.at("output"));
    if let Ok((request, _)) = &request {
        let (members, status) = (&operation.output, operation.status);
        message::body_of_response(members, status, &request.method, &place.at("output"));
    }
    let method = request.as_ref().ok().map(|(request, _)| &request.method);
    let outputs = match &names {
        Ok(names) => outputs::outputs(operation, &names.outputs, method, is_json, shapes, place),
        Err(_) => Err(place.already_reported()),
    };
    let errors = errors::error_cases(&operation.errors, errors, &place.at("errors"));
    let pagination = operation.pagination.as_ref();
    let way = pagination.map(|keys| pagination::way(keys, &place.at("pagination")));
    // The pages of an operation with several outputs were reported.
    if operation.outputs.is_empty() {
        pagination::members_exist(operation, place)?;
    }
    let _ = (status?, message?);
    let (names, (request, constants), mut input, output) = (names?, request?, input?, output?);
    let outputs = outputs?;
    if let Ok(errors) = &errors {
        outputs::no_errors(operation, &outputs, errors, place)?;
    }
    let media_types = media_types.ok_or_else(|| place.already_reported())?;
    let content_type = media_types.content_type(operation, &mut input, shapes.protocol(), place);
    let accept = media_types.accept(operation, service, &output, (service_place, place));
    let (content_type, accept) = (content_type?, accept?);
    streaming::checksums(operation, &input, place)?;
    virtual_host::virtual_host(operation, &service.endpoint, &request, &input, place)?;
    let (own_endpoint, endpoint) = endpoints(operation, service, &input, place)?;
    streaming::pages(operation, &input, place)?;
    let pages = pagination.zip(way).zip(names.pages);
    let pagination = pages.map(|((pagination, way), method)| {
        let place = place.at("pagination");
        let members = pagination::Members {
            input: &input,
            output: &output,
            types: types.ok_or_else(|| place.already_reported())?,
        };
        pagination::pagination(pagination, way?, method, &members, &place)
    });
    let headers = headers.ok_or_else(|| place.already_reported())?;
    Ok(model::Operation {
        name: name.to_owned(),
        module_name: names.module,
        method_name: names.method,
        input_name: names.input,
        output_name: names.output,
        error_name: names.error,
        docs: shapes.rustdoc(operation.docs.as_deref()),
        is_idempotent: is_idempotent(operation, *destination, &request, &input),
        method: request.method.clone(),
        auth: auth?,
        is_compressed: operation.compress_request,
        has_checksum: operation.checksum_required,
        has_tree_hash: operation.tree_hash,
        own_endpoint,
        endpoint,
        host: host?,
        path: http_key::path_parts(&request, operation.input_members(), &input),
        headers: [headers, constants.headers.as_slice(), accept.as_slice()].concat(),
        sends_empty: sends_empty(operation, shapes.protocol()),
        content_type,
        root: root(name, operation, common, &input, place)?,
        form: constants.form,
        query: constant_query(&request),
        input,
        output,
        outputs,
        errors: errors?,
        pagination: pagination.transpose()?,
        waiters: Vec::new(),
    })
}

/// Returns the operation's own endpoint and the member that contains one, if there are such.
fn endpoints(
    operation: &format::Operation,
    service: &format::Service,
    input: &[InputMember],
    place: &Place<'_>,
) -> Checked<(Option<OwnEndpoint>, Option<Field>)> {
    let own = endpoint::of_operation(operation, &service.endpoint, place)?;
    let member = endpoint_member::endpoint_member(operation, input, place)?;
    Ok((own, member))
}

/// Returns whether a request can be sent again: what the operation says, or else what its method and its input say.
fn is_idempotent(
    operation: &format::Operation,
    destination: Option<Destination<'_>>,
    request: &http_key::Request,
    input: &[InputMember],
) -> bool {
    operation.idempotent.unwrap_or_else(|| {
        let by_request = destination.is_some_and(|destination| destination.is_idempotent(request));
        by_request
            || input
                .iter()
                .any(|member| member.preparation == Some(Preparation::IdempotencyToken))
    })
}

fn constant_query(request: &http_key::Request) -> Option<String> {
    let (_, query) = request.uri.split_once('?')?;
    Some(query.to_owned())
}

/// Returns whether the request has a body even without members in it.
fn sends_empty(operation: &format::Operation, protocol: &Rules) -> bool {
    match protocol.body.without_members {
        WithoutMembers::None => false,
        WithoutMembers::Empty => true,
        WithoutMembers::EmptyOfInput => operation.input.is_some(),
    }
}

/// Returns the root element of the request's body, if the protocol names it: what a payload says, or else the operation.
fn root(
    name: &str,
    operation: &format::Operation,
    common: &Common<'_>,
    input: &[InputMember],
    place: &Place<'_>,
) -> Checked<Option<Element>> {
    let (shapes, service) = (common.shapes, common.service);
    let has_additional = operation.additional_input.is_some();
    xml_keys::not_in_xml("additional_input", has_additional, shapes.protocol(), place)?;
    if !shapes.protocol().body.has_root {
        return xml_keys::none(
            operation.xml.is_some(),
            "the body has no root element",
            place,
        )
        .map(|()| None);
    }
    let of_service = service.xml.as_ref().and_then(|xml| xml.namespace.as_ref());
    let payload = input
        .iter()
        .find(|member| matches!(member.binding, RequestBinding::Payload(_)))
        .and_then(|member| {
            Some((
                &member.field,
                &operation.input_members().get(&member.field.name)?.0,
            ))
        });
    let Some((field, member)) = payload else {
        return xml::root_of_operation(name, operation.xml.as_ref(), of_service, place).map(Some);
    };
    let root = xml::root_of_payload(field, member, of_service);
    xml_keys::none(
        operation.xml.is_some(),
        "the member with `payload` says what the root element is",
        place,
    )?;
    Ok(Some(root))
}

/// Returns what kind of message the request is. Reports a form or a multipart body that the protocol doesn't have, or that
/// has no members.
fn message_of_request(
    operation: &format::Operation,
    is_form_by_default: bool,
    protocol: &Rules,
    place: &Place<'_>,
) -> Checked<Message> {
    let has_body = || {
        let mut members = operation.input_members().values();
        members.any(|MemberOrType(member)| is_in_body(member))
    };
    let (format, kind) = match &operation.request {
        Some(format @ RequestFormat::Form) => (format.name(), Message::Form),
        Some(format @ RequestFormat::Multipart) => (format.name(), Message::Multipart),
        None if is_form_by_default && has_body() => return Ok(Message::Form),
        Some(RequestFormat::MediaType(_)) | None => return Ok(Message::Request),
    };
    let (message, help) = if !protocol.body.can_be_form {
        (
            format!("`request: {format}` can't be used with this protocol"),
            format!("remove it: the body is {}", protocol.body.format),
        )
    } else if operation
        .input_members()
        .values()
        .any(|MemberOrType(member)| is_in_body(member) || member.payload)
        || !place.at("input").is_whole()
    {
        return Ok(kind);
    } else {
        (
            format!("`request: {format}` has no effect: no member belongs to the body"),
            "remove it, or write the members of the body below `input:`".to_owned(),
        )
    };
    let place = place.at("request");
    Err(place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help)))
}

/// Reports a status code that is not one of success. A client accepts every 2xx.
fn success_status(status: Option<u16>, place: &Place<'_>) -> Checked<()> {
    match status {
        Some(status) if !(200..300).contains(&status) => Err(place.report(
            Diagnostic::new(
                Code::InvalidStatus,
                place.value(),
                format!("{status} isn't the status code of a success"),
            )
            .help("write a status code from 200 to 299; other responses are `errors`"),
        )),
        _ => Ok(()),
    }
}
