//! Calls by the clients of a document, which a build script made: what is sent, byte by byte, and what is read.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use restsmith_openapi::{
    runtime::{Document, Error, Part},
    shop::{
        Client,
        blocking::Client as Blocking,
        endpoint::{Environment, Region},
        operation::{
            add_note::AddNoteInput,
            add_photo::AddPhotoInput,
            change_item::{ChangeItemInput, ChangeItemOutput},
            count_stock::CountStockInput,
            get_item::{GetItemError, GetItemInput},
            list_items::ListItemsInput,
            sign_in::SignInInput,
        },
        types::{Color, CountStockArea, ListItemsFilter, Price, SignInDevice},
    },
};
use restsmith_tests::{Answer, Server, block_on};

const SECRET: &str = "k3y-5ecret";

fn json(status: &str, body: &str) -> Answer {
    Answer::response(status, &["content-type: application/json"], body)
}

fn client(server: &Server) -> Blocking {
    let builder = Blocking::builder().endpoint_url(format!("{}/v1", server.url()));
    builder.key(SECRET).build().unwrap()
}

/// Returns the first line of the only request, its headers of these names, and its body.
fn only_request(server: &Server, names: &[&str]) -> (String, Vec<String>, String) {
    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:#?}");
    let (head, body) = requests.first().unwrap().split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let first = lines.next().unwrap().to_owned();
    let is_wanted = |line: &&str| {
        names
            .iter()
            .any(|name| line.starts_with(&format!("{name}:")))
    };
    (
        first,
        lines.filter(is_wanted).map(str::to_owned).collect(),
        body.to_owned(),
    )
}

#[test]
fn an_item_is_read_with_unions_nulls_and_members_of_other_names() {
    let body = r#"{"id":7,"color":"blue","price":{"from":1.5},"born":null,"shelf":"b2"}"#;
    let server = Server::start([json("200 OK", body)]);
    let item = client(&server).get_item(GetItemInput::new(7)).unwrap().body;
    assert_eq!(item.id, 7);
    assert!(
        matches!(&item.color, color if color.as_str() == "blue"),
        "{item:?}"
    );
    assert!(
        matches!(&item.price, Some(Price::Object(offer)) if offer.from.to_string() == "1.5"),
        "{item:?}"
    );
    assert_eq!(item.born, None);
    assert_eq!(item.additional.get("shelf").map(String::as_str), Some("b2"));
    let (line, headers, _) = only_request(&server, &["accept"]);
    assert_eq!(line, format!("GET /v1/items/7?api_key={SECRET} HTTP/1.1"));
    assert_eq!(headers, ["accept: application/json"]);
}

#[test]
fn an_error_is_told_by_its_status_whatever_its_code_says() {
    let problem = r#"{"code":40401,"detail":"no such item"}"#;
    let server = Server::start([
        json("404 Not Found", problem),
        json("409 Conflict", problem),
        json("404 Not Found", "[]"),
        json("500 Internal Server Error", problem),
    ]);
    let client = Blocking::builder()
        .endpoint_url(server.url())
        .key(SECRET)
        .max_attempts(1)
        .build()
        .unwrap();
    let call = || client.get_item(GetItemInput::new(7)).unwrap_err();
    let error = call();
    assert!(
        matches!(error.service(), Some(GetItemError::NotFound(error)) if error.body.as_ref().is_some_and(|body| body.code == 40401)),
        "{error:?}"
    );
    assert_eq!(error.message(), Some("no such item"));
    let error = call();
    assert!(
        matches!(error.service(), Some(GetItemError::ClientError(error)) if error.body.is_some()),
        "{error:?}"
    );
    let error = call();
    assert!(
        matches!(error.service(), Some(GetItemError::NotFound(error)) if error.body.is_none()),
        "{error:?}"
    );
    let error = call();
    assert!(
        matches!(error.service(), Some(GetItemError::Unknown(_))),
        "{error:?}"
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
}

#[test]
fn null_is_sent_as_the_media_type_of_the_document_and_successes_are_told_apart() {
    let server = Server::start([json("202 Accepted", r#"{"job":"j1"}"#)]);
    let input = ChangeItemInput::new(7).name("x").color_null();
    let output = client(&server).change_item(input).unwrap();
    assert!(
        matches!(&output, ChangeItemOutput::Accepted(output) if output.job == "j1"),
        "{output:?}"
    );
    let (line, headers, body) = only_request(&server, &["content-type"]);
    assert_eq!(line, format!("PATCH /v1/items/7?api_key={SECRET} HTTP/1.1"));
    assert_eq!(headers, ["content-type: application/merge-patch+json"]);
    assert_eq!(body, r#"{"name":"x","color":null}"#);
}

#[test]
fn an_optional_body_is_not_sent_empty_and_a_required_member_of_any_type_can_be_null() {
    let server = Server::start([json("200 OK", r#"{"details":null}"#)]);
    let output = client(&server).add_note(AddNoteInput::new(7)).unwrap();
    assert!(matches!(output.details, Document::Null), "{output:?}");
    let (line, headers, body) = only_request(&server, &["content-type"]);
    assert_eq!(
        line,
        format!("POST /v1/items/7/notes?api_key={SECRET} HTTP/1.1")
    );
    assert_eq!((headers.as_slice(), body.as_str()), ([].as_slice(), ""));
}

#[test]
fn a_form_and_its_secrets_are_sent_and_never_shown() {
    let server = Server::start([json("200 OK", r#"{"access_token":"t0ken"}"#)]);
    let two = || vec!["a".to_owned(), "b".to_owned()];
    let input = SignInInput::new("ann", "p@ss w")
        .scopes(two())
        .groups(two())
        .device(SignInDevice::new().name("x"));
    assert!(!format!("{input:?}").contains("p@ss"), "{input:?}");
    let output = client(&server).sign_in(input).unwrap();
    assert!(!format!("{output:?}").contains("t0ken"), "{output:?}");
    let (line, headers, body) = only_request(&server, &["content-type"]);
    assert_eq!(line, "POST /v1/sessions HTTP/1.1");
    assert_eq!(headers, ["content-type: application/x-www-form-urlencoded"]);
    assert_eq!(
        body,
        "user=ann&password=p%40ss+w&scopes=a&scopes=b&groups=a%2Cb&device=%7B%22name%22%3A%22x%22%7D"
    );
}

#[test]
fn a_file_is_a_part_with_the_media_type_of_the_document() {
    let server = Server::start([Answer::response("204 No Content", &[], "")]);
    let photo = Part::new("PNG").file_name("a.png");
    let input = AddPhotoInput::new(7, photo).title("Front");
    drop(client(&server).add_photo(input).unwrap());
    let (_, headers, body) = only_request(&server, &["content-type"]);
    let boundary = headers
        .first()
        .unwrap()
        .strip_prefix("content-type: multipart/form-data; boundary=")
        .unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nFront\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\
         Content-Type: image/png\r\n\r\nPNG\r\n--{boundary}--\r\n"
    );
    assert_eq!(body, expected);
}

#[test]
fn pages_follow_the_header_link_with_both_clients() {
    let answer = |id: u8, link: &'static str| {
        Answer::decide(move |request| {
            let host = request
                .lines()
                .find_map(|line| line.strip_prefix("host: "))
                .unwrap_or_default();
            let link = link.replace("HOST", host);
            let headers = ["content-type: application/json", &link];
            Answer::response(
                "200 OK",
                &headers,
                format!(r#"[{{"id":{id},"color":"red"}}]"#),
            )
        })
    };
    let answers = || {
        [
            answer(1, "link: <http://HOST/v1/items?page=2>; rel=\"next\""),
            answer(2, "x: y"),
        ]
    };
    let lines = |server: &Server| -> Vec<String> {
        let requests = server.requests().into_iter();
        requests
            .filter_map(|request| request.lines().next().map(str::to_owned))
            .collect()
    };
    let expected = [
        format!("GET /v1/items?colors=red,green&filter%5Bmin%5D=3&api_key={SECRET} HTTP/1.1"),
        format!("GET /v1/items?page=2&api_key={SECRET} HTTP/1.1"),
    ];
    let input = || {
        let filter = ListItemsFilter::new().min(3);
        ListItemsInput::new()
            .colors(vec![Color::Red, Color::Green])
            .filter(filter)
    };
    let server = Server::start(answers());
    let items: Result<Vec<_>, Error<_>> =
        client(&server).list_items_pages(input()).items().collect();
    assert_eq!(
        items
            .unwrap()
            .iter()
            .map(|item| item.id)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(lines(&server), expected);
    let server = Server::start(answers());
    let builder = Client::builder().endpoint_url(format!("{}/v1", server.url()));
    let client = builder.key(SECRET).build().unwrap();
    let ids = block_on(async {
        let mut items = client.list_items_pages(input()).items();
        let mut ids = Vec::new();
        while let Some(item) = items.next().await {
            ids.push(item.unwrap().id);
        }
        ids
    });
    assert_eq!(ids, [1, 2]);
    assert_eq!(lines(&server), expected);
}

#[test]
fn a_key_in_the_query_is_in_no_error() {
    let server = Server::start([json(
        "400 Bad Request",
        &format!(r#"{{"code":1,"detail":"key {SECRET} is wrong"}}"#),
    )]);
    let error = client(&server).get_item(GetItemInput::new(7)).unwrap_err();
    let shown = format!("{error} {error:?} {:?}", error.message());
    assert!(!shown.contains(SECRET), "{shown}");
}

#[test]
fn cookies_and_lists_in_the_path_are_written_in_their_styles_by_both_clients() {
    let stock = || {
        let shelves = vec!["a".to_owned(), "b/c,d".to_owned()];
        CountStockInput::new(shelves, CountStockArea::new().x(1).y(-2), vec![3, 4])
    };
    let items = || {
        ListItemsInput::new()
            .theme("a; b")
            .seen(vec![1, 2])
            .sort("x")
    };
    let server = Server::start([
        Answer::response("204 No Content", &[], ""),
        json("200 OK", "[]"),
        Answer::response("204 No Content", &[], ""),
        json("200 OK", "[]"),
    ]);
    let blocking = client(&server);
    drop(blocking.count_stock(stock()).unwrap());
    drop(blocking.list_items(items()).unwrap());
    let builder = Client::builder().endpoint_url(format!("{}/v1", server.url()));
    let asynchronous = builder.key(SECRET).build().unwrap();
    drop(block_on(asynchronous.count_stock(stock())).unwrap());
    drop(block_on(asynchronous.list_items(items())).unwrap());
    let requests = server.requests();
    for (request, line) in requests.iter().zip(
        [
            format!(
                "GET /v1/stock/a,b%2Fc%2Cd/x=1,y=-2/;sizes=3;sizes=4?api_key={SECRET} HTTP/1.1\r\n"
            ),
            format!("GET /v1/items?sort=x&api_key={SECRET} HTTP/1.1\r\n"),
        ]
        .iter()
        .cycle(),
    ) {
        assert!(request.starts_with(line), "{request}");
        let cookies: Vec<_> = request
            .lines()
            .filter(|line| line.starts_with("cookie:"))
            .collect();
        let expected: &[&str] = if line.contains("/items") {
            &["cookie: theme=a%3B%20b; seen=1,2"]
        } else {
            &[]
        };
        assert_eq!(cookies, expected);
    }
    assert_eq!(requests.len(), 4);
}

#[test]
fn servers_are_environments_and_their_variables_are_settings() {
    let url = |builder: restsmith_openapi::runtime::Builder<Client>| {
        builder.config().unwrap().endpoint().to_string()
    };
    assert_eq!(url(Client::builder()), "https://eu.shop.example.com/v1");
    assert_eq!(
        url(Client::builder().region(Region::Us)),
        "https://us.shop.example.com/v1"
    );
    assert_eq!(
        url(Client::builder().environment(Environment::Sandbox)),
        "https://sandbox.shop.example.com/v1"
    );
}
