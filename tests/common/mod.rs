//! What the tests of properties share: designs as data that can be changed, and one run of the program over many of them.

#![allow(dead_code, reason = "each test takes what it needs of it")]

pub mod client;
pub mod corpus;
pub mod folder;
pub mod formats;
pub mod node;
pub mod page;
pub mod program;
pub mod run;
pub mod rust;
