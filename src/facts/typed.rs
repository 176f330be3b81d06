//! Facts as methods of typed things.
//!
//! For each kind the rows of the vocabulary are turned into a trait with one method for each fact, whose result has the type
//! of the row, and into methods of the thing that remember: `part.draft(trace)` is evaluated once and noted in the trace.
//! A row without its method, or a method of another type, does not compile.

use std::rc::Rc;

use super::{Known, Lack, Trace, Value, Word, World, asked};
use crate::quantity::Bounds;
use crate::vocabulary::{End, FactId, Item, Kind};

/// A thing of a design: its world and its number among the things of its kind.
pub trait Thing<'w>: Copy {
    /// What kind of thing it is.
    const KIND: Kind;

    /// The thing with this number.
    fn at(world: &'w World<'w>, index: usize) -> Self;

    /// The same without its world.
    fn item(self) -> Item;
}

macro_rules! things {
    ($($name:ident)*) => {$(
        /// A thing of this kind in its world.
        #[derive(Clone, Copy)]
        pub struct $name<'w> {
            /// The design.
            pub world: &'w World<'w>,
            /// Its number among the things of its kind.
            pub index: usize,
        }

        impl<'w> Thing<'w> for $name<'w> {
            const KIND: Kind = Kind::$name;

            fn at(world: &'w World<'w>, index: usize) -> Self {
                Self { world, index }
            }

            fn item(self) -> Item {
                Item::new(Kind::$name, self.index)
            }
        }
    )*};
}

things! {
    Design Environment Production Engagement Document Part Layer Use Contact Joint Face Pairing Step Placement Order Cycle
    Dimension Stack Route Risk Restriction Build Measurement Test Claim Lot Defect Waiver Demand Material Process Method
}

/// What a fact may yield, and how it is remembered.
pub trait Answer<'w>: Sized {
    /// As it is remembered.
    fn into_value(self) -> Value;

    /// From what is remembered; `None` if that is of another type, which no row allows.
    fn of(world: &'w World<'w>, value: &Value) -> Option<Self>;
}

impl Answer<'_> for Bounds {
    fn into_value(self) -> Value {
        self.into()
    }
    fn of(_: &World<'_>, value: &Value) -> Option<Self> {
        value.bounds()
    }
}

impl Answer<'_> for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
    fn of(_: &World<'_>, value: &Value) -> Option<Self> {
        if let Value::Flag(flag) = value { Some(*flag) } else { None }
    }
}

impl Answer<'_> for Word {
    fn into_value(self) -> Value {
        Value::Word(self)
    }
    fn of(_: &World<'_>, value: &Value) -> Option<Self> {
        if let Value::Word(word) = value { Some(Rc::clone(word)) } else { None }
    }
}

impl Answer<'_> for Rc<[Word]> {
    fn into_value(self) -> Value {
        Value::Words(self)
    }
    fn of(_: &World<'_>, value: &Value) -> Option<Self> {
        if let Value::Words(words) = value { Some(Rc::clone(words)) } else { None }
    }
}

/// A list of things of one kind.
pub type List<T> = Vec<T>;

impl<'w, T: Thing<'w>> Answer<'w> for List<T> {
    fn into_value(self) -> Value {
        Value::Items(self.into_iter().map(Thing::item).collect())
    }
    fn of(world: &'w World<'w>, value: &Value) -> Option<Self> {
        if let Value::Items(items) = value { Some(items.iter().map(|item| T::at(world, item.at())).collect()) } else { None }
    }
}

/// What is recorded of one kind, and whether that is all there is.
pub struct Records<T> {
    /// The things, in the order of the list.
    pub things: List<T>,
    /// Whether there are no more.
    pub whole: bool,
}

impl<'w, T: Thing<'w>> Answer<'w> for Records<T> {
    fn into_value(self) -> Value {
        let items = self.things.into_iter().map(Thing::item).collect();
        if self.whole { Value::Items(items) } else { Value::Among(items) }
    }
    fn of(world: &'w World<'w>, value: &Value) -> Option<Self> {
        let things = |items: &[Item]| items.iter().map(|item| T::at(world, item.at())).collect();
        match value {
            Value::Items(items) => Some(Self { things: things(items), whole: true }),
            Value::Among(items) => Some(Self { things: things(items), whole: false }),
            _ => None,
        }
    }
}

macro_rules! answers {
    ($($name:ident)*) => {$(
        impl<'w> Answer<'w> for $name<'w> {
            fn into_value(self) -> Value {
                Value::Item(self.item())
            }
            fn of(world: &'w World<'w>, value: &Value) -> Option<Self> {
                if let Value::Item(item) = value { Some(Self::at(world, item.at())) } else { None }
            }
        }
    )*};
}

answers! {
    Design Environment Production Engagement Document Part Layer Use Contact Joint Face Pairing Step Placement Order Cycle
    Dimension Stack Route Risk Restriction Build Measurement Test Claim Lot Defect Waiver Demand Material Process Method
}

/// A fact of a thing, remembered.
pub(super) fn recall<'w, T: Thing<'w>, A: Answer<'w>>(
    thing: T,
    world: &'w World<'w>,
    number: usize,
    trace: &mut Trace,
) -> Known<A> {
    let fact = FactId { kind: T::KIND, number: u16::try_from(number).unwrap_or(u16::MAX), end: End::Cautious };
    A::of(world, asked(fact, world, thing.item(), trace)?).ok_or(Lack::Unknown)
}

/// The type of a fact in Rust, from its row.
macro_rules! answer_type {
    (number $dimension:ident, $unit:literal) => { $crate::quantity::Bounds };
    (flag) => { bool };
    (word $($words:tt)*) => { $crate::facts::Word };
    (words $($words:tt)*) => { std::rc::Rc<[$crate::facts::Word]> };
    (item $kind:ident) => { $crate::facts::typed::$kind<'w> };
    (records $kind:ident) => { $crate::facts::typed::Records<$crate::facts::typed::$kind<'w>> };
    (items $kind:ident) => { $crate::facts::typed::List<$crate::facts::typed::$kind<'w>> };
}
pub(super) use answer_type;

/// The methods of a kind that remember.
macro_rules! remembering {
    ($thing:ident: $($name:ident: $type:ident $(($($of:tt)*))?, $sentence:literal;)*) => {
        /// Numbers of the facts in the order of their rows.
        #[expect(non_camel_case_types, reason = "named like the facts")]
        #[derive(Clone, Copy)]
        enum Number { $($name,)* }

        #[allow(dead_code, reason = "a fact may be asked by conditions alone")]
        impl<'w> $crate::facts::typed::$thing<'w> {
            $(
                #[doc = $sentence]
                pub fn $name(self, trace: &mut $crate::facts::Trace)
                    -> $crate::facts::Known<$crate::facts::typed::answer_type!($type $($($of)*)?)> {
                    $crate::facts::typed::recall(self, self.world, Number::$name as usize, trace)
                }
            )*
        }
    };
}
pub(super) use remembering;

/// The trait `Facts` of a kind, the methods that remember, and `evaluate` by number. Written once below the rows of a kind:
/// `part_facts!(methods);`
macro_rules! methods {
    ($thing:ident: $($name:ident: $type:ident $(($($of:tt)*))?, $sentence:literal;)*) => {
        /// The facts of a thing of this kind, each to be written once.
        #[allow(clippy::wrong_self_convention, reason = "named like the facts")]
        trait Facts<'w>: Copy {
            $(
                #[doc = $sentence]
                fn $name(self, trace: &mut $crate::facts::Trace)
                    -> $crate::facts::Known<$crate::facts::typed::answer_type!($type $($($of)*)?)>;
            )*
        }

        $crate::facts::typed::remembering! { $thing: $($name: $type $(($($of)*))?, $sentence;)* }

        /// Evaluates the fact with this number.
        pub(in crate::facts) fn evaluate(
            world: &$crate::facts::World<'_>,
            number: usize,
            index: usize,
            trace: &mut $crate::facts::Trace,
        ) -> $crate::facts::Known<$crate::facts::Value> {
            use $crate::facts::typed::Thing as _;
            const ALL: &[Number] = &[$(Number::$name,)*];
            let thing = $crate::facts::typed::$thing::at(world, index);
            match ALL.get(number) {
                $(Some(Number::$name) => Facts::$name(thing, trace).map($crate::facts::typed::Answer::into_value),)*
                None => Err($crate::facts::Lack::Unknown),
            }
        }
    };
}
pub(super) use methods;
