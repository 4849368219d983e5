//! What the importer makes of a model, and that what it writes is read again as it was made.

use std::path::Path;

use serde_json::json;

use super::{BotocoreModel, import_botocore, spec};
use crate::import::tests::read_again;

#[test]
fn what_a_model_becomes_is_read_again_as_it_was_made() {
    let pets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/models/pets/service-2.json");
    let (spec, _) = spec(&BotocoreModel::read(&pets).unwrap(), &[] as &[&str]).unwrap();
    let (read, text) = read_again(&spec);
    assert_eq!(read, spec, "{text}");
}

/// Whatever a model of awsJson says of HTTP, the protocol has one request for all operations and members in bodies only.
#[test]
fn a_model_of_aws_json_loses_what_its_protocol_does_not_listen_to() {
    let model = json!({
        "metadata": {
            "protocol": "json", "jsonVersion": "1.0", "targetPrefix": "Pets_20310203", "serviceId": "Pets",
            "endpointPrefix": "pets", "awsQueryCompatible": {}
        },
        "operations": {
            "Feed": {
                "http": { "method": "POST", "requestUri": "/" },
                "input": { "shape": "Food" },
                "errors": [{ "shape": "Full" }, { "shape": "Gone" }]
            }
        },
        "shapes": {
            "Food": {
                "type": "structure",
                "members": {
                    "id": { "shape": "Id", "location": "uri", "locationName": "Id" },
                    "kind": { "shape": "Id", "location": "header", "locationName": "x-kind" },
                    "more": { "shape": "Id", "locationName": "More", "idempotencyToken": true }
                },
                "payload": "more"
            },
            "Full": { "type": "structure", "members": {}, "error": { "code": "Pets.Full" }, "exception": true },
            "Gone": {
                "type": "structure", "members": {}, "error": { "httpStatusCode": 410 }, "exception": true
            },
            "Id": { "type": "string" }
        }
    });
    let imported = import_botocore(&BotocoreModel::new(model.to_string()), &[""; 0]).unwrap();
    let expected = "\
restsmith: 1

service:
  name: pets
  protocol: aws-json-1.0
  target_prefix: Pets_20310203
  endpoint: { aws: pets, sdk_id: Pets }
  auth: none
  headers: { x-amzn-query-mode: \"true\" }

operations:
  Feed:
    input:
      id: string
      kind: string
      more: { type: string, name: More, idempotency_token: true }
    errors: [Full, Gone]

errors:
  Full: { code: Pets.Full }
  Gone: { status: 410 }
";
    let header = "# yaml-language-server: $schema=./restsmith.schema.json\n# Imported from AWS's model by `restsmith import botocore`.\n";
    assert_eq!(imported.yaml.strip_prefix(header), Some(expected));
}
