/**
 * Projection of events into PostgreSQL: a reducer in memory, and one flush of its changes.
 *
 * <p>Invariant: rows and checkpoint are written in one transaction; a view that cannot apply an event stops, for its
 * tenant.
 */
@NullMarked
package com.flowex.wallet.view;

import org.jspecify.annotations.NullMarked;
