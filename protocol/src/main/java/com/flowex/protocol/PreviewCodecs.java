package com.flowex.protocol;

import com.flowex.domain.OrderId;
import com.flowex.domain.PreviewResult;
import com.flowex.domain.PreviewedOrder;
import com.flowex.protocol.sbe.WireTriedPlannedDecoder;
import com.flowex.protocol.sbe.WireTriedPlannedEncoder;
import com.flowex.protocol.sbe.WireTriedRefusedDecoder;
import com.flowex.protocol.sbe.WireTriedRefusedEncoder;
import com.flowex.protocol.sbe.WireTriedRepeatsDecoder;
import com.flowex.protocol.sbe.WireTriedRepeatsEncoder;
import org.agrona.MutableDirectBuffer;

/** Encoding and decoding of order previews. Each write is beside its read. It is not thread-safe. */
final class PreviewCodecs {

    private final WireTriedPlannedEncoder planned = new WireTriedPlannedEncoder();
    private final WireTriedRefusedEncoder refused = new WireTriedRefusedEncoder();
    private final WireTriedRepeatsEncoder repeats = new WireTriedRepeatsEncoder();

    /** Writes a preview and returns the end of the body. */
    int write(Reply.Tried tried, MutableDirectBuffer buffer, int offset) {
        return switch (tried.trial()) {
            case PreviewResult.Planned(PreviewedOrder plan) -> {
                Frame.begin(planned, buffer, offset)
                        .correlationId(tried.correlationId())
                        .sequence(tried.sequence())
                        .timeNanos(tried.timeNanos());
                write(plan, planned);
                yield planned.limit();
            }
            case PreviewResult.Refused(var reason) ->
                Frame.begin(refused, buffer, offset)
                        .correlationId(tried.correlationId())
                        .sequence(tried.sequence())
                        .timeNanos(tried.timeNanos())
                        .reason(EnumMapping.REJECT_REASON.toWire(reason))
                        .limit();
            case PreviewResult.Repeats(var order) ->
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
                in.correlationId(), in.sequence(), in.timeNanos(), new PreviewResult.Planned(planOf(in)));
    }

    static Reply.Tried read(WireTriedRefusedDecoder in) {
        PreviewResult trial = new PreviewResult.Refused(EnumMapping.REJECT_REASON.toDomain(in.reason()));
        return new Reply.Tried(in.correlationId(), in.sequence(), in.timeNanos(), trial);
    }

    static Reply.Tried read(WireTriedRepeatsDecoder in) {
        PreviewResult trial = new PreviewResult.Repeats(new OrderId(in.order()));
        return new Reply.Tried(in.correlationId(), in.sequence(), in.timeNanos(), trial);
    }

    private static void write(PreviewedOrder plan, WireTriedPlannedEncoder out) {
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
                .expiry(EnumMapping.EXPIRY_REASON.toWireOrAbsent(plan.expiry()));
    }

    private static PreviewedOrder planOf(WireTriedPlannedDecoder in) {
        return new PreviewedOrder(
                IdCodecs.quantity(in.quantity()),
                IdCodecs.quantity(in.filled()),
                in.trades(),
                in.quoteUnits(),
                in.feeUnits(),
                IdCodecs.quantity(in.prevented()),
                IdCodecs.quantity(in.open()),
                in.heldUnits(),
                in.requiredUnits(),
                IdCodecs.quantity(in.expired()),
                EnumMapping.EXPIRY_REASON.toDomainOrNull(in.expiry()));
    }
}
