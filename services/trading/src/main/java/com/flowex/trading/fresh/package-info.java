/**
 * Answers that show what their caller did last.
 *
 * <p>Invariant: nobody sees a state older than their own last write.
 */
@NullMarked
package com.flowex.trading.fresh;

import org.jspecify.annotations.NullMarked;
