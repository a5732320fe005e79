/**
 * Possible losses of a portfolio; docs/risk.md has the formulas.
 *
 * <p>Invariant: pure; the same returns, values and seed give the same figures on any machine. Losses are shares of its
 * value, above zero.
 */
@NullMarked
package com.flowex.risk.app.portfolio;

import org.jspecify.annotations.NullMarked;
