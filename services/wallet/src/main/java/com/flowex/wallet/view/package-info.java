/**
 * Events into PostgreSQL: one fold in memory, one flush of what it changed.
 *
 * <p>Invariant: rows and checkpoint are written in one transaction; a view that cannot apply an event stops, for its tenant.
 */
@NullMarked
package com.flowex.wallet.view;

import org.jspecify.annotations.NullMarked;
