/**
 * What the wallet does for people who come by other doors than its own.
 *
 * <p>Invariant: nothing is judged here; a withdrawal takes the way of every withdrawal.
 */
@NullMarked
package com.flowex.wallet.counter;

import org.jspecify.annotations.NullMarked;
