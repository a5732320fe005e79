/**
 * Ordered portfolio analyses, their scenarios and their results.
 *
 * <p>Invariant: only the user who ordered a run reads it; only background tasks compute.
 */
@NullMarked
package com.flowex.risk.app.run;

import org.jspecify.annotations.NullMarked;
