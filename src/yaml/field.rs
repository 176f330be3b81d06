//! The places where spans come into plain serde structs.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::Span;

/// Names by which the deserializer knows its own types.
pub(super) const FIELD: &str = "$caseproof::Field";
pub(super) const ENTRIES: &str = "$caseproof::Entry";
pub(super) const TEXT_OR: &str = "$caseproof::TextOr";
pub(super) const OR_NONE: &str = "$caseproof::OrNone";

/// What a file writes where there is no such thing.
pub(super) const NONE: &str = "none";

/// A value that may be missing, broken (then the problem is noted) or given, with the spans of its key and of itself.
#[derive(Clone, Debug)]
pub struct Field<T> {
    key: Span,
    span: Span,
    given: bool,
    bare: bool,
    value: Option<T>,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { key: Span::default(), span: Span::default(), given: false, bare: false, value: None }
    }
}

impl<T> Field<T> {
    /// The value, unless it is missing or broken.
    pub const fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Whether the key stands in the file, with a good value or a broken one.
    pub const fn is_given(&self) -> bool {
        self.given
    }

    /// Whether anything is said there: `none` says something, a list or a map without a single value does not.
    pub const fn says_something(&self) -> bool {
        self.given && !self.bare
    }

    /// Where its key stands; for an element of a list, where the element stands.
    pub const fn key(&self) -> Span {
        self.key
    }

    /// Where its value stands.
    pub const fn span(&self) -> Span {
        self.span
    }
}

/// What a number of a span has beside it where the value holds nothing.
pub(super) const BARE: u128 = 1 << 127;

/// A span as one number, because serde knows no spans.
pub(super) const fn pack(span: Span) -> u128 {
    (span.file as u128) << 64 | (span.start as u128) << 32 | span.end as u128
}

#[expect(clippy::cast_possible_truncation, reason = "takes apart what `pack` put together")]
const fn unpack(packed: u128) -> Span {
    Span { file: (packed >> 64) as u16, start: (packed >> 32) as u32, end: packed as u32 }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldVisitor<T> {
            type Value = Field<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Field<T>, A::Error> {
                let key: u128 = parts.next_element()?.unwrap_or_default();
                let span = parts.next_element()?.map(unpack).unwrap_or_default();
                let value = parts.next_element()?;
                Ok(Field { key: unpack(key), span, given: true, bare: key & BARE != 0, value })
            }
        }
        deserializer.deserialize_struct(FIELD, &[], FieldVisitor(PhantomData))
    }
}

/// One entry of a map whose keys are ids.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// The key.
    pub id: Box<str>,
    /// Where the key stands.
    pub key: Span,
    /// Where the value stands.
    pub span: Span,
    /// The value, unless it is broken (then the problem is noted).
    pub value: Option<T>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entry<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntryVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntryVisitor<T> {
            type Value = Entry<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an entry")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Entry<T>, A::Error> {
                let key = parts.next_element()?.map(unpack).unwrap_or_default();
                let id: String = parts.next_element()?.ok_or_else(|| A::Error::custom("a key must be text"))?;
                let span = parts.next_element()?.map(unpack).unwrap_or_default();
                let value = parts.next_element()?;
                Ok(Entry { id: id.into_boxed_str(), key, span, value })
            }
        }
        deserializer.deserialize_struct(ENTRIES, &[], EntryVisitor(PhantomData))
    }
}

/// Reads a map as a list of its entries: `#[serde(deserialize_with = "entries")]` is not needed, [`Entries`] does it.
#[derive(Clone, Debug)]
pub struct Entries<T>(Vec<Entry<T>>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Entries<T> {
    type Target = [Entry<T>];
    fn deref(&self) -> &[Entry<T>] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entries<T>, A::Error> {
                let mut entries = Vec::with_capacity(list.size_hint().unwrap_or(0));
                while let Some(entry) = list.next_element()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

/// A value with a short form (text) and a long form (a map).
#[derive(Clone, Debug)]
pub enum TextOr<T, L> {
    /// The short form.
    Text(T),
    /// The long form.
    Long(L),
}

impl<'de, T: Deserialize<'de>, L: Deserialize<'de>> Deserialize<'de> for TextOr<T, L> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FormVisitor<T, L>(PhantomData<(T, L)>);
        impl<'de, T: Deserialize<'de>, L: Deserialize<'de>> Visitor<'de> for FormVisitor<T, L> {
            type Value = TextOr<T, L>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or a map")
            }
            fn visit_some<D: Deserializer<'de>>(self, short: D) -> Result<TextOr<T, L>, D::Error> {
                T::deserialize(short).map(TextOr::Text)
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, long: D) -> Result<TextOr<T, L>, D::Error> {
                L::deserialize(long).map(TextOr::Long)
            }
        }
        deserializer.deserialize_struct(TEXT_OR, &[], FormVisitor(PhantomData))
    }
}

/// A block of which a file may say that there is none: `none` in its place. It then reads like a block without any key.
#[derive(Clone, Debug, Default)]
pub struct OrNone<T> {
    none: bool,
    block: T,
}

impl<T> OrNone<T> {
    /// Whether there is none.
    pub const fn is_none(&self) -> bool {
        self.none
    }
}

impl<T> Field<OrNone<T>> {
    /// Whether the file says that there is such a thing.
    pub fn is_there(&self) -> bool {
        self.get().is_some_and(|block| !block.none)
    }

    /// Whether the file says that there is no such thing.
    pub fn is_ruled_out(&self) -> bool {
        self.get().is_some_and(OrNone::is_none)
    }
}

impl<T> std::ops::Deref for OrNone<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.block
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for OrNone<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BlockVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for BlockVisitor<T> {
            type Value = OrNone<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map or `none`")
            }
            fn visit_unit<E: Error>(self) -> Result<OrNone<T>, E> {
                Ok(OrNone { none: true, block: T::default() })
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, block: D) -> Result<OrNone<T>, D::Error> {
                T::deserialize(block).map(|block| OrNone { none: false, block })
            }
        }
        deserializer.deserialize_struct(OR_NONE, &[], BlockVisitor(PhantomData))
    }
}
