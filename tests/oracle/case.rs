//! What is called, and what is answered.

use fastrand::Rng;
use restsmith::{Imported, import_botocore};
use serde_json::{Map, Value, json};

use crate::{
    Failure,
    compare::{Tally, add_up},
    fault::Fault,
    model::{Model, Operation, Reference, Service},
    place::{Message, Place},
    protocol::Protocol,
    random::{NoValue, Random},
};

/// Random calls of a service's operations.
#[derive(Debug)]
pub struct Drawn {
    /// The service's name in botocore.
    pub service: String,
    pub protocol: Protocol,
    pub model: Model,
    pub imported: Imported,
    pub cases: Vec<Case>,
    /// How many operations the importer doesn't take.
    pub left_out: usize,
    /// Those that need a value that the server is known not to read or write.
    pub excluded: Tally,
    /// The values that weren't drawn for that.
    pub avoided: Tally,
}

/// A call.
#[derive(Debug)]
pub struct Case {
    pub operation: String,
    pub input: Map<String, Value>,
    pub output: Map<String, Value>,
    /// The members of the output that the server sets itself.
    pub of_server: Vec<String>,
    pub error: ErrorAnswer,
}

/// An error that the server answers with.
#[derive(Debug)]
pub struct ErrorAnswer {
    /// Its shape, if the operation has errors.
    pub shape: Option<String>,
    pub code: String,
    pub message: String,
    /// Whether a client is told this code, and not the one that the query protocol had for it.
    pub keeps_code: bool,
    /// Whether the answer has the message.
    pub has_message: bool,
    status: u16,
}

impl Drawn {
    /// Draws calls of so many operations, or of all if there are fewer; none if no operation can be called.
    pub fn draw(
        service: &Service,
        protocol: Protocol,
        count: usize,
        rng: &mut Rng,
    ) -> Result<Option<Self>, Failure> {
        let (importable, model) = service.model(protocol)?;
        let mut names: Vec<_> = model.operations.keys().cloned().collect();
        rng.shuffle(&mut names);
        let (mut cases, mut left_out) = (Vec::new(), 0);
        let (mut excluded, mut avoided) = (Tally::new(), Tally::new());
        for name in names {
            if cases.len() == count {
                break;
            }
            if import_botocore(&importable, &[&name]).is_err() {
                left_out += 1;
                continue;
            }
            match Case::draw(&name, &model, protocol, rng, &mut avoided) {
                Ok(case) => cases.push(case),
                Err(NoValue::Fault(fault)) => *excluded.entry(fault).or_default() += 1,
                Err(NoValue::Model(oddity)) => return Err(format!("{name}: {oddity}").into()),
            }
        }
        let names: Vec<_> = cases.iter().map(|case| &case.operation).collect();
        if names.is_empty() {
            return Ok(None);
        }
        let imported = import_botocore(&importable, &names)?;
        Ok(Some(Self {
            service: service.name.clone(),
            protocol,
            model,
            imported,
            cases,
            left_out,
            excluded,
            avoided,
        }))
    }
}

impl Case {
    fn draw(
        name: &str,
        model: &Model,
        protocol: Protocol,
        rng: &mut Rng,
        avoided: &mut Tally,
    ) -> Result<Self, NoValue> {
        let missing = || NoValue::Model("there is no such operation".to_owned());
        let operation = model.operations.get(name).ok_or_else(missing)?;
        if protocol.is_rest() && model.is_taken_for_another(name) {
            return Err(NoValue::Fault(Fault::SameRequest));
        }
        let mut draw = |message, members: Option<&Reference>| {
            let mut random = Random::new(model, protocol, message, rng);
            if message == Message::Output {
                random.no_body = model.no_body_of_output(operation);
            }
            let drawn = random.members(members)?;
            add_up(avoided, &random.avoided);
            Ok(drawn)
        };
        Ok(Self {
            operation: name.to_owned(),
            input: draw(Message::Input, operation.input.as_ref())?,
            output: draw(Message::Output, operation.output.as_ref())?,
            of_server: of_server(operation, model, protocol)?,
            error: ErrorAnswer::draw(operation, model, protocol, rng)?,
        })
    }

    /// Returns the two answers as the server takes them.
    pub fn answers(&self) -> [Value; 2] {
        let ErrorAnswer {
            code,
            message,
            status,
            ..
        } = &self.error;
        [
            json!({ "output": self.output }),
            json!({ "error": { "code": code, "message": message, "status": status } }),
        ]
    }
}

/// Returns the members of an output that the server sets itself.
fn of_server(
    operation: &Operation,
    model: &Model,
    protocol: Protocol,
) -> Result<Vec<String>, NoValue> {
    let Some(output) = &operation.output else {
        return Ok(Vec::new());
    };
    let shape = model.shape(output).map_err(NoValue::Model)?;
    let members = shape.members.iter();
    let of_server = members
        .filter(|(name, member)| Place::of(name, member, shape, protocol).is_of_server(member));
    Ok(of_server.map(|(name, _)| name.clone()).collect())
}

impl ErrorAnswer {
    fn draw(
        operation: &Operation,
        model: &Model,
        protocol: Protocol,
        rng: &mut Rng,
    ) -> Result<Self, NoValue> {
        let message = format!("a message: \"{}\" <ä😀>", rng.u32(..));
        let has_body = operation.can_have_body();
        let Some(error) = rng.choice(&operation.errors) else {
            return Ok(Self {
                shape: None,
                code: "OracleException".to_owned(),
                keeps_code: true,
                message,
                has_message: has_body,
                status: 400,
            });
        };
        let error_shape = model.shape(error).map_err(NoValue::Model)?;
        let about = error_shape.error.as_ref();
        let code = about
            .and_then(|about| about.code.clone())
            .unwrap_or_else(|| error.shape.clone());
        let status = about
            .and_then(|about| about.http_status_code)
            .unwrap_or(400);
        // Query itself has those codes.
        let keeps_code = protocol == Protocol::Query || !model.has_codes_of_query();
        // With CBOR, the server writes it as a member alone.
        let has_message = protocol != Protocol::SmithyRpcV2Cbor || error_shape.has_message();
        Ok(Self {
            shape: Some(error.shape.clone()),
            code,
            keeps_code,
            message,
            has_message: has_body && has_message,
            status,
        })
    }
}
