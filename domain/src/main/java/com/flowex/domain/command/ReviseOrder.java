package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderChange;
import com.flowex.domain.OrderId;

/**
 * Changes what of an open order is named, wherever it stands when the command's turn comes, and leaves the rest as it is then. An
 * order that waits for its trigger changes where it is. One in the book without a display: {@link ReduceOrder} if the
 * quantity alone is named, {@link RepriceOrder} if the price alone, else {@link AmendOrder}.
 */
public record ReviseOrder(AccountId account, OrderId order, OrderChange change) implements Command {}
