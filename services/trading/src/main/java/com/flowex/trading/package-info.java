/**
 * Orders in, answers out: the order routes of the exchange and the views they read.
 *
 * <p>Invariant: what an order is and does is decided by the engine alone; this service translates and remembers.
 */
@NullMarked
package com.flowex.trading;

import org.jspecify.annotations.NullMarked;
