/**
 * Endpoints that place, change, cancel and show orders, and the bodies of their answers.
 *
 * <p>Invariant: the response to a POST and a row of the view come from the same reducer,
 * {@link com.flowex.trading.store.order.TrackedOrder}.
 */
@NullMarked
package com.flowex.trading.api.order;

import org.jspecify.annotations.NullMarked;
