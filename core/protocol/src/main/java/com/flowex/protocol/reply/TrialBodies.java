package com.flowex.protocol.reply;

import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.order.OrderQuotaUsage;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.value.OrderId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.sbe.WireTriedPlannedDecoder;
import com.flowex.protocol.sbe.WireTriedPlannedEncoder;
import com.flowex.protocol.sbe.WireTriedQuotaDecoder;
import com.flowex.protocol.sbe.WireTriedQuotaEncoder;
import com.flowex.protocol.sbe.WireTriedRefusedDecoder;
import com.flowex.protocol.sbe.WireTriedRefusedEncoder;
import com.flowex.protocol.sbe.WireTriedRepeatsDecoder;
import com.flowex.protocol.sbe.WireTriedRepeatsEncoder;
import org.agrona.MutableDirectBuffer;

/** Encoding and decoding of previews. Each write is beside its read. It is not thread-safe. */
final class TrialBodies {

    private final WireTriedPlannedEncoder planned = new WireTriedPlannedEncoder();
    private final WireTriedRefusedEncoder refused = new WireTriedRefusedEncoder();
    private final WireTriedQuotaEncoder quota = new WireTriedQuotaEncoder();
    private final WireTriedRepeatsEncoder repeats = new WireTriedRepeatsEncoder();

    /** Writes a preview and returns the end of the body. */
    int write(Reply.Tried tried, MutableDirectBuffer buffer, int offset) {
        return switch (tried.trial()) {
            case PreviewAnswer.Planned(OrderPlan plan) -> {
                Frame.begin(planned, buffer, offset)
                        .correlationId(tried.correlationId())
                        .sequence(tried.sequence())
                        .timeNanos(tried.timeNanos());
                write(plan, planned);
                yield planned.limit();
            }
            case PreviewAnswer.Refused(var reason) ->
                Frame.begin(refused, buffer, offset)
                        .correlationId(tried.correlationId())
                        .sequence(tried.sequence())
                        .timeNanos(tried.timeNanos())
                        .reason(EnumPair.REJECT_REASON.toWire(reason))
                        .limit();
            case PreviewAnswer.Quota(var usage) ->
                Frame.begin(quota, buffer, offset)
                        .correlationId(tried.correlationId())
                        .sequence(tried.sequence())
                        .timeNanos(tried.timeNanos())
                        .openOrders(usage.openOrders())
                        .openOrdersMax(usage.openOrdersMax())
                        .clientOrderIds(usage.clientOrderIds())
                        .clientOrderIdsMax(usage.clientOrderIdsMax())
                        .limit();
            case PreviewAnswer.Repeats(var order) ->
                Frame.begin(repeats, buffer, offset)
                        .correlationId(tried.correlationId())
                        .sequence(tried.sequence())
                        .timeNanos(tried.timeNanos())
                        .order(order.value())
                        .limit();
        };
    }

    static Reply.Tried read(WireTriedPlannedDecoder in) {
        return new Reply.Tried(
                in.correlationId(), in.sequence(), in.timeNanos(), new PreviewAnswer.Planned(planOf(in)));
    }

    static Reply.Tried read(WireTriedRefusedDecoder in) {
        PreviewAnswer trial = new PreviewAnswer.Refused(EnumPair.REJECT_REASON.toDomain(in.reason()));
        return new Reply.Tried(in.correlationId(), in.sequence(), in.timeNanos(), trial);
    }

    static Reply.Tried read(WireTriedQuotaDecoder in) {
        OrderQuotaUsage usage =
                new OrderQuotaUsage(in.openOrders(), in.openOrdersMax(), in.clientOrderIds(), in.clientOrderIdsMax());
        return new Reply.Tried(in.correlationId(), in.sequence(), in.timeNanos(), new PreviewAnswer.Quota(usage));
    }

    static Reply.Tried read(WireTriedRepeatsDecoder in) {
        PreviewAnswer trial = new PreviewAnswer.Repeats(new OrderId(in.order()));
        return new Reply.Tried(in.correlationId(), in.sequence(), in.timeNanos(), trial);
    }

    private static void write(OrderPlan plan, WireTriedPlannedEncoder out) {
        out.quantity(plan.quantity().units())
                .filled(plan.filled().units())
                .trades(plan.trades())
                .quoteUnits(plan.quoteUnits())
                .feeUnits(plan.feeUnits())
                .prevented(plan.prevented().units())
                .open(plan.open().units())
                .heldUnits(plan.heldUnits())
                .requiredUnits(plan.requiredUnits())
                .expired(plan.expired().units())
                .expiry(EnumPair.EXPIRY_REASON.toWireOrAbsent(plan.expiry()));
    }

    private static OrderPlan planOf(WireTriedPlannedDecoder in) {
        return new OrderPlan(
                Ids.quantity(in.quantity()),
                Ids.quantity(in.filled()),
                in.trades(),
                in.quoteUnits(),
                in.feeUnits(),
                Ids.quantity(in.prevented()),
                Ids.quantity(in.open()),
                in.heldUnits(),
                in.requiredUnits(),
                Ids.quantity(in.expired()),
                EnumPair.EXPIRY_REASON.toDomainOrNull(in.expiry()));
    }
}
