//! What AWS asks in us-east-1 (N. Virginia), in dollars, without any free tier: read in November
//! 2026 on the pricing page of each service. Nobody pays by this file: look before you plan.

/// A million write request units of a table on demand.
pub(super) const WRITES_MILLION: f64 = 0.625;
/// A million read request units of it.
pub(super) const READS_MILLION: f64 = 0.125;
/// A gigabyte stored in it for a month, and kept for recovery to a point in time.
pub(super) const STORED_GB: f64 = 0.25 + 0.20;
/// A million calls of functions.
pub(super) const CALLS_MILLION: f64 = 0.20;
/// A second of a function with a gigabyte, x86-64.
pub(super) const GB_SECOND: f64 = 0.000_016_666_7;
/// A million requests to an HTTP API.
pub(super) const API_MILLION: f64 = 1.00;
/// A thousand mails.
pub(super) const MAILS_THOUSAND: f64 = 0.10;
/// A gigabyte from the edge, and ten thousand requests to it, in North America and Europe.
pub(super) const EDGE_GB: f64 = 0.085;
pub(super) const EDGE_TEN_THOUSAND: f64 = 0.01;
/// A gigabyte of logs taken in.
pub(super) const LOGS_GB: f64 = 0.50;
/// A key of one's own in KMS for a month.
pub(super) const KEY_MONTH: f64 = 1.00;
/// An alarm for a month.
pub(super) const ALARM_MONTH: f64 = 0.10;
/// A metric of one's own for a month.
pub(super) const METRIC_MONTH: f64 = 0.30;
/// A million calls of EventBridge Scheduler.
pub(super) const SCHEDULED_MILLION: f64 = 1.00;
