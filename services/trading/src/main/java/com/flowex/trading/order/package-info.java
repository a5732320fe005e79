/**
 * Orders from request to response, and later queries about them.
 *
 * <p>Invariant: the response to a POST and a row of the view come from the same reducer,
 * {@link com.flowex.trading.order.query.TrackedOrder}.
 */
@NullMarked
package com.flowex.trading.order;

import org.jspecify.annotations.NullMarked;
