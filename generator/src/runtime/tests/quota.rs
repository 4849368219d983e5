use proptest::prelude::*;

use crate::runtime::call::retry::Quota;

const FULL: u32 = 500;

#[test]
fn the_quota_pays_for_100_retries_or_for_50_after_timeouts() {
    for (cost, retries) in [(5, 100), (10, 50)] {
        let quota = Quota::new();
        assert_eq!(quota.left(), FULL);
        for _ in 0..retries {
            assert!(quota.take(cost));
        }
        assert_eq!(quota.left(), 0);
        assert!(!quota.take(cost));
        assert_eq!(quota.left(), 0);
    }
}

#[test]
fn what_it_can_not_pay_stays_untouched() {
    let quota = Quota::new();
    assert!(quota.take(494));
    assert!(!quota.take(10));
    assert_eq!(quota.left(), 6);
    assert!(quota.take(5));
    assert!(!quota.take(5));
    assert_eq!(quota.left(), 1);
}

#[test]
fn a_success_gives_back_what_its_last_retry_cost_or_1() {
    for (last_cost, tokens) in [(Some(5), 405), (Some(10), 410), (None, 401)] {
        let quota = Quota::new();
        assert!(quota.take(100));
        quota.refund(last_cost);
        assert_eq!(quota.left(), tokens, "{last_cost:?}");
    }
}

#[test]
fn it_never_holds_more_than_500() {
    for (taken, last_cost) in [
        (0, None),
        (0, Some(10)),
        (3, Some(10)),
        (1, None),
        (5, Some(u32::MAX)),
    ] {
        let quota = Quota::new();
        assert!(quota.take(taken));
        quota.refund(last_cost);
        assert_eq!(quota.left(), FULL, "{taken}, {last_cost:?}");
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Take(u32),
    GiveBack(Option<u32>),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..50_u32).prop_map(Step::Take),
        any::<u32>().prop_map(Step::Take),
        prop::option::of(0..50_u32).prop_map(Step::GiveBack),
        any::<Option<u32>>().prop_map(Step::GiveBack),
    ];
    prop::collection::vec(step, 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_never_negative_and_never_above_500(steps in steps()) {
        let quota = Quota::new();
        let mut expected = i64::from(FULL);
        for step in steps {
            match step {
                Step::Take(cost) => {
                    let is_enough = expected >= i64::from(cost);
                    prop_assert_eq!(quota.take(cost), is_enough);
                    expected -= if is_enough { i64::from(cost) } else { 0 };
                }
                Step::GiveBack(cost) => {
                    quota.refund(cost);
                    expected = (expected + cost.map_or(1, i64::from)).min(i64::from(FULL));
                }
            }
            prop_assert!((0..=500).contains(&expected));
            prop_assert_eq!(i64::from(quota.left()), expected);
        }
    }
}
