/**
 * What an exchange has to show to those who look after it: executions, trades, fees, and trades as a supervisor wants them.
 *
 * <p>Invariant: a report of a stretch of events is the same bytes whenever it is asked for. It is written while it is read: no
 * more than one stretch of the log is in memory, and no connection waits for a reader.
 */
@NullMarked
package com.flowex.trading.report;

import org.jspecify.annotations.NullMarked;
