//! Pure engineering formulas: numbers in, numbers out, each with its reference and its limits of validity.
//!
//! Everything is in SI units: lengths in m, stresses and moduli in Pa, times in s, temperature differences in K, angles in rad;
//! shares, strains and yields are fractions, never percentages. Every input that is out of range, infinite or not a number gives
//! `None`, and so does a result that would not be a finite number: no function here panics.
//!
//! This module must never know a design, a check, a finding, a material or a file. It reads no clock and keeps no state, and it
//! holds no threshold: whether a strain or a squeeze is acceptable is decided elsewhere.

pub mod acceptance_sampling;
pub mod allocation;
pub mod binomial;
pub mod capability;
pub mod cost;
pub mod dfa;
pub mod distribution;
mod domain;
pub mod fastener;
pub mod flow;
pub mod fmea;
pub mod foam;
pub mod gauge;
pub mod hydrolysis;
mod incomplete_beta;
pub mod laminate;
pub mod learning;
pub mod limit;
pub mod line;
pub mod load;
pub mod molding;
pub mod nonlinear;
pub mod normal;
pub mod normality;
pub mod outliers;
pub mod plate;
pub mod reliability;
pub mod rolled_yield;
pub mod seal;
pub mod sewing;
pub mod snap_fit;
pub mod stack;
mod student_t;
pub mod subgroups;
pub mod tolerance_interval;
pub mod tooling;
pub mod yields;
