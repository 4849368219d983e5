//! All problems of a spec are reported at once, in the order of its text, and none that only follows from
//! another.

use std::{fs, path::PathBuf};

use restsmith::{Builder, MessageFormat};
use tempfile::TempDir;

/// What is said about a spec: for each problem its line and column, its code and its message.
fn problems(spec: &str) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("pets.yaml");
    fs::write(&path, spec).unwrap();
    let builder = Builder::new().message_format(MessageFormat::Short);
    let error = builder
        .plan(folder.path().join("out"), &[&path])
        .unwrap_err();
    assert!(error.is_spec());
    let start = format!("{}:", path.display());
    error
        .to_string()
        .lines()
        .map(|line| line.strip_prefix(&start).unwrap().replacen(": ", " ", 2))
        .collect()
}

#[test]
fn all_broken_rules_are_reported() {
    let spec = "\
restsmith: 1
service:
  name: My-Pets
  protocol: rest-json
  endpoint: { url: ftp://pets.example.com }
operations:
  Feed:
    http: FEED /feed
    status: 404
    auth: sigv4
    input:
      food: { type: Food, required: true, header: 'x food' }
      note: { type: Note, header: x-note, query: note }
      when: { type: document, header: x-when }
    output:
      thanks: { type: string }
    errors: [NotHungry, Asleep, NotHungry]
  feed:
    http: POST /pets/{id}
errors:
  NotHungry: { status: 409 }
  2Full: { status: 200 }
common_errors:
  Common: { status: 500 }
shapes:
  Food: { type: string, of: string }
  Note: { type: strign }
";
    let expected = [
        "3:9 RS0014 `My-Pets` can't be the name of a service",
        "5:20 RS0011 the endpoint URL's scheme is neither `https` nor `http`",
        "8:11 RS0016 `FEED` is not a method that can be used",
        "9:13 RS0018 404 isn't the status code of a success",
        "10:11 RS0037 the name of the service in signatures is missing",
        "12:51 RS0017 `x food` isn't a valid header name",
        "13:43 RS0020 a member can't be bound by both `header` and `query`",
        "14:21 RS0038 a member of this type can't be bound to a header",
        "17:25 RS0013 there is no error `Asleep`",
        "17:33 RS0021 the error `NotHungry` is used twice",
        "18:3 RS0015 the operation `Feed` exists already; this one becomes `Feed2`",
        "19:11 RS0026 no member fills the label `id` of the URI",
        "22:3 RS0014 `2Full` can't become a Rust name",
        "22:20 RS0018 200 isn't the status code of an error",
        "24:3 RS0015 the type `Common` exists already; this one becomes `Common2`",
        "26:25 RS0011 `of` can't be used with the type `string`",
        "27:17 RS0011 `strign` isn't a built-in type",
    ];
    assert_eq!(problems(spec), expected);
}

#[test]
fn all_values_that_do_not_fit_are_reported() {
    let spec = "\
restsmith: 1
service:
  name: pets
  titel: Pets
  protocol: rest-jsn
  endpoint: { aws: [pets] }
operations:
  Feed:
    http: POST /feed
    statu: 200
    auth: 7
    input:
      food: { type: string, requird: true, header: x-food }
      note: { type: string, required: yes, header: x-note }
  Brush: { docs: Brushes a pet. }
errors:
  NotHungry: { status: Conflict }
  Full: { status: -1 }
";
    let expected = [
        "4:3 RS0007 `titel` is not known here",
        "5:13 RS0011 `rest-jsn` is not a value of this key",
        "6:20 RS0008 expected text, found a list",
        "10:5 RS0007 `statu` is not known here",
        "11:11 RS0008 expected `none`, `bearer`, `sigv4`, `s3v4`, the name of a scheme, or a list of names, found the number 7",
        "13:29 RS0007 `requird` is not known here",
        "14:39 RS0008 expected `true` or `false`, found the text `yes`",
        "15:3 RS0009 the key `http` is missing",
        "17:24 RS0008 expected a status code such as 404, `4XX`, `5XX` or `default`, found the text `Conflict`",
        "18:19 RS0008 expected a status code such as 404, `4XX`, `5XX` or `default`, found the number -1",
    ];
    assert_eq!(problems(spec), expected);
}

#[test]
fn a_value_that_does_not_fit_hides_no_broken_rule_beside_it() {
    let spec = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }
operations:
  Feed:
    http: FEED /feed
    statu: 200
    input:
      food: { type: Food, header: x-food }
errors:
  NotHungry: { status: 200, code: 7 }
";
    let expected = [
        "5:11 RS0016 `FEED` is not a method that can be used",
        "6:5 RS0007 `statu` is not known here",
        "8:21 RS0012 there is no shape `Food`",
        "10:24 RS0018 200 isn't the status code of an error",
        "10:35 RS0008 expected text, found the number 7",
    ];
    assert_eq!(problems(spec), expected);
}

#[test]
fn what_follows_from_a_problem_is_not_reported() {
    let spec = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }
operations:
  Feed:
    http: POST /feed
    input:
      food: { type: Food, header: x-food }
      note: { type: Note, haeder: x-note }
    errors: [NotHungry, Full]
  Brush: { htttp: POST /brush }
errors:
  NotHungry: { status: Conflict }
  Full: { status: 99 }
shapes:
  Food: { type: srting }
  Note: { typ: string }
";
    let expected = [
        "8:27 RS0007 `haeder` is not known here",
        "10:12 RS0007 `htttp` is not known here",
        "12:24 RS0008 expected a status code such as 404, `4XX`, `5XX` or `default`, found the text `Conflict`",
        "13:19 RS0018 99 isn't the status code of an error",
        "15:17 RS0011 `srting` isn't a built-in type",
        "16:11 RS0007 `typ` is not known here",
    ];
    assert_eq!(problems(spec), expected);
}

#[test]
fn what_the_protocol_requires_is_missed_beside_other_problems() {
    let spec = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: ftp://pets.example.com } }
operations:
  Feed: { auth: bearer, input: { food: { type: Food, header: x-food } } }
  Brush: { http: }
  Walk: { htpp: POST /walk }
  Rest: {}
  Play:
errors:
  NotHungry: {}
  Full: { docs: Ate already. }
  Gone: { status: }
  Asleep: { statsu: 409 }
common_errors:
  Busy: { retry: throttling }
";
    let expected = [
        "2:62 RS0011 the endpoint URL's scheme is neither `https` nor `http`",
        "4:3 RS0009 the key `http` is missing",
        "4:48 RS0012 there is no shape `Food`",
        "5:16 RS0008 expected text, found nothing",
        "6:11 RS0007 `htpp` is not known here",
        "7:3 RS0009 the key `http` is missing",
        "8:7 RS0008 expected a map with `http`, found nothing",
        "10:3 RS0009 the key `status` is missing",
        "11:3 RS0009 the key `status` is missing",
        "12:17 RS0008 expected a status code such as 404, `4XX`, `5XX` or `default`, found nothing",
        "13:13 RS0007 `statsu` is not known here",
        "15:3 RS0009 the key `status` is missing",
    ];
    assert_eq!(problems(spec), expected);
}

#[test]
fn problems_of_pages_are_reported_beside_those_of_other_operations() {
    let spec = "\
restsmith: 1
service:
  name: pets
  protocol: rest-json
  endpoint: { url: https://pets.example.com }
  headers: { 'x pet': cat }
operations:
  Feed: { http: FEED /feed }
  ListPets:
    http: GET /pets
    input: { next: { type: string, required: true, query: next }, size: { type: string, query: size } }
    output: { next: string, pets: string }
    pagination: { input_token: next, output_token: next, items: pets, page_size: size }
  ListToys:
    http: GET /toys
    input: { next: { type: string, query: next } }
    output: { next: integer }
    pagination: { input_token: next, output_token: next }
    errors: [Lost]
";
    let expected = [
        "6:23 RS0017 `x pet` isn't a valid header name",
        "8:17 RS0016 `FEED` is not a method that can be used",
        "13:32 RS0039 `next` is required, but the first page has no token",
        "13:65 RS0039 `pets` is neither a list nor a map",
        "13:82 RS0039 `size` can't be the size of a page",
        "18:52 RS0039 `next` and `next` are of different types",
        "19:14 RS0013 there is no error `Lost`",
    ];
    assert_eq!(problems(spec), expected);
}

#[test]
fn a_list_is_no_map() {
    let spec = "\
restsmith: 1
service: [pets, null, null, rest-json, { url: https://pets.example.com }]
operations:
  Feed: [POST /feed]
";
    let expected = [
        "2:10 RS0008 expected a map with `name`, `protocol` and `endpoint`, found a list",
        "4:9 RS0008 expected a map with `http`, found a list",
    ];
    assert_eq!(problems(spec), expected);
    let expected =
        ["1:1 RS0008 expected a map with `restsmith`, `service` and `operations`, found a list"];
    assert_eq!(problems("- 1\n- 2\n"), expected);
}

#[test]
fn a_misspelt_key_of_the_whole_spec_is_not_called_missing_too() {
    let spec = "\
restsmith: 1
servce: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }
operations:
  Feed: { http: POST /feed }
";
    assert_eq!(problems(spec), ["2:1 RS0007 `servce` is not known here"]);
}

#[test]
fn of_a_circle_of_shapes_the_first_is_reported() {
    let spec = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }
operations:
  Feed: { http: POST /feed }
shapes:
  Tail: { type: structure, members: { next: { type: Second, required: true } } }
  First: { type: structure, members: { next: { type: Second, required: true } } }
  Second: { type: union, members: { first: First, second: Second } }
  Fine: { type: union, members: { none: string, again: Fine } }
  Chain: { type: structure, members: { next: { type: Fine, required: true }, again: Chain } }
";
    let endless: Vec<_> = problems(spec)
        .into_iter()
        .filter(|problem| problem.contains("RS0029"))
        .collect();
    assert_eq!(
        endless,
        ["7:3 RS0029 a `First` can't be built: it requires another `First`"]
    );
}

#[test]
fn all_keys_that_stand_twice_are_reported() {
    let spec = "\
restsmith: 1
service: { name: pets, name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }
operations:
  Feed: { http: POST /feed }
  Feed: { http: POST /feed, http: POST /feed }
";
    let expected = [
        "2:24 RS0006 the key `name` occurs twice in this map",
        "5:3 RS0006 the key `Feed` occurs twice in this map",
        "5:29 RS0006 the key `http` occurs twice in this map",
    ];
    assert_eq!(problems(spec), expected);
}

#[test]
fn a_hostile_spec_is_refused_at_once() {
    let deep = "a: {".repeat(250_000);
    assert_eq!(
        problems(&deep),
        ["1:401 RS0002 collections are nested deeper than 100 levels"]
    );
    let laughs = "a: &a [lol]\nb: [*a, *a]\n";
    assert_eq!(
        problems(laughs),
        ["1:4 RS0003 anchors are not supported in a spec"]
    );
}

#[test]
fn a_key_is_its_text_whatever_yaml_takes_it_for() {
    let spec = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: 'https://pets.example.com' } }
True: 1
~: 2
operations:
  0x1f: { http: POST /a, input: { 1.10: string, 0o7: string } }
";
    let expected = [
        "3:1 RS0007 `True` is not known here",
        "4:1 RS0007 `~` is not known here",
        "6:3 RS0014 `0x1f` can't become a Rust name",
        "6:35 RS0014 `1.10` can't become a Rust name",
        "6:49 RS0014 `0o7` can't become a Rust name",
    ];
    assert_eq!(problems(spec), expected);
}

#[test]
fn two_services_of_one_name_hide_no_problem_of_another_spec() {
    let folder = TempDir::new().unwrap();
    let spec = "restsmith: 1\nservice: { name: pets, protocol: rest-json, endpoint: { url: 'https://a.example.com' } }\n";
    let good = format!("{spec}operations: {{ Feed: {{ http: POST /feed }} }}\n");
    let bad = format!("{spec}operations: {{ Feed: {{ http: FEED /feed }} }}\n");
    let paths = [("a.yaml", &good), ("b.yaml", &good), ("c.yaml", &bad)].map(|(name, text)| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    });
    let plan = |paths: &[PathBuf]| {
        Builder::new()
            .plan(folder.path().join("out"), paths)
            .unwrap_err()
    };
    assert!(
        plan(&paths)
            .to_string()
            .contains("`FEED` is not a method that can be used")
    );
    let clash = plan(&paths[..2]);
    assert!(!clash.is_spec());
    assert!(
        clash
            .to_string()
            .contains("both describe a service called `pets`"),
        "{clash}"
    );
}
