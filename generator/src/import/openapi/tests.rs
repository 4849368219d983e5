//! What documents become.

use super::{HEADER, OpenApiDocument, import_openapi};

/// Returns a text two spaces farther to the right.
fn indented(text: &str) -> String {
    let lines: Vec<_> = text
        .trim()
        .lines()
        .map(|line| format!("  {line}"))
        .collect();
    lines.join("\n") + "\n"
}

/// Returns a document of paths and components, which are in YAML.
fn document(paths: &str, components: &str) -> OpenApiDocument {
    OpenApiDocument::new(format!(
        "openapi: 3.1.0\ninfo: {{ title: Pets API, version: '1' }}\nservers: [{{ url: 'https://pets.example.com' }}]\npaths:\n{}components:\n{}",
        indented(paths),
        indented(components)
    ))
}

/// Returns the spec after its service, and the warnings.
fn imported(paths: &str, components: &str) -> (String, Vec<String>) {
    let imported = import_openapi(&document(paths, components)).unwrap();
    let yaml = imported.yaml.strip_prefix(HEADER).unwrap();
    let start = yaml.find("operations:\n").unwrap();
    (yaml[start..].to_owned(), imported.warnings)
}

/// Returns the shapes of a document whose only operation returns a list of a schema.
fn shapes(schemas: &str) -> String {
    let paths = "/pets: { get: { operationId: listPets, responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }";
    let indented = indented(schemas);
    let (yaml, warnings) = imported(paths, &format!("schemas:\n{indented}"));
    assert_eq!(warnings, [""; 0], "{schemas}");
    yaml.split_once("shapes:\n")
        .map(|(_, shapes)| shapes.to_owned())
        .unwrap_or_default()
}

fn assert_shapes(schemas: &str, expected: &str) {
    assert_eq!(
        shapes(schemas).trim_end(),
        expected.trim_start_matches('\n').trim_end(),
        "{schemas}"
    );
}

#[test]
fn a_document_becomes_a_spec() {
    let imported = import_openapi(&document(
        "
/pets/{petId}:
  parameters:
    - { name: petId, in: path, required: true, schema: { type: integer, format: int64 } }
  get:
    operationId: pets/get-one
    summary: Get a pet
    parameters:
      - { name: fields, in: query, explode: false, schema: { type: array, items: { type: string } } }
      - { name: X-Request-Id, in: header, schema: { type: string } }
      - { name: limit, in: query, schema: { type: integer, default: 10 } }
    security: [{ token: [] }, { key: [] }]
    responses:
      '200':
        description: A pet.
        headers: { ETag: { schema: { type: string } } }
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      '404': { description: There is no such pet., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
      default: { description: Anything else., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
  put:
    requestBody:
      required: true
      content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string }, owner: { type: object, properties: { email: { type: string } } } } } } }
    responses: { '204': { description: Done. } }
",
        "
securitySchemes:
  token: { type: http, scheme: bearer }
  key: { type: apiKey, in: header, name: X-Api-Key, description: The key. }
schemas:
  Pet: { type: object, required: [id, born], properties: { id: { type: integer }, born: { type: string, format: date-time }, password: { type: string } } }
  Problem: { type: object, properties: { code: { type: integer } } }
",
    ))
    .unwrap();
    assert_eq!(imported.service, "pets");
    assert_eq!(imported.warnings, [""; 0]);
    let expected = "\
restsmith: 1

service:
  name: pets
  title: Pets API
  version: \"1\"
  protocol: rest-json
  endpoint: { url: \"https://pets.example.com\" }
  auth: none
  auth_schemes:
    token: { type: bearer }
    key: { type: api_key, header: X-Api-Key, docs: The key. }
  response: application/json
  errors: { by: status }

operations:
  PetsGetOne:
    http: GET /pets/{petId}
    auth: [token, key]
    docs: Get a pet
    input:
      petId: { type: long, required: true, label: petId }
      fields: { type: StringList, query: fields, style: comma }
      X-Request-Id: { type: string, header: X-Request-Id }
      limit: { type: long, query: limit, default: 10 }
    output:
      body: { type: Pet, required: true, payload: true }
      ETag: { type: string, header: ETag }
    errors: [NotFound, Other]

  PutPet:
    http: PUT /pets/{petId}
    status: 204
    input:
      petId: { type: long, required: true, label: petId }
      name: { type: string, required: true }
      owner: PutPetOwner

errors:
  NotFound: { status: 404, docs: There is no such pet., body: Problem }
  Other: { status: default, docs: Anything else., body: Problem }

shapes:
  DateTime: { type: timestamp, format: date_time }

  Pet:
    type: structure
    members:
      id: { type: long, required: true }
      born: { type: DateTime, required: true }
      password: Secret

  Problem:
    type: structure
    members:
      code: long

  PutPetOwner:
    type: structure
    members:
      email: string

  Secret: { type: string, sensitive: true }
  StringList: { type: list, of: string }
";
    assert_eq!(imported.yaml.strip_prefix(HEADER), Some(expected));
}

#[test]
fn single_values_have_types_by_their_formats() {
    assert_shapes(
        "
Pet:
  type: object
  properties:
    a: { type: string, format: date }
    b: { type: string, format: byte }
    c: { type: integer, format: int32 }
    d: { type: number, format: float }
    e: { type: integer, format: unix-time }
    f: { type: boolean, enum: [true] }
    g: { type: string, format: password }
    h: {}
    i: { const: only }
    j: { enum: [1, 2] }
    +1: { type: integer }
",
        "
  Pet:
    type: structure
    members:
      a: date
      b: blob
      c: integer
      d: double
      e: UnixTime
      f: boolean
      g: Secret
      h: document
      i: PetI
      j: PetJ
      plus_1: { type: long, name: \"+1\" }

  PetI: { type: enum, values: [only] }
  PetJ: { type: int_enum, values: { V_1: 1, V_2: 2 } }
  Secret: { type: string, sensitive: true }
  UnixTime: { type: timestamp, format: epoch_seconds }
",
    );
}

#[test]
fn numbers_that_are_never_negative_and_uuids_have_types_of_their_own() {
    assert_shapes(
        "
Pet:
  type: object
  properties:
    a: { type: integer, format: uint64 }
    b: { type: integer, format: uint }
    c: { type: integer, minimum: 0, maximum: 18446744073709551615 }
    d: { type: integer, minimum: 0, maximum: 9223372036854775807 }
    e: { type: integer, maximum: 18446744073709551615 }
    f: { type: integer, format: uint32 }
    g: { type: string, format: uuid }
    api_key: { type: string, format: uuid }
    h: { type: array, items: { type: string, format: uuid } }
    i: { type: integer, enum: [1, 18446744073709551615] }
",
        "
  Pet:
    type: structure
    members:
      a: unsigned_long
      b: unsigned_long
      c: unsigned_long
      d: long
      e: long
      f: long
      g: uuid
      api_key: Secret
      h: UuidList
      i: { type: unsigned_long, docs: The value is `1` or `18446744073709551615`. }

  Secret: { type: string, sensitive: true }
  UuidList: { type: list, of: uuid }
",
    );
}

#[test]
fn numbers_of_which_the_format_has_no_enum_are_told_in_the_docs() {
    assert_shapes(
        "
Pet:
  type: object
  properties:
    a: { type: integer, enum: [1, 3000000000] }
    b: { type: number, enum: [0.5, 1, 2] }
    c: { const: 3000000000 }
",
        "
  Pet:
    type: structure
    members:
      a: { type: long, docs: The value is `1` or `3000000000`. }
      b: { type: double, docs: \"The value is `0.5`, `1` or `2`.\" }
      c: { type: long, docs: The only value is `3000000000`. }
",
    );
}

/// Returns the spec of an operation with this body and this content of its success.
fn put(body: &str, content: &str, components: &str) -> String {
    let paths = format!(
        "/pets: {{ put: {{ operationId: put, requestBody: {{ required: true, content: {body} }}, responses: {{ '200': {{ description: '', content: {content} }} }} }} }}"
    );
    let (yaml, warnings) = imported(&paths, components);
    assert_eq!(warnings, [""; 0], "{body} {content}");
    yaml
}

#[test]
fn a_single_json_value_is_a_body_of_its_own_type() {
    for (schema, type_) in [
        ("{ type: string }", "string"),
        ("{ type: number }", "double"),
        ("{ type: integer, format: uint64 }", "unsigned_long"),
        ("{ type: boolean }", "boolean"),
        ("{ type: string, format: date }", "date"),
        ("{ type: string, format: date-time }", "DateTime"),
        ("{ type: string, format: uuid }", "uuid"),
        ("{ type: string, enum: [a, b] }", "Put"),
    ] {
        let content = format!("{{ application/json: {{ schema: {schema} }} }}");
        let yaml = put(&content, &content, "{}");
        let body = format!("body: {{ type: {type_}, required: true, payload: true }}");
        let expected = format!(
            "    request: application/json\n    input:\n      {body}\n    output:\n      {}",
            body.replace("Put", "PutOutput")
        );
        assert!(yaml.contains(&expected), "{yaml}");
    }
    for schema in ["{ type: string, format: byte }", "{}"] {
        let content = format!("{{ application/json: {{ schema: {schema} }} }}");
        let yaml = put(&content, &content, "{}");
        assert!(!yaml.contains("request:"), "{yaml}");
        assert!(
            yaml.contains("body: { type: document, required: true, payload: true }"),
            "{yaml}"
        );
    }
}

#[test]
fn plain_text_names_its_media_type() {
    let text = |name| format!("{{ {name}: {{ schema: {{ type: string }} }} }}");
    for name in ["text/plain", "text/*"] {
        let yaml = put(&text("text/plain"), &text(name), "{}");
        assert!(yaml.contains(&format!("    response: {name}\n")), "{yaml}");
        assert!(!yaml.contains("request:"), "{yaml}");
    }
}

#[test]
fn an_error_can_be_a_json_string() {
    let paths = "/pets: { get: { operationId: get, responses: { '200': { description: '' }, '400': { description: '', content: { application/json: { schema: { type: string } } } }, '404': { description: '', content: { application/json: { schema: { type: integer } } } } } } }";
    let (yaml, _) = imported(paths, "{}");
    assert!(
        yaml.contains("  BadRequest: { status: 400, body: string }\n"),
        "{yaml}"
    );
    assert!(
        yaml.contains("  NotFound: { status: 404, body: document }\n"),
        "{yaml}"
    );
}

#[test]
fn the_only_value_of_a_required_member_is_set_in_requests() {
    let body = "{ application/json: { schema: { type: object, required: [kind, size, on, note, either], properties: { kind: { const: pet }, size: { enum: [1] }, on: { const: true, type: boolean }, either: { enum: [a, b] }, optional: { const: x }, note: { $ref: '#/components/schemas/Note' } } } } }";
    let content = "{ application/json: { schema: { $ref: '#/components/schemas/Answer' } } }";
    let components = "
schemas:
  Note: { type: object, required: [type, secret, id], properties: { type: { type: string, enum: [note] }, secret: { const: hidden }, id: { const: 1, readOnly: true } } }
  Answer: { type: object, required: [type], properties: { type: { const: answer } } }";
    let yaml = put(body, content, components);
    let expected = "
    input:
      kind: { type: PutKind, required: true, constant: pet }
      size: { type: PutSize, required: true, constant: 1 }
      on: { type: boolean, required: true, constant: true }
      either: { type: PutEither, required: true }
      optional: PutOptional
      note: { type: Note, required: true }
";
    assert!(yaml.contains(expected), "{yaml}");
    let expected = "
      type: { type: NoteType, required: true, constant: note }
      secret: { type: NoteSecret, required: true, constant: hidden }
      id: NoteId
";
    assert!(yaml.contains(expected), "{yaml}");
    assert!(
        yaml.contains("      type: { type: AnswerType, required: true }\n"),
        "{yaml}"
    );
}

#[test]
fn all_of_is_one_structure_and_a_wrapper_of_one_is_that_one() {
    assert_shapes(
        "
Animal: { type: object, required: [name], properties: { name: { type: string }, tag: { type: string } } }
Tag: { type: string, enum: [a, b] }
Pet:
  allOf:
    - { $ref: '#/components/schemas/Animal' }
    - { type: object, required: [tag], properties: { tag: { $ref: '#/components/schemas/Tag' } } }
    - { type: object, properties: { friend: { description: Another one., allOf: [{ $ref: '#/components/schemas/Animal' }] } } }
",
        "
  Animal:
    type: structure
    members:
      name: { type: string, required: true }
      tag: string

  Pet:
    type: structure
    members:
      name: { type: string, required: true }
      tag: { type: PetTag, required: true }
      friend: { type: Animal, docs: Another one. }

  PetTag: { type: enum, values: [a, b] }
",
    );
}

#[test]
fn alternatives_are_told_apart_by_kind_tag_or_members_or_not_at_all() {
    assert_shapes(
        "
Cat: { type: object, required: [kind], properties: { kind: { const: cat }, meows: { type: boolean } } }
Dog: { type: object, required: [kind], properties: { kind: { const: dog } } }
Page: { type: object, required: [url, title], properties: { url: { type: string }, title: { type: string } } }
Part: { type: object, required: [url], properties: { url: { type: string } } }
Pet:
  type: object
  properties:
    a: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
    b: { anyOf: [{ type: string }, { $ref: '#/components/schemas/Cat' }, { type: 'null' }] }
    c: { anyOf: [{ $ref: '#/components/schemas/Part' }, { $ref: '#/components/schemas/Page' }] }
    d: { oneOf: [{ $ref: '#/components/schemas/Part' }, { type: object, properties: { x: { type: string } } }] }
    e: { anyOf: [{ type: string, enum: [x] }, { type: string, enum: [y] }] }
    f: { type: [string, integer] }
    g: { oneOf: [{ type: integer }, { type: number }] }
    h: { anyOf: [{ $ref: '#/components/schemas/Dog' }, { type: 'null' }] }
",
        "
  Cat:
    type: structure
    members:
      kind: { type: CatKind, required: true }
      meows: boolean

  CatKind: { type: enum, values: [cat] }

  CatOrDog:
    type: union
    tag: kind
    members:
      cat: Cat
      dog: Dog

  Dog:
    type: structure
    members:
      kind: { type: DogKind, required: true }

  DogKind: { type: enum, values: [dog] }

  Page:
    type: structure
    members:
      url: { type: string, required: true }
      title: { type: string, required: true }

  PageOrPart:
    type: union
    by: members
    members:
      page: Page
      part: Part

  Part:
    type: structure
    members:
      url: { type: string, required: true }

  Pet:
    type: structure
    members:
      a: CatOrDog
      b: { type: StringOrCat, nullable: true }
      c: PageOrPart
      d: document
      e: PetE
      f: StringOrInteger
      g: double
      h: { type: Dog, nullable: true }

  PetE: { type: enum, values: [x, y] }

  StringOrCat:
    type: union
    by: kind
    members:
      string: string
      object: Cat

  StringOrInteger:
    type: union
    by: kind
    members:
      string: string
      number: long
",
    );
}

#[test]
fn a_base_class_is_a_union_of_what_extends_it() {
    assert_shapes(
        "
Pet:
  type: object
  required: [petType]
  discriminator: { propertyName: petType, mapping: { cat: '#/components/schemas/Cat' } }
  properties: { petType: { type: string } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
",
        "
  Cat:
    type: structure
    members:
      petType: { type: string, required: true }
      lives: long

  Dog:
    type: structure
    members:
      petType: { type: string, required: true }

  Pet:
    type: union
    tag: petType
    members:
      cat: Cat
      Dog: Dog
",
    );
}

#[test]
fn what_contains_itself_has_an_end() {
    assert_shapes(
        "
Pet: { type: object, required: [parent, friends], properties: { parent: { $ref: '#/components/schemas/Pet' }, friends: { type: array, items: { $ref: '#/components/schemas/Pet' } }, tree: { $ref: '#/components/schemas/Tree' } } }
Tree: { type: array, items: { $ref: '#/components/schemas/Tree' } }
",
        "
  Pet:
    type: structure
    members:
      parent: Pet
      friends: { type: PetList, required: true }
      tree: Tree

  PetList: { type: list, of: Pet }
  Tree: { type: list, of: document }
",
    );
}

#[test]
fn what_is_left_out_is_said_with_its_place() {
    let (yaml, warnings) = imported(
        "
/pets:
  get:
    operationId: listPets
    parameters:
      - { name: theme, in: cookie, schema: { type: object, properties: { a: { type: string } } } }
      - { $ref: '#/components/parameters/nothing' }
    responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Nothing' } } } } }
  trace: {}
/pets{format}{id}: { get: { operationId: getPet, responses: {} } }
",
        "schemas: {}",
    );
    assert!(
        yaml.contains("body: { type: document, required: true, payload: true }"),
        "{yaml}"
    );
    let expected = [
        "the document:12:3: `TRACE /pets` is left out: no client sends it",
        "the document:10:9: `$ref: #/components/parameters/nothing` refers to nothing; this parameter is left out",
        "the document:9:9: the parameter `theme` is left out: only single values and lists of these can be in a cookie",
        "the document:11:81: `$ref: #/components/schemas/Nothing` refers to nothing; any value is taken instead",
        "the document:13:23: the operation `GetPet` is left out: `/pets{format}{id}` has two labels without text between them",
    ];
    let lines = |text: &str| {
        text.split_once(": ")
            .map(|(_, sentence)| sentence.to_owned())
    };
    let sentences: Vec<_> = warnings.iter().map(|warning| lines(warning)).collect();
    assert_eq!(sentences, expected.map(lines), "{warnings:#?}");
    assert!(
        warnings
            .iter()
            .all(|warning| warning.starts_with("the document:")),
        "{warnings:#?}"
    );
}

#[test]
fn other_documents_are_refused_with_what_to_do() {
    let cases = [
        ("swagger: '2.0'\npaths: {}", super::CONVERT),
        (
            "openapi: 3.2.0",
            "this is an OpenAPI document of version 3.2.0, and 3.0 and 3.1 can be imported",
        ),
        (
            "a: 1",
            "this isn't an OpenAPI document: it has no key `openapi`",
        ),
        (
            "asyncapi: 3.0.0",
            "this is an AsyncAPI document, not an OpenAPI document",
        ),
        (
            "openapi: 3.0.0\npaths: {}",
            "there is no operation to import",
        ),
    ];
    for (text, expected) in cases {
        let error = import_openapi(&OpenApiDocument::new(text))
            .unwrap_err()
            .to_string();
        assert!(error.ends_with(expected), "{text}: {error}");
    }
    let left_out = "openapi: 3.0.0\npaths: { '/a{b}{c}': { get: { responses: {} } } }";
    let error = import_openapi(&OpenApiDocument::new(left_out)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no operation to import\n  the document:2:24: the operation `GetABC` is left out: `/a{b}{c}` has two labels without text between them"
    );
    let mut wanted = document(
        "/pets: { get: { operationId: listPets, responses: {} } }",
        "schemas: {}",
    );
    wanted.operations = vec!["listPet".to_owned()];
    let error = import_openapi(&wanted).unwrap_err().to_string();
    assert_eq!(
        error,
        "the document has no operation `listPet`; did you mean `listPets` or `ListPets`?"
    );
}

#[test]
fn operations_without_an_id_are_named_by_method_and_path() {
    let (yaml, warnings) = imported(
        "
/users/{id}/keys: { get: { responses: {} }, post: { responses: {} } }
/users/{id}: { delete: { responses: {} }, get: { operationId: same, responses: {} } }
/users: { get: { operationId: same, responses: {} } }
/users/{id}/{name}: { get: { responses: {} } }
/users/{id}/{other}: { get: { responses: {} } }
",
        "schemas: {}",
    );
    let http = |line: &str| line.strip_prefix("    http: ").map(str::to_owned);
    let names = yaml.lines().filter_map(|line| {
        line.strip_prefix("  ")?
            .strip_suffix(':')
            .filter(|name| !name.starts_with(' '))
    });
    let operations: Vec<_> = names
        .map(str::to_owned)
        .zip(yaml.lines().filter_map(http))
        .collect();
    let expected = [
        ("GetUserKeys", "GET /users/{id}/keys"),
        ("PostUserKeys", "POST /users/{id}/keys"),
        ("DeleteUser", "DELETE /users/{id}"),
        ("GetUserById", "GET /users/{id}"),
        ("GetUsers", "GET /users"),
        ("GetUserByIdName", "GET /users/{id}/{name}"),
        (
            "GetUserByIdOther",
            "GET /users/{id}/{other}#GetUserByIdOther",
        ),
    ];
    assert_eq!(
        operations,
        expected.map(|(name, http)| (name.to_owned(), http.to_owned()))
    );
    assert_eq!(warnings.len(), 8, "{warnings:#?}");
}

#[test]
fn what_a_sloppy_author_writes_is_taken_as_it_is_meant() {
    let (yaml, warnings) = imported(
        "
/a:
  get:
    operationId: getA
    parameters:
      - { name: ids, in: query, schema: { type: array } }
      - { name: size, in: query, required: true, schema: { type: integer, default: 3 } }
      - { name: state, in: query, schema: { type: string, enum: [on, 404, true] } }
    responses: { '200': { description: '' } }
  post:
    operationId: postA
    requestBody:
      required: true
      content: { application/x-www-form-urlencoded: { schema: { oneOf: [{ type: object, required: [b], properties: { b: { type: string } } }, { type: object, properties: { c: { type: string } } }] } } }
    responses: { '200': { description: '' } }
  put:
    operationId: putA
    requestBody: { required: true, content: { application/x-www-form-urlencoded: { schema: { type: array } } } }
    responses: { '200': { description: '' } }
  delete: null
",
        "schemas: {}",
    );
    let expected = "\
operations:
  GetA:
    http: GET /a
    input:
      ids: { type: StringList, query: ids, docs: \"The items are written as text, whatever their types are.\" }
      size: { type: long, required: true, query: size, docs: The default is `3`. }
      state: { type: GetAState, query: state }

  PostA:
    http: POST /a
    request: form
    input:
      b: string
      c: string

shapes:
  GetAState: { type: enum, values: { on: on, V404: \"404\", \"true\": \"true\" } }
  StringList: { type: list, of: string }
";
    assert_eq!(yaml, expected);
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    let expected = "the operation `PutA` is left out: its body of the type `application/x-www-form-urlencoded` isn't an object with properties";
    assert!(warnings.concat().ends_with(expected), "{warnings:#?}");
}

#[test]
fn a_union_of_itself_has_an_end() {
    let itself = ["{ $ref: '#/components/schemas/Pet' }"; 40].join(", ");
    assert_shapes(
        &format!(
            "Pet: {{ type: object, properties: {{ a: {{ $ref: '#/components/schemas/All' }} }} }}\nAll: {{ anyOf: [{{ type: string }}, {{ anyOf: [{itself}, {{ type: integer }}] }}, {{ $ref: '#/components/schemas/All' }}] }}"
        ),
        "
  All:
    type: union
    by: kind
    members:
      string: string
      number: long
      object: Pet

  Pet:
    type: structure
    members:
      a: All
",
    );
}

#[test]
fn a_form_of_itself_has_an_end() {
    let paths = "/a: { post: { operationId: postA, requestBody: { content: { application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/S' } } } }, responses: {} } }";
    let schemas = "schemas: { S: { oneOf: [{ $ref: '#/components/schemas/S' }, { anyOf: [{ $ref: '#/components/schemas/S' }, { properties: { b: { type: string } } }] }] } }";
    let (yaml, _) = imported(paths, schemas);
    assert!(yaml.contains("    input:\n      b: string\n"), "{yaml}");
}

#[test]
fn a_server_that_is_no_base_url_is_not_called() {
    for url in [
        "https://user:pass@example.com",
        "https://a b",
        "Your API URL",
    ] {
        let text = format!(
            "openapi: 3.0.0\ninfo: {{ title: A, version: '1' }}\nservers: [{{ url: '{url}' }}]\npaths: {{ /a: {{ get: {{ operationId: a, responses: {{}} }} }} }}"
        );
        let imported = import_openapi(&OpenApiDocument::new(text)).unwrap();
        assert!(
            imported
                .yaml
                .contains("endpoint: { url: \"https://host.invalid\" }"),
            "{}",
            imported.yaml
        );
        assert_eq!(imported.warnings.len(), 1, "{:#?}", imported.warnings);
        assert!(
            !imported.warnings.concat().contains("pass"),
            "{:#?}",
            imported.warnings
        );
    }
}

#[test]
fn a_union_keeps_its_description_and_may_be_null_wherever_it_is_used() {
    assert_shapes(
        "
Pet: { type: object, properties: { a: { $ref: '#/components/schemas/Id' }, b: { $ref: '#/components/schemas/Id' } } }
Id: { description: An id., type: [string, integer, 'null'] }
",
        "
  Id:
    type: union
    by: kind
    docs: An id.
    members:
      string: string
      number: long

  Pet:
    type: structure
    members:
      a: { type: Id, nullable: true }
      b: { type: Id, nullable: true }
",
    );
}

#[test]
fn invalid_parts_of_a_document_are_reported_with_their_places() {
    let (yaml, warnings) = imported(
        "
/pets:
  get:
    operationId: listPets
    responses:
      '200':
        description: ''
        headers: { 'no header': { schema: { type: string } }, X-Gone: { $ref: '#/components/headers/Gone' } }
      '2000': { description: '' }
      x-more: { description: '' }
    security: [{ login: [], token: [] }, { gone: [] }]
    summary: First.
    summary: Last.
",
        "
securitySchemes:
  login: { type: http, scheme: basic }
  token: { type: http, scheme: bearer }
  gone: { $ref: '#/components/securitySchemes/nowhere' }
",
    );
    assert!(yaml.contains("docs: Last."), "{yaml}");
    assert_eq!(
        warnings,
        [
            "the document:15:7: duplicate key `summary`: its last value is used",
            "the document:14:7: the security scheme `token` is left out: a request can't have it and `login` at once",
            "the document:14:7: the security scheme `gone` can't be used, it is left out: `$ref: #/components/securitySchemes/nowhere` refers to nothing",
            "the document:12:9: the response `2000` is left out: that isn't a status",
            "the document:11:22: `no header` is left out: that isn't the name of a header",
            "the document:11:65: `$ref: #/components/headers/Gone` refers to nothing; this header is left out",
            "the document:20:5: nothing requires the security scheme `token`: if the API does, write it in an overlay, as `auth_schemes` and `auth: token`",
        ]
    );
}

#[test]
fn a_selection_tells_which_types_bring_in_many_others() {
    let members = |title: &str, count| {
        let members = (1..=count).map(|number| {
            format!("p{number}: {{ type: object, title: {title} {number}, properties: {{ {title}{number}: {{ type: string }} }} }}")
        });
        members.collect::<Vec<_>>().join(", ")
    };
    let (few, members) = (members("Few", 9), members("Part", 10));
    let mut wanted = document(
        "
/one: { get: { operationId: one, responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Outer' } } } } } } }
/two: { get: { operationId: two, responses: {} } }
",
        &format!("schemas: {{ Outer: {{ type: object, properties: {{ large: {{ $ref: '#/components/schemas/Large' }}, few: {{ $ref: '#/components/schemas/Few' }} }} }}, Few: {{ type: object, properties: {{ {few} }} }}, Large: {{ type: object, properties: {{ {members} }} }} }}"),
    );
    assert_eq!(import_openapi(&wanted).unwrap().notes, [""; 0]);
    wanted.operations = vec!["one".to_owned()];
    assert_eq!(
        import_openapi(&wanted).unwrap().notes,
        [
            "`Outer` brings in 21 types that nothing else needs; `One` refers to it",
            "`Large` brings in 10 types that nothing else needs; `Outer.large` refers to it",
        ]
    );
}

#[test]
fn cookies_and_parameters_of_the_path_have_their_styles() {
    let (yaml, warnings) = imported(
        "
/a/{list}/{point}/{label}/{matrix}/{any}:
  get:
    operationId: a
    parameters:
      - { name: theme, in: cookie, schema: { type: string, default: dark } }
      - { name: tags, in: cookie, schema: { $ref: '#/components/schemas/Texts' } }
      - { name: seen, in: cookie, explode: false, schema: { $ref: '#/components/schemas/Texts' } }
      - { name: list, in: path, required: true, schema: { $ref: '#/components/schemas/Texts' } }
      - { name: point, in: path, required: true, explode: true, schema: { $ref: '#/components/schemas/Point' } }
      - { name: label, in: path, required: true, style: label, schema: { type: string } }
      - { name: matrix, in: path, required: true, style: matrix, explode: true, schema: { $ref: '#/components/schemas/Texts' } }
      - { name: any, in: path, required: true, schema: {} }
      - { name: Keep-Alive, in: header, schema: { type: string } }
    responses: {}
/b/{deep}: { get: { operationId: b, parameters: [{ name: deep, in: path, required: true, schema: { type: array, items: { $ref: '#/components/schemas/Texts' } } }], responses: {} } }
",
        "schemas: { Texts: { type: array, items: { type: string } }, Point: { type: object, properties: { x: { type: integer } } } }",
    );
    for member in [
        "theme: { type: string, cookie: theme, default: dark }",
        "tags: { type: Texts, cookie: tags }",
        "seen: { type: Texts, cookie: seen, style: comma }",
        "list: { type: Texts, required: true, style: simple, label: list }",
        "point: { type: Point, required: true, style: simple_explode, label: point }",
        "label: { type: string, required: true, style: label, label: label }",
        "matrix: { type: Texts, required: true, style: matrix_explode, label: matrix }",
        "docs: A value of any type is written as text.",
    ] {
        assert!(yaml.contains(member), "{member}: {yaml}");
    }
    assert!(!yaml.to_lowercase().contains("keep-alive"), "{yaml}");
    let [warning] = warnings.as_slice() else {
        panic!("{warnings:#?}");
    };
    assert!(
        warning.ends_with("its parameter `deep` can't be sent: lists and objects with others inside can't be in a path"),
        "{warning}"
    );
}

#[test]
fn a_value_that_becomes_text_says_so() {
    let (yaml, warnings) = imported(
        "
/a:
  get:
    operationId: a
    parameters:
      - { name: sort, in: query, description: The order., schema: { oneOf: [{ type: string }, { type: array, items: { type: string } }] } }
      - { name: holes, in: query, schema: { type: array, items: { type: [string, 'null'] } } }
      - { name: X-Point, in: header, schema: { type: object, properties: { x: { type: integer } } } }
    responses: {}
",
        "schemas: {}",
    );
    for sentence in [
        "A value of any of its types is written as text.",
        "The items are written as text, and null can't be sent.",
        "The value is written as text.",
    ] {
        assert_eq!(yaml.matches(sentence).count(), 1, "{sentence}: {yaml}");
    }
    assert_eq!(warnings, Vec::<String>::new());
}

#[test]
fn the_encoding_of_a_form_is_followed() {
    let (yaml, warnings) = imported(
        "
/form:
  post:
    operationId: sendForm
    requestBody:
      content:
        application/x-www-form-urlencoded:
          schema: { $ref: '#/components/schemas/Body' }
          encoding:
            comma: { explode: false }
            space: { style: spaceDelimited }
            pipe: { style: pipeDelimited }
            json: { contentType: application/json }
            text: { contentType: application/json }
    responses: {}
/parts:
  post:
    operationId: sendParts
    requestBody:
      content:
        multipart/form-data:
          schema: { $ref: '#/components/schemas/Body' }
          encoding: { json: { contentType: application/json; charset=utf-8, headers: { X-A: { schema: { type: string } } } } }
    responses: {}
",
        "schemas: { Texts: { type: array, items: { type: string } }, Body: { type: object, properties: { plain: { $ref: '#/components/schemas/Texts' }, comma: { $ref: '#/components/schemas/Texts' }, space: { $ref: '#/components/schemas/Texts' }, pipe: { $ref: '#/components/schemas/Texts' }, json: { $ref: '#/components/schemas/Texts' }, text: { type: string } } } }",
    );
    let (form, parts) = yaml.split_once("SendParts:").unwrap();
    for member in [
        "plain: { type: Texts, style: repeat }",
        "comma: { type: Texts, style: comma }",
        "space: { type: Texts, style: space }",
        "pipe: { type: Texts, style: pipe }",
        "json: { type: Texts, style: json }",
        "text: string",
    ] {
        assert!(form.contains(member), "{member}: {yaml}");
    }
    assert!(
        parts.contains("json: { type: Texts, style: json }"),
        "{yaml}"
    );
    assert!(parts.contains("plain: Texts"), "{yaml}");
    let sentences: Vec<_> = warnings
        .iter()
        .filter_map(|warning| warning.split_once(": ").map(|(_, sentence)| sentence))
        .collect();
    assert_eq!(
        sentences,
        [
            "the encoding of `text` is left out: it is sent as text, not as JSON",
            "the headers of the part `json` are left out",
        ]
    );
}

#[test]
fn the_body_of_an_error_that_has_no_shape_is_a_document() {
    for body in ["", "schema: {}", "schema: { type: integer }"] {
        let paths = format!(
            "/pets: {{ get: {{ responses: {{ '404': {{ description: '', content: {{ application/json: {{ {body} }} }} }} }} }} }}"
        );
        let (yaml, _) = imported(&paths, "schemas: {}");
        let expected = "NotFound: { status: 404, body: document }";
        assert!(yaml.contains(expected), "{body}: {yaml}");
    }
    let text = "/pets: { get: { responses: { '404': { description: '', content: { text/plain: {} } } } } }";
    let (yaml, _) = imported(text, "schemas: {}");
    assert!(yaml.contains("NotFound: { status: 404 }"), "{yaml}");
}

#[test]
fn a_required_property_that_is_not_described_is_any_value() {
    let body = "{ application/json: { schema: { type: object, required: [name, role], properties: { name: { type: string } } } } }";
    let content = "{ application/json: { schema: { $ref: '#/components/schemas/Answer' } } }";
    let components = "schemas: { Answer: { type: object, required: [id, x-more], properties: { id: { type: string } } }, }";
    let yaml = put(body, content, components);
    assert!(
        yaml.contains("      name: { type: string, required: true }\n      role: document\n"),
        "{yaml}"
    );
    assert!(
        yaml.contains("      id: { type: string, required: true }\n      x-more: document\n"),
        "{yaml}"
    );
}

#[test]
fn variables_that_cannot_be_settings_are_filled_in() {
    let endpoint = |url: &str, variables: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{ title: A, version: '1' }}\nservers: [{{ url: '{url}', variables: {variables} }}]\npaths: {{ /a: {{ get: {{ responses: {{}} }} }} }}"
        );
        let imported = import_openapi(&OpenApiDocument::new(text)).unwrap();
        let (_, rest) = imported.yaml.split_once("  endpoint:").unwrap();
        let (endpoint, _) = rest.split_once("  auth:").unwrap();
        let text = endpoint.split_whitespace().collect::<Vec<_>>().join(" ");
        (text, imported.warnings.len())
    };
    for (url, variables, expected, warnings) in [
        (
            "https://a.example.com/{base}",
            "{ base: { default: '', enum: ['', v2] } }",
            "{ url: \"https://a.example.com\" }",
            1,
        ),
        (
            "https://a.example.com/{base}",
            "{ base: { default: '' } }",
            "{ url: \"https://a.example.com\" }",
            0,
        ),
        (
            "https://{host}{base}",
            "{ host: { default: a.example.com }, base: { default: /v1 } }",
            "url: https://{host}/v1 variables: host: { default: a.example.com }",
            1,
        ),
        (
            "https://{region}.example.com",
            "{ region: { default: eu, enum: [eu, 'a b'] } }",
            "{ url: \"https://eu.example.com\" }",
            1,
        ),
        (
            "https://{tenant}.example.com",
            "{ tenant: { default: '' } }",
            "url: https://{tenant}.example.com variables: tenant: {}",
            0,
        ),
        (
            "https://{tenant}.example.com",
            "{ tenant: { default: '', enum: ['', 'a b'] } }",
            "url: https://{tenant}.example.com variables: tenant: {}",
            0,
        ),
        (
            "https://{tenant}.example.com",
            "{ tenant: { default: '', enum: ['', eu, us] } }",
            "url: https://{tenant}.example.com variables: tenant: { values: [eu, us] }",
            0,
        ),
    ] {
        let expected = (expected.to_owned(), warnings);
        assert_eq!(endpoint(url, variables), expected, "{url} {variables}");
    }
}

#[test]
fn a_given_url_has_to_be_one_of_an_api() {
    let mut wanted = document("/a: { get: { responses: {} } }", "schemas: {}");
    for url in ["nope", "https://{q}.example.com", "ftp://example.com"] {
        wanted.url = Some(url.to_owned());
        assert_eq!(
            import_openapi(&wanted).unwrap_err().to_string(),
            format!(
                "`{url}` isn't the URL of an API: write one such as `https://api.example.com/v1`"
            )
        );
    }
}

#[test]
fn a_header_that_no_key_can_have_is_left_out() {
    for name in ["Cookie", "Accept", "Content-Length"] {
        let components =
            format!("securitySchemes: {{ key: {{ type: apiKey, in: header, name: {name} }} }}");
        let paths = "/a: { get: { security: [{ key: [] }], responses: {} } }";
        let (yaml, warnings) = imported(paths, &components);
        assert!(!yaml.contains("key"), "{yaml}");
        let [warning] = warnings.as_slice() else {
            panic!("{warnings:#?}");
        };
        assert!(
            warning.ends_with(": a key can't be sent under its name"),
            "{warning}"
        );
    }
}

#[test]
fn secret_text_is_secret_as_a_whole_body_too() {
    let body = "{ text/plain: { schema: { type: string, format: password } } }";
    let yaml = put(body, body, "schemas: {}");
    assert_eq!(
        yaml.matches("body: { type: Secret, required: true, payload: true }")
            .count(),
        2,
        "{yaml}"
    );
    let paths = "/a: { get: { responses: { '400': { description: '', content: { application/json: { schema: { type: string, format: password } } } } } } }";
    let (yaml, _) = imported(paths, "schemas: {}");
    assert!(
        yaml.contains("BadRequest: { status: 400, body: Secret }"),
        "{yaml}"
    );
}

#[test]
fn text_of_any_media_type_is_sent_as_it_is() {
    let body = "{ '*/*': { schema: { type: string } } }";
    let yaml = put(body, body, "schemas: {}");
    assert!(yaml.contains("    response: text/plain\n"), "{yaml}");
    let number = "{ '*/*': { schema: { type: integer } } }";
    let yaml = put(number, number, "schemas: {}");
    assert!(!yaml.contains("text/plain"), "{yaml}");
}

#[test]
fn an_encoding_that_cannot_be_followed_is_told() {
    let sentences = |media_type: &str, encoding: &str| {
        let paths = format!(
            "/a: {{ post: {{ requestBody: {{ content: {{ {media_type}: {{ schema: {{ $ref: '#/components/schemas/Body' }}, encoding: {{ a: {encoding} }} }} }} }}, responses: {{}} }} }}"
        );
        let body = "schemas: { Body: { type: object, properties: { a: { type: object, properties: { q: { type: string } } } } } }";
        let (_, warnings) = imported(&paths, body);
        let sentence = |warning: &String| warning.split_once(": ").map(|(_, text)| text.to_owned());
        warnings.iter().filter_map(sentence).collect::<Vec<_>>()
    };
    let form = "application/x-www-form-urlencoded";
    let brackets = "the encoding of `a` is left out: it is sent with its keys in brackets";
    for encoding in [
        "{ style: form }",
        "{ explode: false }",
        "{ contentType: application/xml }",
    ] {
        assert_eq!(sentences(form, encoding), [brackets], "{encoding}");
    }
    for encoding in [
        "{ style: deepObject, explode: true }",
        "{ contentType: application/json }",
    ] {
        assert_eq!(sentences(form, encoding), [""; 0], "{encoding}");
    }
    assert_eq!(
        sentences("multipart/form-data", "{ contentType: text/plain }"),
        ["the encoding of `a` is left out: it is sent as JSON"]
    );
}
