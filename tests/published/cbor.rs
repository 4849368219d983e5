//! What the client of a service of AWS that speaks CBOR, and spoke the query protocol before, sends and reads.

#![cfg(test)]

#[cfg(shared)]
#[test]
fn cloudwatch_is_called_in_cbor() {
    use http::Response;
    use restsmith_published::api::{
        cloud_watch::{
            ListMetricsInput, PutMetricDataError, PutMetricDataInput, types::MetricDatum,
        },
        runtime::{Body, Endpoint, Operation},
    };

    let endpoint = Endpoint::parse("https://monitoring.eu-west-1.amazonaws.com").unwrap();
    let mut datum = MetricDatum::new("Requests");
    datum.value = Some(2.5);
    datum.timestamp = Some(jiff::Timestamp::UNIX_EPOCH);
    let mut put = PutMetricDataInput::new("Shop").metric_data(vec![datum]);
    let request = put.request(&endpoint).unwrap();
    assert_eq!(
        request.uri().path(),
        "/service/GraniteServiceVersion20100801/operation/PutMetricData"
    );
    let headers = [
        "smithy-protocol",
        "accept",
        "content-type",
        "x-amzn-query-mode",
    ];
    let headers = headers.map(|name| request.headers()[name].to_str().unwrap().to_owned());
    assert_eq!(
        headers,
        [
            "rpc-v2-cbor",
            "application/cbor",
            "application/cbor",
            "true"
        ]
    );
    assert_eq!(
        request.body().bytes(),
        &[
            &b"\xa2\x69Namespace\x64Shop\x6aMetricData\x81\xa3"[..],
            b"\x6aMetricName\x68Requests",
            b"\x69Timestamp\xc1\x00",
            b"\x65Value\xfa\x40\x20\0\0",
        ]
        .concat()[..]
    );
    let response = |status: u16, query: &str, body: &'static [u8]| {
        let response = Response::builder()
            .status(status)
            .header("smithy-protocol", "rpc-v2-cbor");
        response
            .header("x-amzn-query-error", query)
            .body(Body::from(body))
            .unwrap()
    };
    let listed = response(
        200,
        "",
        b"\xbf\x67Metrics\x9f\xa1\x6aMetricName\x61a\xff\xff",
    );
    let output = ListMetricsInput::new().response(listed).unwrap();
    let metrics = output.metrics.unwrap();
    assert_eq!(metrics[0].metric_name.as_deref(), Some("a"));
    let fault = response(
        500,
        "InternalServiceError;Receiver",
        b"\xa2\x66__type\x78\x2dcom.amazonaws.cloudwatch#InternalServiceFault\x67Message\x62no",
    );
    let error = put.response(fault).unwrap_err();
    assert_eq!(error.code(), Some("InternalServiceError"));
    assert_eq!(error.message(), Some("no"));
    assert!(
        matches!(
            error.service(),
            Some(PutMetricDataError::InternalServiceFault(_))
        ),
        "{error:?}"
    );
}

#[cfg(not(shared))]
#[test]
#[ignore = "skipped: needs ../shared"]
fn cloudwatch_is_called_in_cbor() {
    panic!("there is no ../shared");
}
