/**
 * Reports for the supervision of an exchange: executions, trades, fees, and trades in the form for a supervisor.
 *
 * <p>Invariant: a report of a range of events always has the same bytes. It is written while it is read: at most one
 * range of the log is in memory, and no database connection waits for a reader.
 */
@NullMarked
package com.flowex.trading.api.report;

import org.jspecify.annotations.NullMarked;
