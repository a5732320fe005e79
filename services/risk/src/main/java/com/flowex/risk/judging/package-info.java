/**
 * Reads what is new in the log and makes cases of what looks like abuse.
 *
 * <p>Invariant: how far the log is judged, and the cases of that stretch, are written together.
 */
@NullMarked
package com.flowex.risk.judging;

import org.jspecify.annotations.NullMarked;
