package com.flowex.orderentry;

import com.flowex.domain.value.OrderId;
import com.flowex.platform.errors.Refusal;
import org.jspecify.annotations.Nullable;

/** Result of canceling one order and placing another in one step. */
public sealed interface ReplaceOutcome {

    /**
     * Result of this command.
     *
     * @param isCanceled true if the old order was canceled
     * @param notPlaced why the new order was not placed; null if it was placed
     */
    record Now(
            CommittedEvents committed,
            boolean isCanceled,
            @Nullable Refusal notPlaced) implements ReplaceOutcome {}

    /** The new order was placed by an earlier command with the same id. */
    record Before(OrderId placed) implements ReplaceOutcome {}
}
