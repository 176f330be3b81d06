//! The spec format: typed structs, loading, and the checks of references that make a design whole.
//!
//! What leaves this module is a spec without problems, or all problems of a file with their places. It must never know what
//! makes a design good or bad.

mod accepted;
mod arranged;
mod bears;
mod budgets;
mod called;
mod comments;
mod contradictions;
mod counts;
mod date;
mod decided;
mod evidence;
mod extend;
mod grade;
mod input;
mod joint;
mod load;
mod meant;
mod mistaken;
mod named;
mod part;
mod places;
mod reading;
mod records;
mod refers;
mod same;
mod says;
mod schema;
mod several;
mod sheet;
mod sorts;
mod spec;
mod stage;
mod trade;
mod undecided;
mod validate;
mod waiver;
mod words;
mod working;

pub use accepted::{Stray, stray_waivers};
pub use arranged::{Arranged, arranged};
pub use bears::{Bears, Borne};
pub(crate) use called::EXPOSURES;
pub use called::kinds_meant;
pub use date::{days_of, is_date};
pub use evidence::{Build, Evidence, Measurement, Records, Test, TestKind, TestSource, records};
pub use grade::{FIGURE_FORMS, property_for, read_figure};
pub(crate) use input::decode;
pub use input::{Content, Input, Loader, MAX_FILE_BYTES, Read};
pub use joint::{Beam, Direction, Groove, Joint, Link, Ring, Stack, Step, Taper, TorsionBar};
pub(crate) use load::PATHS;
pub use mistaken::misspelt;
pub use named::Checks;
pub use part::{
    Appearance, Bosses, Dimensioned, Drying, GRADE_KEYS, Grade, GradeValue, Layer, Part, Progress, Prototype, Ribs, Scatter,
    Side, Toleranced, Tool, Wall,
};
pub use places::{Asked, asked};
pub use reading::WAIVERS_FILE;
pub use refers::{GIVEN, NAMES, Named, given, named};
pub use schema::spec_schema;
pub use sorts::{
    Angle, Area, AtLeastOne, Count, Deceleration, Deviation, Duration, Extent, Force, Length, Mass, Money, Number, Peel, Period,
    Pressure, Quantity, Range, SewingSpeed, Share, Sort, Temperature, Text, Thickness, Tolerance, Volume,
};
pub use spec::{
    About, CaseKind, Client, DocumentState, Documents, Drop, Engagement, Environment, Exposure, KnownBy, Learning, LearningModel,
    Load, Model, Peak, Production, Protects, Sampling, Spec, Task, Waiver, WorkingTime,
};
pub use stage::Stage;
pub use undecided::Undecided;
pub use validate::{ID_RULE, is_id};
