package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Changes the price or quantity of an order in the book; the order keeps its id. It keeps its place in the queue if
 * only its quantity gets smaller. Otherwise it goes through the book again like a new order.
 *
 * @param price new price; null if it stays as it is
 * @param quantity new whole quantity of the order, the filled part included; an order that has filled as much is
 *     canceled
 */
public record AmendOrder(
        AccountId account, OrderId order, @Nullable Price price, Quantity quantity) implements Command {}
