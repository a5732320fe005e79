/**
 * What days of a market say of its risk: figures with published formulas, named in docs/risk.md.
 *
 * <p>Invariant: pure; the same days and the same seed give the same figures on any machine.
 */
@NullMarked
package com.flowex.risk.measure;

import org.jspecify.annotations.NullMarked;
