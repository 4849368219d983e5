//! Documents that no one writes, except to harm.

/// A document that goes on like this for as long as one likes, and is refused.
#[derive(Clone, Copy, Debug)]
pub struct Hostile {
    /// What it is called.
    pub name: &'static str,
    /// How it begins.
    pub start: &'static str,
    /// What follows, time and again. A `%` stands for the count.
    pub again: &'static str,
    /// How it ends.
    pub end: &'static str,
    /// The first that is said about it: line and column, code, message.
    pub refusal: &'static str,
}

impl Hostile {
    const fn new(name: &'static str, again: &'static str, refusal: &'static str) -> Self {
        Self {
            name,
            start: "",
            again,
            end: "",
            refusal,
        }
    }

    const fn within(self, start: &'static str, end: &'static str) -> Self {
        Self { start, end, ..self }
    }

    /// The document of at most so many bytes.
    #[must_use]
    pub fn text(&self, size: usize) -> String {
        let mut text = self.start.to_owned();
        for count in 0.. {
            let again = self.again.replace('%', &count.to_string());
            if text.len() + again.len() + self.end.len() > size {
                break;
            }
            text.push_str(&again);
        }
        text + self.end
    }
}

macro_rules! pets {
    ($rest:literal) => {
        concat!(
            "restsmith: 1\n",
            "service: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }\n",
            $rest
        )
    };
}

const OPERATIONS: &str = pets!("operations:\n");
const SHAPES: &str = pets!("operations: { Feed: { http: POST /feed } }\nshapes:\n");
const ERRORS: &str = pets!("operations:\n  A: { http: POST /a, errors: [");
const CIRCLE: &str = pets!(
    "operations: { Feed: { http: POST /feed } }\nshapes:\n  B: { type: structure, members: { a: { type: B, required: true } } }\n"
);

const NO_SPEC: &str = "1:1 RS0005 the file holds no spec";

/// Every kind of such documents.
pub const HOSTILE: &[Hostile] = &[
    Hostile::new(
        "lists in lists",
        "[",
        "1:256 RS0002 collections are nested deeper than 100 levels",
    ),
    Hostile::new(
        "maps in maps",
        "{",
        "1:256 RS0002 collections are nested deeper than 100 levels",
    ),
    Hostile::new(
        "maps in values",
        "a: {",
        "1:401 RS0002 collections are nested deeper than 100 levels",
    ),
    Hostile::new(
        "lists in keys",
        "[? ",
        "1:766 RS0002 collections are nested deeper than 100 levels",
    ),
    Hostile::new(
        "lists on one line",
        "- ",
        "1:203 RS0002 collections are nested deeper than 100 levels",
    ),
    Hostile::new(
        "maps on one line",
        ": ",
        "1:201 RS0002 collections are nested deeper than 100 levels",
    ),
    Hostile::new("keys in keys", "? ", "1:3 RS0008 a key is a plain word"),
    Hostile::new(
        "anchors",
        "&a ",
        "1:1 RS0003 anchors are not supported in a spec",
    ),
    Hostile::new(
        "aliases",
        "*a ",
        "1:1 RS0003 aliases are not supported in a spec",
    ),
    Hostile::new(
        "an anchor with aliases",
        "a%: *a\n",
        "1:4 RS0003 anchors are not supported in a spec",
    )
    .within("a: &a [lol, lol]\n", ""),
    Hostile::new("tags", "!a ", "1:1 RS0004 tags are not supported in a spec"),
    Hostile::new(
        "tags in a list",
        "- !!str a\n",
        "1:3 RS0004 tags are not supported in a spec",
    ),
    Hostile::new(
        "documents",
        "--- a\n",
        "2:1 RS0005 a spec is one YAML document",
    ),
    Hostile::new(
        "empty documents",
        "---\n",
        "2:1 RS0005 a spec is one YAML document",
    ),
    Hostile::new("ends of documents", "...\n", NO_SPEC),
    Hostile::new("spaces", " ", NO_SPEC),
    Hostile::new("tabs", "\t", NO_SPEC),
    Hostile::new("empty lines", "\n", NO_SPEC),
    Hostile::new("empty lines with carriage returns", "\r\n", NO_SPEC),
    Hostile::new("comments", "#\n", NO_SPEC),
    Hostile::new("byte-order marks", "\u{feff}", NO_SPEC),
    Hostile::new(
        "zeros",
        "\0",
        "1:1 RS0001 not valid YAML: found unprintable character",
    ),
    Hostile::new(
        "quotes that never end",
        "a\n",
        "1:1 RS0001 not valid YAML: while scanning a quoted scalar, found unexpected end of stream",
    )
    .within("\"", ""),
    Hostile::new(
        "one long line",
        "a",
        "1:1 RS0009 the key `service` is missing",
    )
    .within("restsmith: 1\ndocs: ", "\n"),
    Hostile::new(
        "one long block",
        " a\n",
        "1:1 RS0009 the key `service` is missing",
    )
    .within("restsmith: 1\ndocs: |\n", ""),
    Hostile::new(
        "one key",
        "a: 1\n",
        "2:1 RS0006 the key `a` occurs twice in this map",
    ),
    Hostile::new(
        "one key on one line",
        "a: 1, ",
        "1:8 RS0006 the key `a` occurs twice in this map",
    )
    .within("{", "}"),
    Hostile::new(
        "no key",
        "?\n",
        "3:1 RS0006 the key `` occurs twice in this map",
    ),
    Hostile::new(
        "unknown keys",
        "a%: 1\n",
        "2:1 RS0007 `a0` is not known here",
    )
    .within("restsmith: 1\n", ""),
    Hostile::new(
        "wrong values",
        "  A%: 1\n",
        "4:7 RS0008 expected a map with `http`, found the number 1",
    )
    .within(OPERATIONS, ""),
    Hostile::new(
        "wrong values of values",
        "  A%: { http: 1 }\n",
        "4:15 RS0008 expected text, found the number 1",
    )
    .within(OPERATIONS, ""),
    Hostile::new(
        "broken rules",
        "  A%: { http: a }\n",
        "4:15 RS0016 `a` is not a method and a URI",
    )
    .within(OPERATIONS, ""),
    Hostile::new(
        "unknown errors",
        "A%, ",
        "4:32 RS0013 there is no error `A0`",
    )
    .within(ERRORS, "] }\n"),
    Hostile::new(
        "unknown shapes",
        "  A%: { type: list, of: B% }\n",
        "5:25 RS0012 there is no shape `B0`",
    )
    .within(SHAPES, ""),
    Hostile::new(
        "a circle of shapes that has a tail",
        "  A%: { type: structure, members: { a: { type: B, required: true } } }\n",
        "5:3 RS0029 a `B` can't be built: it requires another `B`",
    )
    .within(CIRCLE, ""),
];
