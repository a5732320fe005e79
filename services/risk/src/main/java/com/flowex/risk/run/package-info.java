/**
 * Portfolios that somebody wants to have looked at, the scenarios for it, and what was found.
 *
 * <p>Invariant: nobody but whoever ordered a run reads it; only background work computes.
 */
@NullMarked
package com.flowex.risk.run;

import org.jspecify.annotations.NullMarked;
