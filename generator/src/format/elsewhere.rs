//! What to write for the words of other formats.

/// The keys of other formats for the method and the path of an operation.
const HTTP_WORDS: &[&str] = &[
    "delete", "get", "head", "method", "options", "patch", "path", "post", "put", "route", "uri",
    "url", "verb",
];

const DESCRIPTIONS: &[&str] = &[
    "comment",
    "description",
    "doc",
    "documentation",
    "example",
    "examples",
    "summary",
];

const CONSTRAINTS: &[&str] = &[
    "exclusivemaximum",
    "exclusiveminimum",
    "max",
    "max_length",
    "maximum",
    "maxitems",
    "maxlength",
    "min",
    "min_length",
    "minimum",
    "minitems",
    "minlength",
    "multipleof",
    "pattern",
    "regex",
    "uniqueitems",
];

const SETTINGS: &[&str] = &[
    "attempts",
    "max_attempts",
    "max_retries",
    "retries",
    "retry",
    "timeout",
    "timeout_seconds",
    "timeouts",
];

const UNCHECKED: &str = "clients don't check it: remove it, or mention it in `docs`";
const BUILDER: &str = "remove it: the caller sets timeouts and attempts on the client's builder";
const UNION: &str = "write a shape with `type: union`, and `tag: KEY`, `by: kind` or `by: members` for what tells its members apart; if nothing does, the type is `document`";

/// Words, and what to write for each.
type Help = (&'static [&'static str], &'static str);

/// Words that another format has, and what to write for each. They stand by a key of the map, or by a value of the key,
/// where they are unknown; those by nothing, at the end, are unknown everywhere. Words are in lower case, with `_` for `-`, spaces
/// and slashes.
const WORDS: &[(Option<&str>, &[Help])] = &[
    // Keys of a member.
    (
        Some("response_code"),
        &[
            (
                &["cookies"],
                "did you mean `cookie`? Each cookie is a member of its own",
            ),
            (&["path"], "did you mean `label`?"),
            (
                &["in"],
                "write `header`, `query`, `cookie` or `label`, with the name on the wire",
            ),
            (
                &["explode", "collectionformat", "collection_format"],
                "write the `style`: `repeat`, `comma`, `space`, `pipe`, `deep_object`, `brackets`, `index` or `json` in a query, `simple_explode`, `label_explode` or `matrix_explode` in a path",
            ),
            (
                &["optional"],
                "a member is optional unless it has `required: true`",
            ),
            (
                &["body"],
                "remove it: a member without a binding is in the body, and `payload: true` makes it the whole body",
            ),
            (
                &["enum"],
                "write a shape such as `Name: { type: enum, values: [A, B] }` below `shapes:`, and `type: Name` here",
            ),
            (
                &["items"],
                "write a shape such as `Name: { type: list, of: string }` below `shapes:`, and `type: Name` here",
            ),
            (
                &["fields", "properties"],
                "write a shape such as `Name: { type: structure, members: { a: string } }` below `shapes:`, and `type: Name` here",
            ),
            (&["anyof", "oneof"], UNION),
            (
                &["$ref", "ref"],
                "write the name of the shape: `type: NAME`",
            ),
            (DESCRIPTIONS, "did you mean `docs`?"),
            (CONSTRAINTS, UNCHECKED),
        ],
    ),
    // Keys of an operation.
    (
        Some("unsigned_payload"),
        &[
            (
                HTTP_WORDS,
                "write method and path in one line: `http: GET /users/{id}`",
            ),
            (
                &["body", "requestbody"],
                "write the members of the body below `input:`",
            ),
            (
                &["parameters", "params", "query", "headers"],
                "write them below `input:`, each with `query`, `header` or `label`",
            ),
            (
                &["responses"],
                "write the members of a success below `output:`, and list the names of `errors:`",
            ),
            (
                &["result", "return", "returns"],
                "write the members of a success below `output:`",
            ),
            (
                &["content_type", "consumes"],
                "write the media type of the body as `request`, or `request: multipart`",
            ),
            (
                &["accept", "produces"],
                "write the media types of the response as `response`",
            ),
            (
                &["operation_id", "operationid"],
                "remove it: the operation's key is its name",
            ),
            (
                &["deprecated", "tags"],
                "it has no key here: remove it, or mention it in `docs`",
            ),
            (
                &["idempotency_key", "idempotency_token"],
                "write `idempotency_token: true` at a member of `input`",
            ),
            (&["authentication", "security"], "did you mean `auth`?"),
            (SETTINGS, BUILDER),
            (DESCRIPTIONS, "did you mean `docs`?"),
        ],
    ),
    // Keys of a shape.
    (
        Some("streaming"),
        &[
            (&["fields", "properties"], "did you mean `members`?"),
            (
                &["enum", "symbols", "variants"],
                "write `type: enum`, and `values: [A, B]`",
            ),
            (&["element", "item", "items"], "did you mean `of`?"),
            (
                &["additionalproperties", "additional_properties"],
                "write the type of a structure's members of other names as `additional`, and that of a map's values as `of`",
            ),
            (
                &["key", "keys"],
                "the keys of a `map` are text: write the type of its values as `of`",
            ),
            (
                &["value"],
                "write the type of a map's values as `of`, and the values of an enum as `values`",
            ),
            (&["anyof", "discriminator", "oneof"], UNION),
            (&["allof"], "write the members of all in one structure"),
            (
                &["required"],
                "write `required: true` at each member that is required",
            ),
            (
                &["nullable", "optional"],
                "a member is optional unless it has `required: true`",
            ),
            (
                &["$ref", "ref"],
                "refer to a shape by the `type` of a member",
            ),
            (DESCRIPTIONS, "did you mean `docs`?"),
            (CONSTRAINTS, UNCHECKED),
        ],
    ),
    // Keys of an error.
    (
        Some("retry"),
        &[
            (
                &["message"],
                "every error has a message; what the error means is its `docs`",
            ),
            (
                &["fields", "properties", "schema"],
                "write its members as `members`, or the shape of the whole body as `body`",
            ),
            (DESCRIPTIONS, "did you mean `docs`?"),
        ],
    ),
    // Keys of the document.
    (
        Some("common_errors"),
        &[
            (
                &[
                    "types",
                    "structs",
                    "structures",
                    "models",
                    "schemas",
                    "definitions",
                    "components",
                    "enums",
                ],
                "write structures, lists, maps, unions and enums below `shapes:`",
            ),
            (
                &["paths", "endpoints", "routes", "resources", "methods"],
                "write each method and path as an operation: `operations: { GetUser: { http: GET /users/{id} } }`",
            ),
            (
                &["version"],
                "write `restsmith: 1` for the version of the format, and `version` below `service:` for that of the API",
            ),
            (
                &["info"],
                "write `name`, `title`, `version` and `docs` below `service:`",
            ),
            (
                &["auth", "authentication", "security"],
                "write `auth` below `service:`",
            ),
            (
                &[
                    "base_url", "baseurl", "endpoint", "host", "server", "servers", "url",
                ],
                "write `endpoint: { url: https://api.example.com }` below `service:`",
            ),
            (&["name", "protocol", "title"], "write it below `service:`"),
            (&["docs"], "write it below `service:`"),
            (DESCRIPTIONS, "write `docs` below `service:`"),
        ],
    ),
    // Keys of the service.
    (
        Some("target_prefix"),
        &[
            (
                &[
                    "base_url", "baseurl", "host", "server", "servers", "url", "uri",
                ],
                "write `endpoint: { url: https://api.example.com }`",
            ),
            (
                &["authentication", "authorization", "security"],
                "did you mean `auth`?",
            ),
            (
                &["security_schemes", "securityschemes", "securitydefinitions"],
                "did you mean `auth_schemes`?",
            ),
            (SETTINGS, BUILDER),
            (DESCRIPTIONS, "did you mean `docs`?"),
        ],
    ),
    // Keys of an authentication scheme.
    (
        Some("cookie"),
        &[
            (
                &["in", "name"],
                "write `header`, `query` or `cookie`, with the name that is sent",
            ),
            (
                &["scheme"],
                "remove it: the `type` of an HTTP scheme is `bearer` or `basic`",
            ),
            (
                &[
                    "flows",
                    "scopes",
                    "token_url",
                    "openidconnecturl",
                    "bearerformat",
                ],
                "remove it: the caller gets the token, and sets it on the client's builder",
            ),
            (
                &["sensitive"],
                "remove it: tokens, passwords and keys are always hidden",
            ),
            (DESCRIPTIONS, "did you mean `docs`?"),
        ],
    ),
    // Keys of pagination.
    (
        Some("output_token"),
        &[
            (
                &["cursor", "next_cursor", "next_token", "token"],
                "write the member of the input as `input_token`, and that of the output as `output_token`",
            ),
            (
                &["next_page"],
                "write `input_token` and `output_token`: the number of the next page in the output is a token",
            ),
            (
                &["link", "links", "next_link", "next_url"],
                "write `next: link` for the header `Link`, or `next` with the member that contains the URI",
            ),
            (
                &["limit", "limit_key", "per_page", "size"],
                "did you mean `page_size`?",
            ),
            (&["data", "result_key", "results"], "did you mean `items`?"),
            (&["page_count", "total_pages"], "did you mean `pages`?"),
            (
                &["count", "total_count", "total_items"],
                "did you mean `total`?",
            ),
            (&["first", "start"], "did you mean `first_page`?"),
            (&["more", "more_results"], "did you mean `has_more`?"),
        ],
    ),
    // Types of authentication schemes.
    (
        Some("api_key"),
        &[
            (
                &["http"],
                "write `bearer` or `basic`, which is the `scheme` in OpenAPI",
            ),
            (
                &["oauth", "oauth2", "openidconnect", "oidc", "jwt", "token"],
                "did you mean `bearer`?",
            ),
            (
                &["header", "key", "query", "cookie"],
                "did you mean `api_key`?",
            ),
            (
                &["sigv4", "s3v4", "none"],
                "it needs no scheme: write it as the value of `auth`",
            ),
        ],
    ),
    // Formats of timestamps.
    (
        Some("http_date"),
        &[
            (
                &["iso8601", "iso_8601", "rfc3339"],
                "did you mean `date_time`?",
            ),
            (
                &["rfc822", "rfc1123", "rfc7231"],
                "did you mean `http_date`?",
            ),
            (
                &["unix", "epoch", "unix_timestamp", "seconds"],
                "did you mean `epoch_seconds`?",
            ),
            (
                &["date"],
                "write `type: date` instead of the type and the format",
            ),
            (
                &[
                    "binary", "byte", "decimal", "double", "email", "float", "hostname", "int32",
                    "int64", "ipv4", "ipv6", "password", "time", "uri", "url", "uuid",
                ],
                "remove it: only a `timestamp` has a format",
            ),
        ],
    ),
    // Styles.
    (
        Some("deep_object"),
        &[
            (&["deepobject"], "did you mean `deep_object`?"),
            (&["csv"], "did you mean `comma`?"),
            (&["spacedelimited", "ssv"], "did you mean `space`?"),
            (&["pipedelimited", "pipes"], "did you mean `pipe`?"),
            (&["multi"], "did you mean `repeat`?"),
            (
                &["form"],
                "write `repeat`, or `comma` if the API doesn't explode lists",
            ),
        ],
    ),
    // Protocols.
    (
        Some("rest-json"),
        &[(&["json", "rest", "http"], "did you mean `rest-json`?")],
    ),
    // Words that stand nowhere.
    (
        None,
        &[
            (
                &[
                    "multipart",
                    "multipart_form_data",
                    "form_data",
                    "formdata",
                    "files",
                ],
                "a body of several parts has the operation's key `request`: write `request: multipart`, and `part: true` for a file",
            ),
            (
                &["form", "urlencoded", "x_www_form_urlencoded"],
                "a body that is a form has the operation's key `request`: write `request: form`",
            ),
            (
                &["event_stream", "eventstream", "sse", "websocket"],
                "event streams aren't supported",
            ),
        ],
    ),
];

/// Returns what to write for a key or a word that another format has, or that restsmith doesn't support. `known` are
/// the words that can stand there.
pub(super) fn elsewhere(word: &str, known: &[&str]) -> Option<&'static str> {
    helps(word, |place| known.contains(&place)).next()
}

/// Returns whether another format has this word for a key.
pub(super) fn stands_for(word: &str, key: &str) -> bool {
    let named = [format!("`{key}`"), format!("`{key}: ")];
    helps(word, |_| true).any(|help| named.iter().any(|named| help.contains(named)))
}

fn helps(
    word: &str,
    is_place: impl Fn(&'static str) -> bool,
) -> impl Iterator<Item = &'static str> {
    let word = word.to_ascii_lowercase().replace(['-', ' ', '/'], "_");
    WORDS
        .iter()
        .filter(move |(place, _)| place.is_none_or(&is_place))
        .flat_map(|(_, words)| *words)
        .filter(move |(words, _)| words.contains(&word.as_str()))
        .map(|(_, help)| *help)
}
