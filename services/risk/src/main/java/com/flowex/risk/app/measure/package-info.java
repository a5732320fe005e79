/**
 * Risk figures of a market's daily bars, by published formulas that docs/risk.md names.
 *
 * <p>Invariant: pure; the same days and the same seed give the same figures on any machine.
 */
@NullMarked
package com.flowex.risk.app.measure;

import org.jspecify.annotations.NullMarked;
