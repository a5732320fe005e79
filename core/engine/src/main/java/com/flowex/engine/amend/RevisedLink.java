package com.flowex.engine.amend;

import com.flowex.domain.order.OrderRequest;

/**
 * Two linked orders as a change would leave them.
 *
 * @param working slot of the working order, which rests
 * @param pending slot of the pending order
 * @param price price of the working order, in units
 * @param quantity whole quantity of the working order, the filled part included
 * @param request request of the pending order
 */
record RevisedLink(int working, int pending, long price, long quantity, OrderRequest request) {}
