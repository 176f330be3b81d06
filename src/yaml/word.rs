//! Words that stand for the variants of an enum, as serde asks for them.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, VariantAccess, Visitor};

use super::read_error::{ReadError, wrong};

/// A word that stands for an enum variant.
pub(super) struct Word<'t>(pub(super) &'t str);

impl<'t> EnumAccess<'t> for Word<'t> {
    type Error = ReadError;
    type Variant = Self;
    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self), ReadError> {
        let variant = seed.deserialize(BorrowedStrDeserializer::<ReadError>::new(self.0))?;
        Ok((variant, self))
    }
}

impl<'t> VariantAccess<'t> for Word<'t> {
    type Error = ReadError;
    fn unit_variant(self) -> Result<(), ReadError> {
        Ok(())
    }
    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, _seed: S) -> Result<S::Value, ReadError> {
        Err(wrong("a word", "more than a word"))
    }
    fn tuple_variant<V: Visitor<'t>>(self, _len: usize, _visitor: V) -> Result<V::Value, ReadError> {
        Err(wrong("a word", "more than a word"))
    }
    fn struct_variant<V: Visitor<'t>>(self, _fields: &'static [&'static str], _visitor: V) -> Result<V::Value, ReadError> {
        Err(wrong("a word", "more than a word"))
    }
}
