//! What the build prepared: read from the bytes of the program when somebody asks for it first, so that a run reads only what
//! it judges by.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

/// A value in its prepared form until it is asked for. What was made at run time is one that was asked for already.
#[derive(Clone)]
pub struct Prepared<T> {
    bytes: &'static [u8],
    value: OnceLock<Box<T>>,
}

impl<T> From<T> for Prepared<T> {
    fn from(value: T) -> Self {
        Self { bytes: &[], value: Box::new(value).into() }
    }
}

impl<T: Deserialize<'static>> Deref for Prepared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // The build wrote these bytes from the same type. A program that is damaged fails here rather than judge by less.
        self.value.get_or_init(|| Box::new(postcard::from_bytes(self.bytes).expect("what the build prepared can be read")))
    }
}

impl<T: Deserialize<'static> + PartialEq> PartialEq for Prepared<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Deserialize<'static> + fmt::Debug> fmt::Debug for Prepared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Deserialize<'static> + Serialize> Serialize for Prepared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_allocvec(&**self).map_err(ser::Error::custom)?)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Prepared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { bytes: Deserialize::deserialize(deserializer)?, value: OnceLock::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::Prepared;

    #[test]
    fn it_is_read_when_it_is_asked_for() {
        let made = Prepared::from(vec![String::from("draft"), String::from("wall")]);
        let bytes: &'static [u8] = postcard::to_allocvec(&made).expect("bytes").leak();
        let prepared: Prepared<Vec<String>> = postcard::from_bytes(bytes).expect("the same value");
        assert!(prepared.value.get().is_none() && prepared.bytes.len() == bytes.len() - 1);
        assert_eq!((prepared.len(), prepared[1].as_str()), (2, "wall"));
        assert!(prepared.value.get().is_some() && prepared == made);
    }
}
