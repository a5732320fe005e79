/**
 * How risky a tenant's coins are, as whoever computes it hands over.
 *
 * <p>Invariant: a request reads what is in memory, and once after a change what is stored; nothing is computed for it.
 */
@NullMarked
package com.flowex.listings.risk;

import org.jspecify.annotations.NullMarked;
