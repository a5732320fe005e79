/**
 * Fills, positions, volumes and limits as the view keeps them, and the queries that read them.
 *
 * <p>Invariant: a fill is written once and never changes. A position has whole numbers only; the same fills in the same
 * order give the same position.
 */
@NullMarked
package com.flowex.trading.store;

import org.jspecify.annotations.NullMarked;
