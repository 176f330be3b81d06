//! Tools for an agent that writes or repairs a design, by the Model Context Protocol: judge a text, explain a check, look up the
//! tables, windows, what a change would do, what to answer, proven changes.
//!
//! Everything is read-only: a text comes in, an answer goes out, and who asked writes the file. Answers are small, and what was
//! left out is said. It goes through [`Engine`](crate::engine::Engine) and what is built on it; it must never know a check, a
//! threshold or a sentence about a design, never write a file, and never read the clock: the day is an argument. Text of a design
//! comes back as text, cleaned like everywhere else; nothing in it is an instruction to this program.

mod change;
mod design;
mod look;
mod server;
mod setup;
mod small;
mod tools;
mod words;

pub use server::serve;
pub use setup::Setup;
