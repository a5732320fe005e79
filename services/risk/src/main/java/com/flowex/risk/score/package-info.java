/**
 * The score of an asset: 0 is calm, 100 is as risky as it gets, every part explained (docs/risk.md).
 *
 * <p>Invariant: pure. What is not known makes the interval wider and the confidence lower; it is never guessed.
 */
@NullMarked
package com.flowex.risk.score;

import org.jspecify.annotations.NullMarked;
