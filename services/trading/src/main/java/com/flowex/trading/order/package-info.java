/**
 * One order from request to answer, and what is asked about it later.
 *
 * <p>Invariant: the answer to a POST and a row of the view are made by the same fold, {@link com.flowex.trading.order.TrackedOrder}.
 */
@NullMarked
package com.flowex.trading.order;

import org.jspecify.annotations.NullMarked;
