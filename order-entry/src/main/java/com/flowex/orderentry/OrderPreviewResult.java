package com.flowex.orderentry;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.platform.errors.Refusal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Preview of an order: the result of placing it.
 *
 * @param placedBefore the order that was placed with this id, so that placing it again places nothing; null if the id
 *     is new
 * @param sequence number of the last event before the preview
 * @param timeNanos log time, nanoseconds since 1970
 */
public record OrderPreviewResult(@Nullable OrderId placedBefore, OrderPlan plan, long sequence, long timeNanos) {

    static final OrderPlan NOTHING = new OrderPlan(
            Quantity.ZERO, Quantity.ZERO, 0, 0, 0, Quantity.ZERO, Quantity.ZERO, 0, 0, Quantity.ZERO, null);

    /** Returns the result of a command that previews an order. */
    static CommandResult<OrderPreviewResult> of(Outcome outcome, Function<RejectReason, Refusal> worded) {
        return switch (outcome) {
            case Outcome.Previewed(long sequence, long nanos, PreviewAnswer answer) ->
                of(answer, sequence, nanos, worded);
            case Outcome.Unknown _ -> new CommandResult.Unknown<>(null);
            case Outcome.Overloaded _ -> CommandResult.Refused.of(Refusal.overloaded());
            case Outcome.Rejected(RejectReason reason, long _) ->
                new CommandResult.Refused<>(worded.apply(reason), false);
            case Outcome.Accepted _, Outcome.Repeated _ ->
                throw new IllegalStateException("this is no answer to a test order");
        };
    }

    private static CommandResult<OrderPreviewResult> of(
            PreviewAnswer answer, long sequence, long nanos, Function<RejectReason, Refusal> worded) {
        return switch (answer) {
            case PreviewAnswer.Planned(var plan) ->
                new CommandResult.Accepted<>(new OrderPreviewResult(null, plan, sequence, nanos));
            case PreviewAnswer.Repeats(var before) ->
                new CommandResult.Accepted<>(new OrderPreviewResult(before, NOTHING, sequence, nanos));
            case PreviewAnswer.Refused(var reason) -> CommandResult.Refused.of(worded.apply(reason));
            case PreviewAnswer.Quota _ -> throw new IllegalStateException("this is no preview of an order");
        };
    }
}
