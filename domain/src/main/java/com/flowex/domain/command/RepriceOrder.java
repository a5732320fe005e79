package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;

/**
 * Changes the price of an order in the book and leaves its quantity as it is when the command's turn comes: as {@link AmendOrder}
 * with that quantity would, so nothing that was reduced meanwhile comes back.
 */
public record RepriceOrder(AccountId account, OrderId order, Price price) implements Command {}
