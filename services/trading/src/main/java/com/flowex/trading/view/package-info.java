/**
 * The trading view in PostgreSQL: a reducer in memory, and flushes of its changes.
 *
 * <p>Invariant: rows and checkpoint are written in one transaction; a view that cannot apply an event stops.
 */
@NullMarked
package com.flowex.trading.view;

import org.jspecify.annotations.NullMarked;
