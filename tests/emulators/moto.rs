//! SQS, KMS and Secrets Manager, played by moto.

#![cfg(test)]

#[cfg(not(shared))]
#[test]
#[ignore = "skipped: needs ../shared"]
fn sqs_kms_and_secrets_manager_answer_the_client() {
    panic!("there is no client without ../shared");
}

#[cfg(shared)]
mod with_clients {
    use std::collections::BTreeMap;

    use bytes::Bytes;
    use restsmith_emulators::{
        Emulator,
        api::{
            kms::{self, CreateKeyInput, DecryptError, DecryptInput, EncryptInput},
            runtime::{Builder, SigningClient, aws::AwsClient, aws_sigv4::AwsSigv4},
            secrets_manager::{
                self, CreateSecretInput, GetSecretValueError, GetSecretValueInput, ListSecretsInput,
            },
            sqs::{
                self, CreateQueueInput, DeleteMessageInput, DeleteQueueInput, GetQueueUrlError,
                GetQueueUrlInput, ReceiveMessageInput, SendMessageError, SendMessageInput,
                types::MessageAttributeValue,
            },
        },
    };
    use secrecy::ExposeSecret;

    /// Moto tells services apart by the name in the signature.
    fn set<C: AwsClient + SigningClient>(builder: Builder<C>, emulator: &Emulator) -> Builder<C> {
        let signer = AwsSigv4::new("AKIDEXAMPLE", "secret access key");
        builder
            .endpoint_url(emulator.url())
            .region("eu-west-1")
            .signer(signer)
    }

    #[test]
    #[cfg_attr(
        not(moto),
        ignore = "skipped: needs moto, which .ci/emulators installs with pip"
    )]
    fn a_message_arrives_with_its_attributes_until_it_is_deleted() {
        let emulator = Emulator::moto();
        let client = set(sqs::blocking::Client::builder(), &emulator)
            .build()
            .unwrap();
        let created = client
            .create_queue(CreateQueueInput::new("letters"))
            .unwrap();
        let url = created.queue_url.unwrap();
        assert!(url.ends_with("/letters"), "{url}");
        let attribute =
            MessageAttributeValue::new("Binary").binary_value(Bytes::from_static(b"\x00\xff"));
        let input = SendMessageInput::new(&url, "Grüße <&> \"quoted\" 😀")
            .message_attributes(BTreeMap::from([("seal".to_owned(), attribute)]));
        let sent = client.send_message(input).unwrap();

        let receive = || {
            let input =
                ReceiveMessageInput::new(&url).message_attribute_names(vec!["All".to_owned()]);
            client
                .receive_message(input.visibility_timeout(0))
                .unwrap()
                .messages
                .unwrap_or_default()
        };
        let messages = receive();
        let [message] = messages.as_slice() else {
            panic!("{messages:?}")
        };
        assert_eq!(message.body.as_deref(), Some("Grüße <&> \"quoted\" 😀"));
        assert_eq!(message.message_id, sent.message_id);
        let seal = message
            .message_attributes
            .as_ref()
            .unwrap()
            .get("seal")
            .unwrap();
        assert_eq!(seal.binary_value.as_deref(), Some(&b"\x00\xff"[..]));

        let handle = message.receipt_handle.clone().unwrap();
        client
            .delete_message(DeleteMessageInput::new(&url, handle))
            .unwrap();
        assert!(receive().is_empty());
        client.delete_queue(DeleteQueueInput::new(&url)).unwrap();
    }

    #[test]
    #[cfg_attr(
        not(moto),
        ignore = "skipped: needs moto, which .ci/emulators installs with pip"
    )]
    fn a_queue_that_is_not_there_is_told_by_the_code_that_the_query_protocol_had() {
        let emulator = Emulator::moto();
        let client = set(sqs::blocking::Client::builder(), &emulator)
            .build()
            .unwrap();
        let error = client
            .get_queue_url(GetQueueUrlInput::new("nowhere"))
            .unwrap_err();
        assert!(
            matches!(
                error.service(),
                Some(GetQueueUrlError::QueueDoesNotExist(_))
            ),
            "{error:?}"
        );
        assert_eq!(
            error.code(),
            Some("AWS.SimpleQueueService.NonExistentQueue")
        );

        let url = format!("{}/123456789012/nowhere", emulator.url());
        let error = client
            .send_message(SendMessageInput::new(url, "lost"))
            .unwrap_err();
        assert!(
            matches!(
                error.service(),
                Some(SendMessageError::QueueDoesNotExist(_))
            ),
            "{error:?}"
        );
    }

    #[test]
    #[cfg_attr(
        not(moto),
        ignore = "skipped: needs moto, which .ci/emulators installs with pip"
    )]
    fn what_kms_encrypts_it_decrypts_in_the_same_context_only() {
        let emulator = Emulator::moto();
        let client = set(kms::blocking::Client::builder(), &emulator)
            .build()
            .unwrap();
        let created = client
            .create_key(CreateKeyInput::new().description("for a test"))
            .unwrap();
        let key = created.key_metadata.unwrap();
        assert_eq!(key.description.as_deref(), Some("for a test"));

        let plaintext = Bytes::from_static(b"\x00\xff\xfe attack at dawn");
        let context = |value: &str| BTreeMap::from([("purpose".to_owned(), value.to_owned())]);
        let input =
            EncryptInput::new(&key.key_id, plaintext.clone()).encryption_context(context("test"));
        let ciphertext = client.encrypt(input).unwrap().ciphertext_blob.unwrap();
        assert_ne!(ciphertext, plaintext);

        let decrypt = |purpose| {
            client.decrypt(
                DecryptInput::new()
                    .ciphertext_blob(ciphertext.clone())
                    .encryption_context(context(purpose)),
            )
        };
        let decrypted = decrypt("test").unwrap();
        assert_eq!(decrypted.plaintext.unwrap().expose(), &plaintext);
        let error = decrypt("other").unwrap_err();
        assert!(
            matches!(
                error.service(),
                Some(DecryptError::InvalidCiphertextException(_))
            ),
            "{error:?}"
        );
    }

    #[test]
    #[cfg_attr(
        not(moto),
        ignore = "skipped: needs moto, which .ci/emulators installs with pip"
    )]
    fn secrets_are_read_and_listed_and_an_unknown_one_is_an_error() {
        let emulator = Emulator::moto();
        let client = set(secrets_manager::blocking::Client::builder(), &emulator)
            .build()
            .unwrap();
        for (name, secret) in [("first", "hunter2 ä"), ("second", "correct horse")] {
            let created = client
                .create_secret(CreateSecretInput::new(name).secret_string(secret))
                .unwrap();
            assert_eq!(created.name.as_deref(), Some(name));
        }
        let bytes = Bytes::from_static(b"\x00\xff");
        client
            .create_secret(CreateSecretInput::new("third").secret_binary(bytes.clone()))
            .unwrap();

        let text = client
            .get_secret_value(GetSecretValueInput::new("first"))
            .unwrap();
        assert!(!format!("{text:?}").contains("hunter2"));
        assert_eq!(text.secret_string.unwrap().expose_secret(), "hunter2 ä");
        assert!(text.created_date.is_some());
        let binary = client
            .get_secret_value(GetSecretValueInput::new("third"))
            .unwrap();
        assert_eq!(binary.secret_binary.unwrap().expose(), &bytes);

        let pages = client
            .list_secrets_pages(ListSecretsInput::new())
            .page_size(2);
        let names: Vec<_> = pages
            .flat_map(|page| page.unwrap().secret_list.unwrap())
            .filter_map(|secret| secret.name)
            .collect();
        assert_eq!(names, ["first", "second", "third"]);

        let error = client
            .get_secret_value(GetSecretValueInput::new("fourth"))
            .unwrap_err();
        assert!(
            matches!(
                error.service(),
                Some(GetSecretValueError::ResourceNotFoundException(_))
            ),
            "{error:?}"
        );
    }
}
