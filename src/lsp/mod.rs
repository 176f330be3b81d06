//! A language server: what the checks say of a design while it is written, in any editor that speaks the Language Server
//! Protocol.
//!
//! It is another way to show what the engine knows, not another judge. Diagnostics are the findings of
//! [`Engine`](crate::engine::Engine), the words that it offers are those of the schema and the tables, the values those of the
//! windows that the checks want, the changes those that `propose` has proven. It must never know a check, a threshold or a key
//! of the format by itself, never write a file (an edit is handed to the editor), and never read the clock: the day is an
//! argument. What it reads comes from the editor, laid over the disk, so that a base that is not saved counts as it is seen.

mod actions;
mod complete;
mod diagnostics;
mod documents;
mod format;
mod hover;
mod names;
mod place;
mod rename;
mod server;
mod setup;
mod text;
mod uri;
mod windows;

pub use server::{Left, serve};
pub use setup::{InForce, Setup, Terms};
