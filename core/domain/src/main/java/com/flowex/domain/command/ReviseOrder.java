package com.flowex.domain.command;

import com.flowex.domain.order.OrderChange;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;

/**
 * Changes the named fields of an open order and keeps the others as they are when the command is applied. An order that
 * waits for its trigger is changed in place. An order in the book without a display is changed as by
 * {@link ReduceOrder} if only the quantity is named. If only the price is named, it is changed as by
 * {@link RepriceOrder}, and otherwise as by {@link AmendOrder}.
 */
public record ReviseOrder(AccountId account, OrderId order, OrderChange change) implements Command {}
