//! Tables of typed forms, and properties that hold for any text.

mod moments;
mod numbers;
mod properties;
mod ranges;
mod references;
mod times;
