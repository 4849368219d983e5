//! What clients of EC2's query protocol send, and what they make of responses.

#![cfg(test)]

use restsmith_responses::{
    answer,
    ec2_query::{CountError, CountInput, PingInput, types::Filter},
    runtime::{Endpoint, Operation},
};

const XML: &str = "content-type: text/xml;charset=UTF-8";

fn form<O: Operation>(mut input: O) -> String {
    input.prepare(&|| "t-1".to_owned());
    let endpoint = Endpoint::parse("https://stock.eu-west-1.amazonaws.com").unwrap();
    let request = input.request(&endpoint).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://stock.eu-west-1.amazonaws.com/");
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    String::from_utf8(request.body().bytes().to_vec()).unwrap()
}

#[test]
fn every_request_is_a_form_with_keys_that_begin_with_a_capital_letter() {
    assert_eq!(form(PingInput::new()), "Action=Ping&Version=2031-02-03");
    assert_eq!(
        form(CountInput::new()),
        "Action=Count&Version=2031-02-03&Token=t-1"
    );
    let filter = Filter::new()
        .name("color")
        .values(vec!["red".to_owned(), "blue".to_owned()]);
    let input = CountInput::new()
        .shelf("top")
        .ids(vec!["a".to_owned(), "b".to_owned()])
        .filters(vec![filter])
        .dry_run(false);
    assert_eq!(
        form(input),
        "Action=Count&Version=2031-02-03&ShelfId=top&OwnId.1=a&OwnId.2=b&Filters.1.Name=color\
         &Filters.1.Value.1=red&Filters.1.Value.2=blue&DryRun=false&Token=t-1"
    );
    assert_eq!(
        form(CountInput::new().ids(Vec::new())),
        "Action=Count&Version=2031-02-03&Token=t-1"
    );
}

#[test]
fn an_output_is_in_the_root() {
    let body = "<CountResponse xmlns=\"http://ec2.amazonaws.com/doc/2031-02-03/\">\
                  <requestId>id-1</requestId>\
                  <shelfSet><item><name>s</name><size>5</size></item><item/></shelfSet>\
                  <total>2</total>\
                </CountResponse>";
    let output = answer(&CountInput::new(), 200, &[XML], body).unwrap();
    let shelves: Vec<_> = output
        .shelves
        .iter()
        .map(|shelf| (shelf.name.as_deref(), shelf.size))
        .collect();
    assert_eq!(shelves, [(Some("s"), Some(5)), (None, None)]);
    assert_eq!(output.total, Some(2));
    assert_eq!(output.request_id(), Some("id-1"));
    let header = "x-amzn-requestid: id-0";
    let output = answer(&CountInput::new(), 200, &[XML, header], body).unwrap();
    assert_eq!(output.request_id(), Some("id-0"));
    let ping = "<PingResponse><requestId>id-1</requestId><return>true</return></PingResponse>";
    let output = answer(&PingInput::new(), 200, &[XML], ping).unwrap();
    assert_eq!(output.request_id(), Some("id-1"));
}

#[test]
fn a_required_member_that_is_missing_is_an_error() {
    let error = answer(&CountInput::new(), 200, &[XML], "<CountResponse/>").unwrap_err();
    let problem = "shelfSet: the required member is missing (byte 16)";
    assert!(error.to_string().ends_with(problem), "{error}");
}

#[test]
fn an_error_is_known_by_its_code_in_a_list_of_errors() {
    let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                <Response>\
                  <Errors><Error><Code>InvalidShelf.NotFound</Code><Message>no</Message><Shelf>top</Shelf></Error></Errors>\
                  <RequestID>id-2</RequestID>\
                </Response>";
    let error = answer(&CountInput::new(), 400, &[XML], body).unwrap_err();
    let CountError::ShelfMissing(error) = error.service().unwrap() else {
        panic!("{error}")
    };
    assert_eq!(error.message(), Some("no"));
    assert_eq!(error.shelf.as_deref(), Some("top"));
    assert_eq!(error.meta().request_id(), Some("id-2"));
}
