/** Trades between people, with escrow. */
@NullMarked
package com.flowex.p2p;

import org.jspecify.annotations.NullMarked;
