//! caseproof reads the design of a protective case and says, before tooling money is spent, which parts are likely to fail
//! between prototype and mass production, why, and what to change.
//!
//! Data flows one way: [`design`] loads, [`facts`] derives, [`catalogue`] judges, [`report`] shows; a [`study`] shows one
//! design without judging it. [`engine`] is the way in. The command line and its terminal output are behind the feature `cli`.

pub mod advise;
pub mod calc;
pub mod catalogue;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod config;
pub mod design;
pub mod engine;
pub mod expression;
pub mod facts;
pub mod finding;
pub mod formulas;
pub mod grammar;
pub mod judge;
pub mod knowledge;
pub mod language;
pub mod line;
#[cfg(feature = "lsp")]
pub mod lsp;
#[cfg(feature = "mcp")]
pub mod mcp;
pub mod propose;
pub mod quantity;

pub mod report;
pub mod review;
pub mod source;
pub mod study;
pub mod vocabulary;
pub mod world;
pub mod yaml;
