//! `DynamoDB`, played by dynalite.

#![cfg(test)]

#[cfg(not(shared))]
#[test]
#[ignore = "skipped: needs ../shared"]
fn dynamo_db_answers_the_client() {
    panic!("there is no client without ../shared");
}

#[cfg(shared)]
mod with_clients {
    use std::collections::{BTreeMap, BTreeSet};

    use bytes::Bytes;
    use restsmith_emulators::{
        Emulator,
        api::{
            dynamo_db::{
                CreateTableInput, DeleteItemInput, DeleteTableInput, DescribeTableError,
                DescribeTableInput, GetItemInput, ListTablesInput, PutItemError, PutItemInput,
                QueryInput,
                blocking::Client,
                types::{
                    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
                    ScalarAttributeType, TableStatus,
                },
            },
            runtime::aws_sigv4::AwsSigv4,
        },
    };

    type Item = BTreeMap<String, AttributeValue>;

    fn client(emulator: &Emulator) -> Client {
        let signer = AwsSigv4::new("AKIDEXAMPLE", "secret access key");
        let builder = Client::builder()
            .endpoint_url(emulator.url())
            .region("eu-west-1");
        builder.signer(signer).build().unwrap()
    }

    /// Makes a table whose items are found by `holder` and `number`.
    fn create_table(client: &Client, name: &str) {
        let input = CreateTableInput::new(name)
            .attribute_definitions(vec![
                AttributeDefinition::new("holder", ScalarAttributeType::S),
                AttributeDefinition::new("number", ScalarAttributeType::N),
            ])
            .key_schema(vec![
                KeySchemaElement::new("holder", KeyType::Hash),
                KeySchemaElement::new("number", KeyType::Range),
            ])
            .billing_mode(BillingMode::PayPerRequest);
        let table = client
            .create_table(input)
            .unwrap()
            .table_description
            .unwrap();
        assert_eq!(table.table_name.as_deref(), Some(name));
        wait_for(client, name);
    }

    /// Asks for the table until it is there, which dynalite says after a turn or two of its own.
    fn wait_for(client: &Client, name: &str) {
        loop {
            let table = client
                .describe_table(DescribeTableInput::new(name))
                .unwrap()
                .table
                .unwrap();
            match table.table_status {
                Some(TableStatus::Active) => break,
                status => assert_eq!(status, Some(TableStatus::Creating)),
            }
        }
    }

    fn key(owner: &str, number: i32) -> Item {
        BTreeMap::from([
            ("holder".to_owned(), AttributeValue::new().s(owner)),
            (
                "number".to_owned(),
                AttributeValue::new().n(number.to_string()),
            ),
        ])
    }

    #[test]
    #[cfg_attr(
        not(dynalite),
        ignore = "skipped: needs dynalite, which .ci/emulators installs with npm"
    )]
    fn an_item_comes_back_with_attributes_of_every_type() {
        let emulator = Emulator::dynalite();
        let client = client(&emulator);
        create_table(&client, "things");
        let bytes = Bytes::from_static(b"\x00\xff\xfe binary");
        let mut item = key("Ä \"quoted\" 😀", -7);
        item.insert("bytes".to_owned(), AttributeValue::new().b(bytes.clone()));
        item.insert(
            "texts".to_owned(),
            AttributeValue::new().ss(vec!["one".to_owned(), "two".to_owned()]),
        );
        item.insert(
            "numbers".to_owned(),
            AttributeValue::new().ns(vec!["1.5".to_owned(), "-2".to_owned()]),
        );
        item.insert(
            "blobs".to_owned(),
            AttributeValue::new().bs(vec![bytes.clone(), Bytes::from_static(b"b")]),
        );
        let inner = BTreeMap::from([("deep".to_owned(), AttributeValue::new().bool(false))]);
        let list = vec![
            AttributeValue::new().m(inner),
            AttributeValue::new().l(vec![]),
            AttributeValue::new().s("s"),
        ];
        item.insert("list".to_owned(), AttributeValue::new().l(list));
        item.insert("nothing".to_owned(), AttributeValue::new().null(true));
        item.insert("truth".to_owned(), AttributeValue::new().bool(true));
        client.put_item(PutItemInput::new("things", item)).unwrap();

        let input = GetItemInput::new("things", key("Ä \"quoted\" 😀", -7)).consistent_read(true);
        let mut item = client.get_item(input).unwrap().item.unwrap();
        let mut take = |name: &str| item.remove(name).unwrap();
        assert_eq!(take("holder").s.as_deref(), Some("Ä \"quoted\" 😀"));
        assert_eq!(take("number").n.as_deref(), Some("-7"));
        assert_eq!(take("bytes").b, Some(bytes.clone()));
        let set = |values: Option<Vec<String>>| BTreeSet::from_iter(values.unwrap());
        assert_eq!(
            set(take("texts").ss),
            BTreeSet::from(["one".to_owned(), "two".to_owned()])
        );
        assert_eq!(
            set(take("numbers").ns),
            BTreeSet::from(["1.5".to_owned(), "-2".to_owned()])
        );
        assert_eq!(
            BTreeSet::from_iter(take("blobs").bs.unwrap()),
            BTreeSet::from([bytes, Bytes::from_static(b"b")])
        );
        let list = take("list").l.unwrap();
        let [map, empty, text] = list.as_slice() else {
            panic!("{list:?}")
        };
        assert_eq!(
            map.m.as_ref().unwrap().get("deep").unwrap().bool,
            Some(false)
        );
        assert!(empty.l.as_ref().unwrap().is_empty());
        assert_eq!(text.s.as_deref(), Some("s"));
        assert_eq!(take("nothing").null, Some(true));
        assert_eq!(take("truth").bool, Some(true));
        assert!(item.is_empty(), "{item:?}");
    }

    #[test]
    #[cfg_attr(
        not(dynalite),
        ignore = "skipped: needs dynalite, which .ci/emulators installs with npm"
    )]
    fn a_condition_that_fails_is_an_error_of_its_own() {
        let emulator = Emulator::dynalite();
        let client = client(&emulator);
        create_table(&client, "things");
        let put = || {
            let input = PutItemInput::new("things", key("one", 1));
            client.put_item(input.condition_expression("attribute_not_exists(holder)"))
        };
        put().unwrap();
        let error = put().unwrap_err();
        assert!(
            matches!(
                error.service(),
                Some(PutItemError::ConditionalCheckFailedException(_))
            ),
            "{error:?}"
        );
        assert_eq!(error.message(), Some("The conditional request failed"));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(400));

        client
            .delete_item(DeleteItemInput::new("things", key("one", 1)))
            .unwrap();
        put().unwrap();
    }

    #[test]
    #[cfg_attr(
        not(dynalite),
        ignore = "skipped: needs dynalite, which .ci/emulators installs with npm"
    )]
    fn a_query_goes_on_where_its_last_page_ended() {
        let emulator = Emulator::dynalite();
        let client = client(&emulator);
        create_table(&client, "things");
        for number in 1..=5 {
            client
                .put_item(PutItemInput::new("things", key("one", number)))
                .unwrap();
        }
        client
            .put_item(PutItemInput::new("things", key("other", 6)))
            .unwrap();

        let owner = BTreeMap::from([(":owner".to_owned(), AttributeValue::new().s("one"))]);
        let input = QueryInput::new("things")
            .key_condition_expression("holder = :owner")
            .expression_attribute_values(owner);
        let number = |item: BTreeMap<String, AttributeValue>| {
            item.get("number").and_then(|number| number.n.clone())
        };
        let pages = || client.query_pages(input.clone()).page_size(2);
        let items: Vec<_> = pages()
            .items()
            .map(|item| number(item.unwrap()).unwrap())
            .collect();
        assert_eq!(items, ["1", "2", "3", "4", "5"]);
        let pages: Vec<Vec<_>> = pages()
            .map(|page| {
                page.unwrap()
                    .items
                    .unwrap()
                    .into_iter()
                    .filter_map(number)
                    .collect()
            })
            .collect();
        assert_eq!(pages, [vec!["1", "2"], vec!["3", "4"], vec!["5"]]);
    }

    #[test]
    #[cfg_attr(
        not(dynalite),
        ignore = "skipped: needs dynalite, which .ci/emulators installs with npm"
    )]
    fn tables_are_listed_over_several_pages_until_they_are_deleted() {
        let emulator = Emulator::dynalite();
        let client = client(&emulator);
        for name in ["first", "second", "third"] {
            create_table(&client, name);
        }
        let tables = || {
            client
                .list_tables_pages(ListTablesInput::new())
                .page_size(2)
        };
        let names: Vec<_> = tables().items().map(Result::unwrap).collect();
        assert_eq!(
            (tables().count(), names),
            (2, ["first", "second", "third"].map(str::to_owned).to_vec())
        );

        client
            .delete_table(DeleteTableInput::new("second"))
            .unwrap();
        let describe = || client.describe_table(DescribeTableInput::new("second"));
        let error = loop {
            match describe() {
                Ok(output) => assert_eq!(
                    output.table.unwrap().table_status,
                    Some(TableStatus::Deleting)
                ),
                Err(error) => break error,
            }
        };
        assert!(
            matches!(
                error.service(),
                Some(DescribeTableError::ResourceNotFoundException(_))
            ),
            "{error:?}"
        );
        let names: Vec<_> = tables().items().map(Result::unwrap).collect();
        assert_eq!(names, ["first", "third"]);
    }
}
