package com.flowex.desk;

import com.flowex.domain.OrderId;
import com.flowex.ground.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of one order's cancel and another's placing in one step. */
public sealed interface ReplaceOutcome {

    /**
     * Decided by this command.
     *
     * @param isCanceled whether the old order was
     * @param notPlaced why the new order was not placed; null where it was
     */
    record Now(
            Decided decided, boolean isCanceled, @Nullable Refusal notPlaced) implements ReplaceOutcome {}

    /** The new order was placed by an earlier command with the same id. */
    record Before(OrderId placed) implements ReplaceOutcome {}
}
