package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;

/**
 * Changes the price of an order in the book and keeps the quantity it has when the command is applied. It acts like
 * {@link AmendOrder} with that quantity, so a reduction in the meantime is not undone.
 */
public record RepriceOrder(AccountId account, OrderId order, Price price) implements Command {}
