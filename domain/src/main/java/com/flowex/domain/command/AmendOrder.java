package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Changes price or quantity of an order in the book; it keeps its id. It keeps its place in the queue if only its
 * quantity gets smaller; otherwise it goes through the book again as if it had just come.
 *
 * @param price the new price; null: as it is
 * @param quantity the order's new whole quantity, what is already filled included; an order that has filled as much is
 *     canceled
 */
public record AmendOrder(
        AccountId account, OrderId order, @Nullable Price price, Quantity quantity) implements Command {}
