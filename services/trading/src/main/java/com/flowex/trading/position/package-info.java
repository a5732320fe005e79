/**
 * What an account's fills add up to.
 *
 * <p>Invariant: whole numbers only; the same fills in the same order give the same position.
 */
@NullMarked
package com.flowex.trading.position;

import org.jspecify.annotations.NullMarked;
