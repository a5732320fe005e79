/**
 * The order routes of the exchange, and the views that they read.
 *
 * <p>Invariant: the engine alone decides what an order is and does. This service translates requests and keeps views.
 */
@NullMarked
package com.flowex.trading;

import org.jspecify.annotations.NullMarked;
