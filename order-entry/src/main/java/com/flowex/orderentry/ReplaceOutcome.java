package com.flowex.orderentry;

import com.flowex.domain.value.OrderId;
import com.flowex.platform.errors.Refusal;
import org.jspecify.annotations.Nullable;

/** Result of canceling one order and placing another in one step. */
public sealed interface ReplaceOutcome {

    /**
     * Result of this command.
     *
     * @param notCanceled why the old order was not canceled; null if it was canceled
     * @param notPlaced why the new order was not placed; null if it was placed
     */
    record Now(
            CommittedEvents committed,
            @Nullable Refusal notCanceled,
            @Nullable Refusal notPlaced) implements ReplaceOutcome {}

    /** The new order was placed by an earlier command with the same id. */
    record Before(OrderId placed) implements ReplaceOutcome {}
}
