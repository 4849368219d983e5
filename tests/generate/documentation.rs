//! Documentation of a spec, however it is written, becomes documentation of Rust without a warning, and none of
//! it ever runs.

use std::fs;

use restsmith::{Builder, ClientKind};
use restsmith_tests::FreshCrate;
use tempfile::TempDir;

/// Markdown that was not written for rustdoc.
const DOCS: &str = r#"Ends *the* session of `Vec<T>` and of Vec<T>, of [foo], [x][y], [a](b), [`Self`] and [the site](https://example.com "Title").

Bare URLs: https://example.com/a_b?c=d&e=[f], <https://example.com>, (see http://example.com/x).
An <b>element</b>, a <tag>, a </tag>, an &amp; and <!-- a comment -->.

<div class="note">
A block of HTML with a List<String>.
</div>

    panic!("indented code runs");

```
panic!("fenced code runs");
```

```rust
panic!("Rust runs");
```

~~~should_panic
let x = 1;
~~~

````text
```
a fence in a fence
```
````

# A heading about Option<T> and some_function that is far too long to stand in one line of documentation, but a heading can't be broken

A heading with a line below
===========================

Quotes "double" and 'single', backslashes \ and \\ and \n and \*, braces {} and {0}, a */ and a /* and a //, `code with a \ in it`, `` a ` in it ``, $math$, #[attribute], #hash, 50%, a|b, ~~gone~~, some_name, __init__, CamelCase, std::vec::Vec, an@example.com, and :emoji:.

1. First, with a line that is so long that it has to be broken somewhere, because no line of documentation is longer than that
2. Second
   - nested, with a line that is so long that it has to be broken somewhere, because no line of documentation is longer than that
     - deeper
10) another list

* star
+ plus

> A quote
> of two lines

| table | with Vec<T> |
|-------|------------:|
| a\|b  | [c]         |

- [ ] a task
- [x] done

A word that is longer than any line: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

[reference]: https://example.com "never used"
[^1]: a footnote

![an image](image.png) and ![another](https://example.com/image.png)

***

The end, which has a footnote[^1], a [reference], an unclosed ` and an unclosed [bracket and **bold"#;

/// Characters that a comment must not hold as they are.
const CONTROLS: &str = "Tab\there, carriage\rreturn, windows\r\nlines, \u{202e}bidi\u{202c}, \u{2066}isolate\u{2069}, bell\u{7}, escape \u{1b}[31m, delete\u{7f}, next\u{85}line, \u{2028}separator, \u{feff}mark, private \u{e000} use.\n\n\tpanic!(\"a tab indents code\");\n\nThe end.";

const LINTS: &str = r#"
[lints.rust]
missing_docs = "warn"

[lints.rustdoc]
all = "warn"

[lints.clippy]
pedantic = "warn"
"#;

/// A text as a double-quoted scalar of YAML.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        ' '..='~' => letter.to_string(),
        letter => format!("\\u{:04x}", u32::from(letter)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn spec(docs: &str) -> String {
    let docs = quoted(docs);
    format!(
        "\
restsmith: 1
service:
  name: pets
  title: {docs}
  version: {docs}
  protocol: rest-json
  endpoint: {{ aws: pets }}
  docs: {docs}
operations:
  Feed:
    http: POST /feed
    docs: {docs}
    input:
      food: {{ type: string, required: true, header: x-food, docs: {docs} }}
      note: {{ type: Note, header: x-note }}
    errors: [NotHungry]
errors:
  NotHungry: {{ status: 409, docs: {docs} }}
common_errors:
  Asleep: {{ status: 503, docs: {docs} }}
shapes:
  Note: {{ type: string, docs: {docs} }}
"
    )
}

/// A library with what the spec gives.
fn library(name: &str, spec: &str) -> FreshCrate {
    let library = FreshCrate::new(name).unwrap();
    library.write("pets.yaml", spec).unwrap();
    let builder = Builder::new().clients([ClientKind::Async, ClientKind::Blocking]);
    let change = builder
        .plan(
            library.path().join("src/api"),
            &[library.path().join("pets.yaml")],
        )
        .unwrap();
    change.apply().unwrap();
    library
        .write_manifest(&(change.dependencies() + LINTS))
        .unwrap();
    library
        .write(
            "src/lib.rs",
            "//! Pets.\n\n#[rustfmt::skip]\npub mod api;\n",
        )
        .unwrap();
    library
}

/// The documentation of the operation, without what every operation has.
fn docs_of_feed(library: &FreshCrate) -> String {
    let client = fs::read_to_string(library.path().join("src/api/pets/blocking.rs")).unwrap();
    let (_, behind) = client.split_once("Builder::new()\n    }\n\n").unwrap();
    let (docs, _) = behind
        .split_once("    ///\n    /// Sends `POST /feed`.\n")
        .unwrap();
    docs.replace("    ///", "///")
}

fn assert_documented(library: &FreshCrate) {
    library.cargo(&["fmt", "--check"]).unwrap();
    library.cargo(&["clippy", "--quiet"]).unwrap();
    library
        .cargo(&["doc", "--quiet", "--no-deps", "--document-private-items"])
        .unwrap();
    let printed = library.cargo(&["test", "--quiet", "--doc"]).unwrap();
    assert!(printed.contains("running 0 tests"), "{printed}");
}

#[test]
fn markdown_of_any_kind_is_documentation_without_a_warning_and_without_a_test() {
    let library = library("docs-of-any-kind", &spec(DOCS));
    insta::assert_snapshot!("markdown_of_any_kind", docs_of_feed(&library));
    assert_documented(&library);
}

#[test]
fn characters_that_a_comment_must_not_hold_are_gone() {
    let library = library("docs-with-controls", &spec(CONTROLS));
    insta::assert_snapshot!("characters_of_any_kind", docs_of_feed(&library));
    assert_documented(&library);
}

#[test]
fn docs_can_end_with_code() {
    for (name, docs) in [
        (
            "docs-ending-with-a-fence",
            "Like so:\n\n```\npanic!();\n```",
        ),
        (
            "docs-ending-with-indented-code",
            "Like so:\n\n    panic!();",
        ),
        (
            "docs-ending-with-an-open-fence",
            "Like so:\n\n```\npanic!();",
        ),
    ] {
        let library = library(
            name,
            &spec("Docs.").replace("docs: \"Docs.\"", &format!("docs: {}", quoted(docs))),
        );
        assert_eq!(
            docs_of_feed(&library),
            "/// Like so:\n///\n/// ```text\n/// panic!();\n/// ```\n",
            "{name}"
        );
    }
}

#[test]
fn docs_can_begin_with_code_or_a_quote() {
    for (name, docs, expected) in [
        (
            "docs-beginning-with-code",
            "```\npanic!();\n```",
            "/// ```text\n/// panic!();\n/// ```\n",
        ),
        (
            "docs-beginning-with-a-quote",
            "> A quote.",
            "/// > A quote.\n",
        ),
    ] {
        let library = library(name, &spec(docs));
        assert_eq!(docs_of_feed(&library), expected, "{name}");
    }
}

#[test]
fn the_root_lists_a_service_whose_title_is_one_word() {
    let spec = spec("Docs.").replace("title: \"Docs.\"", "title: Pets");
    assert_documented(&library("docs-of-one-word", &spec));
}

#[test]
fn an_error_code_never_becomes_code_in_a_comment() {
    let code = quoted("Not`Hungry\n\n    panic!();\n\n[foo]");
    let spec = spec("All about pets.").replace(
        "status: 409, docs:",
        &format!("status: 409, code: {code}, x:"),
    );
    let spec = spec.replace(", x: \"All about pets.\"", "");
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("pets.yaml");
    fs::write(&path, spec).unwrap();
    let error = Builder::new()
        .plan(folder.path().join("out"), &[&path])
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(
            r"error[RS0011]: `Not`Hungry\n\n    panic!();\n\n[foo]` can't be an error code"
        ),
        "{error}"
    );
}
