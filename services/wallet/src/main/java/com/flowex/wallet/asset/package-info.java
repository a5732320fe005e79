/**
 * The assets as listed, in memory.
 *
 * <p>Invariant: made of events alone.
 */
@NullMarked
package com.flowex.wallet.asset;

import org.jspecify.annotations.NullMarked;
