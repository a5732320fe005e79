/**
 * The score of an asset: 0 is calm, 100 is the riskiest, and every part is explained (docs/risk.md).
 *
 * <p>Invariant: pure. An unknown input widens the interval and lowers the confidence; it is never guessed.
 */
@NullMarked
package com.flowex.risk.app.score;

import org.jspecify.annotations.NullMarked;
