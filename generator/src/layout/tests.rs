//! A test for each rule: what an emitter writes, and its layout.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Item, ItemUse};

use super::{imports, item, module_docs, order};

fn items(tokens: TokenStream) -> Vec<Item> {
    syn::parse2::<File>(tokens).unwrap().items
}

#[track_caller]
fn assert_layout(tokens: TokenStream, expected: &str) {
    let text: Vec<_> = items(tokens).into_iter().map(item).collect();
    assert_eq!(text.join("\n"), expected);
}

#[track_caller]
fn assert_imports(tokens: TokenStream, expected: &str) {
    let import = |item| match item {
        Item::Use(import) => import,
        _ => panic!("a `use` item is expected"),
    };
    let imported: Vec<ItemUse> = items(tokens).into_iter().map(import).collect();
    assert_eq!(imports(imported), expected);
}

#[test]
fn a_call_stands_on_one_line_if_its_arguments_have_at_most_60_columns() {
    assert_layout(
        quote! {
            fn f() {
                request.query(aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb, cccccccccccccccccc);
                request.query(aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb, ccccccccccccccccccc);
            }
        },
        "fn f() {
    request.query(aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb, cccccccccccccccccc);
    request.query(
        aaaaaaaaaaaaaaaaaaa,
        bbbbbbbbbbbbbbbbbbb,
        ccccccccccccccccccc,
    );
}
",
    );
}

#[test]
fn an_only_argument_may_take_the_whole_line() {
    assert_layout(
        quote! {
            fn f() {
                g("a text that is longer than sixty columns but still leaves room on its line");
            }
        },
        r#"fn f() {
    g("a text that is longer than sixty columns but still leaves room on its line");
}
"#,
    );
}

#[test]
fn a_call_in_a_call_has_60_columns() {
    assert_layout(
        quote! {
            fn f() {
                Ok(runtime::aws::regional_endpoint(prefix_of_host, region, suffix_of_host)?)
            }
        },
        "fn f() {
    Ok(runtime::aws::regional_endpoint(
        prefix_of_host,
        region,
        suffix_of_host,
    )?)
}
",
    );
}

#[test]
fn a_closure_at_the_end_of_a_call_begins_on_its_line() {
    assert_layout(
        quote! {
            fn f() {
                values.for_each(|value| { first(value); second(value); });
            }
        },
        "fn f() {
    values.for_each(|value| {
        first(value);
        second(value);
    });
}
",
    );
}

#[test]
fn a_chain_of_several_links_has_60_columns() {
    assert_layout(
        quote! {
            fn f() {
                output.list.as_ref().and_then(|part| part.token.clone());
                output.long_list.as_ref().and_then(|part| part.next_page_token.clone())
            }
        },
        "fn f() {
    output.list.as_ref().and_then(|part| part.token.clone());
    output
        .long_list
        .as_ref()
        .and_then(|part| part.next_page_token.clone())
}
",
    );
}

#[test]
fn a_short_root_keeps_its_first_link() {
    assert_layout(
        quote! {
            fn f() {
                self.configuration.endpoint().unwrap_or_default().into_iter().collect()
            }
        },
        "fn f() {
    self.configuration
        .endpoint()
        .unwrap_or_default()
        .into_iter()
        .collect()
}
",
    );
}

#[test]
fn a_structure_stands_on_one_line_if_its_fields_have_at_most_18_columns() {
    assert_layout(
        quote! {
            fn f() {
                let a = Client { caller: caller_abc };
                let b = Client { caller: caller_abcd };
                Self { a, b: None, }
            }
        },
        "fn f() {
    let a = Client { caller: caller_abc };
    let b = Client {
        caller: caller_abcd,
    };
    Self { a, b: None }
}
",
    );
}

#[test]
fn an_array_has_60_columns_and_short_elements_share_lines() {
    assert_layout(
        quote! {
            fn f() {
                g(&[100_000, 200_000, 300_000, 400_000, 500_000, 600_000, 700_000, 800_000, 900_000, 110_000, 120_000]);
                g(&[&self.client_secret, &self.refresh_token, &self.code_verifier, &self.password])
            }
        },
        "fn f() {
    g(&[
        100_000, 200_000, 300_000, 400_000, 500_000, 600_000, 700_000, 800_000, 900_000, 110_000,
        120_000,
    ]);
    g(&[
        &self.client_secret,
        &self.refresh_token,
        &self.code_verifier,
        &self.password,
    ])
}
",
    );
}

#[test]
fn a_value_goes_to_the_next_line_if_it_is_better_there() {
    assert_layout(
        quote! {
            pub const A_NAME_OF_SOME_LENGTH: ::core::option::Option<&'static str> = Some("AWS_ENDPOINT_URL");
            pub const A_NAME_OF_SOME_LENGTH: ::core::option::Option<&'static str> = Some("AWS_ENDPOINT_URL_SSO_OIDC");
        },
        r#"pub const A_NAME_OF_SOME_LENGTH: ::core::option::Option<&'static str> = Some("AWS_ENDPOINT_URL");

pub const A_NAME_OF_SOME_LENGTH: ::core::option::Option<&'static str> =
    Some("AWS_ENDPOINT_URL_SSO_OIDC");
"#,
    );
}

#[test]
fn the_body_of_an_arm_loses_its_block_unless_it_needs_it() {
    assert_layout(
        quote! {
            fn f() {
                match value {
                    Some(value) => { g(value) }
                    None => { g(a); }
                    _ => request.with_body(endpoint_of_the_request, "application/json", runtime::Text::text(v)),
                }
            }
        },
        r#"fn f() {
    match value {
        Some(value) => g(value),
        None => {
            g(a);
        }
        _ => request.with_body(
            endpoint_of_the_request,
            "application/json",
            runtime::Text::text(v),
        ),
    }
}
"#,
    );
}

#[test]
fn alternatives_of_an_arm_that_is_too_long_stand_below_each_other() {
    assert_layout(
        quote! {
            fn f() {
                match (fips, dual_stack, partition) {
                    (false, false, _) | (true, false, "aws-partition-one") | (true, false, "aws-partition-two") => a,
                }
            }
        },
        r#"fn f() {
    match (fips, dual_stack, partition) {
        (false, false, _)
        | (true, false, "aws-partition-one")
        | (true, false, "aws-partition-two") => a,
    }
}
"#,
    );
}

#[test]
fn a_short_if_with_an_else_is_a_value_of_one_line() {
    assert_layout(
        quote! {
            fn f() {
                let a = if is_set { value } else { default };
                if is_set { value } else { default_of_the_whole_service }
            }
        },
        "fn f() {
    let a = if is_set { value } else { default };
    if is_set {
        value
    } else {
        default_of_the_whole_service
    }
}
",
    );
}

#[test]
fn a_function_has_each_argument_on_its_line_if_one_line_is_too_short() {
    assert_layout(
        quote! {
            impl Client {
                pub async fn list(&self, input: super::ListInput) -> Result<super::ListOutput, runtime::Error> { a() }
                pub async fn lists(&self, input: super::ListsInput) -> Result<super::ListOutput, runtime::Error> { a() }
            }
        },
        "impl Client {
    pub async fn list(&self, input: super::ListInput) -> Result<super::ListOutput, runtime::Error> {
        a()
    }

    pub async fn lists(
        &self,
        input: super::ListsInput,
    ) -> Result<super::ListOutput, runtime::Error> {
        a()
    }
}
",
    );
}

#[test]
fn a_brace_without_room_stands_below_a_long_return_type() {
    assert_layout(
        quote! {
            impl Client {
                pub fn get(&self, input: super::GetRoleCredentialsInput)
                    -> Result<super::GetRoleCredentialsOutput, runtime::Error<super::GetRoleCredentialsError>> {
                    self.caller.call(input)
                }
            }
        },
        "impl Client {
    pub fn get(
        &self,
        input: super::GetRoleCredentialsInput,
    ) -> Result<super::GetRoleCredentialsOutput, runtime::Error<super::GetRoleCredentialsError>>
    {
        self.caller.call(input)
    }
}
",
    );
}

#[test]
fn a_type_that_is_too_long_has_each_of_its_arguments_on_a_line() {
    assert_layout(
        quote! {
            impl Client {
                pub fn get(&self)
                    -> Result<super::DescribeOrganizationConfigurationOutput, runtime::Error<super::DescribeOrganizationError>> {
                    a()
                }
            }
        },
        "impl Client {
    pub fn get(
        &self,
    ) -> Result<
        super::DescribeOrganizationConfigurationOutput,
        runtime::Error<super::DescribeOrganizationError>,
    > {
        a()
    }
}
",
    );
}

#[test]
fn the_type_of_a_field_goes_to_the_next_line_if_it_fits_there() {
    assert_layout(
        quote! {
            pub struct Large {
                /// Documented.
                pub aggregation_configuration_of_the_data_source: Option<AggregationConfigurationOfTheDataSource>,
            }
        },
        "pub struct Large {
    /// Documented.
    pub aggregation_configuration_of_the_data_source:
        Option<AggregationConfigurationOfTheDataSource>,
}
",
    );
}

#[test]
fn an_implementation_that_is_too_long_breaks_in_front_of_for() {
    assert_layout(
        quote! {
            impl runtime::Paginated for ListAnalysesOfTheWholeOrganizationWithTheirDashboardsAndAllTheirUsersInput {
                type Token = String;
            }
        },
        "impl runtime::Paginated
    for ListAnalysesOfTheWholeOrganizationWithTheirDashboardsAndAllTheirUsersInput
{
    type Token = String;
}
",
    );
}

#[test]
fn the_arguments_of_an_attribute_have_70_columns() {
    assert_layout(
        quote! {
            #[derive(Clone, Debug)]
            #[allow(clippy::large_enum_variant, reason = "`runtime::Error` holds it in a box")]
            #[cfg(feature = "hyper")]
            pub enum Empty {}
        },
        r#"#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "`runtime::Error` holds it in a box"
)]
#[cfg(feature = "hyper")]
pub enum Empty {}
"#,
    );
}

#[test]
fn a_macro_that_takes_expressions_is_laid_out_as_a_call_and_gets_no_comma() {
    assert_layout(
        quote! {
            runtime::members!(ListInput { next_token: "nextToken", when: "when" as date_time });
            runtime::service_error!(json_error, Code, ListError { A: ("A", 400), ..error::CommonError });
            runtime::output!(ListOutput.request_id);
            macro_with_rules!(a => b);
        },
        r#"runtime::members!(ListInput {
    next_token: "nextToken",
    when: "when" as date_time,
});

runtime::service_error!(
    json_error,
    Code,
    ListError {
        A: ("A", 400),
        ..error::CommonError
    }
);

runtime::output!(ListOutput.request_id);

macro_with_rules!(a => b);
"#,
    );
}

#[test]
fn a_text_that_is_too_long_stays_where_it_is() {
    assert_layout(
        quote! {
            runtime::enumeration!(Reason {
                ReservedFunctionConcurrentInvocationLimit: "ReservedFunctionConcurrentInvocationLimitExceeded",
            });
        },
        r#"runtime::enumeration!(Reason {
    ReservedFunctionConcurrentInvocationLimit: "ReservedFunctionConcurrentInvocationLimitExceeded",
});
"#,
    );
}

#[test]
fn the_names_of_a_use_share_lines_if_one_is_too_short() {
    assert_imports(
        quote! {
            pub use self::operation::list_account_roles::{ListAccountRolesError, ListAccountRolesInput, ListAccountRolesOutput};
            use super::{runtime, error,};
            use super::{a::{b, c}, d};
        },
        "pub use self::operation::list_account_roles::{
    ListAccountRolesError, ListAccountRolesInput, ListAccountRolesOutput,
};
use super::{
    a::{b, c},
    d,
};
use super::{error, runtime};
",
    );
}

#[test]
fn use_items_are_sorted_and_a_name_alone_has_no_braces() {
    assert_imports(
        quote! {
            use super::runtime;
            pub use self::operation::b10::B;
            pub use self::operation::b9::{B};
            use super::*;
            use crate::A as C;
        },
        "pub use self::operation::b9::B;
pub use self::operation::b10::B;
use super::runtime;
use super::*;
use crate::A as C;
",
    );
}

#[test]
fn numbers_in_names_count_and_an_underscore_comes_first() {
    let mut names = ["a10", "ab", "a9", "r#type", "a_b", "Z", "a"];
    names.sort_by(|a, b| order(a, b));
    assert_eq!(names, ["Z", "a", "a_b", "a9", "a10", "ab", "r#type"]);
}

#[test]
fn a_line_of_documentation_has_no_space_at_its_end_but_a_break_of_markdown() {
    let lines = ["A ", "", "B  ", " C"].map(str::to_owned);
    assert_eq!(module_docs(&lines), "//! A\n//!\n//! B  \n//!  C\n");
    assert_layout(
        quote! {
            #[doc = " A "]
            #[doc = ""]
            #[doc = "/ no comment"]
            pub struct S {}
        },
        r#"/// A
///
#[doc = "/ no comment"]
pub struct S {}
"#,
    );
}

#[test]
fn functions_and_constants_of_an_implementation_have_blank_lines_between_them() {
    assert_layout(
        quote! {
            impl runtime::Operation for Input {
                type Output = A;
                type Error = B;
                const NAME: &'static str = "A";
                fn f() {}
                fn g() {}
            }
        },
        r#"impl runtime::Operation for Input {
    type Output = A;
    type Error = B;

    const NAME: &'static str = "A";

    fn f() {}

    fn g() {}
}
"#,
    );
}

#[test]
fn what_no_emitter_writes_is_left_to_prettyplease() {
    assert_layout(
        quote! {
            trait Named { fn name(&self) -> String; }
            fn f() { let Some(a) = a else { return; }; }
        },
        "trait Named {
    fn name(&self) -> String;
}

fn f() {
    let Some(a) = a else {
        return;
    };
}
",
    );
}

#[test]
fn expressions_in_each_other_take_no_time_that_doubles_with_each() {
    let mut deep = quote!(a_name_that_is_long_enough_to_break_lines);
    for _ in 0..20 {
        deep = quote!(list(Vec::from([#deep, another_name_that_is_long_enough_to_break])));
    }
    let function = items(quote! { fn f() { #deep } }).remove(0);
    assert!(item(function).starts_with("fn f() {\n    list(Vec::from(["));
}

#[test]
fn the_call_of_a_macro_in_the_last_link_has_60_columns() {
    assert_layout(
        quote! {
            fn f() {
                const {
                    &Member::new("CreateBucketConfiguration").xml(runtime::xml!(namespace("http://s3.example.com/doc/2006-03-01/")))
                }
            }
        },
        "fn f() {
    const {
        &Member::new(\"CreateBucketConfiguration\").xml(runtime::xml!(namespace(
            \"http://s3.example.com/doc/2006-03-01/\"
        )))
    }
}
",
    );
}
