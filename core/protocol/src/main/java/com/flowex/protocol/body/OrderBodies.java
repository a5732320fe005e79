package com.flowex.protocol.body;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.protocol.sbe.WireBoolean;
import com.flowex.protocol.sbe.WireLimitDecoder;
import com.flowex.protocol.sbe.WireLimitEncoder;
import com.flowex.protocol.sbe.WireOrderRequestDecoder;
import com.flowex.protocol.sbe.WireOrderRequestEncoder;
import com.flowex.protocol.sbe.WireOrderTermsDecoder;
import com.flowex.protocol.sbe.WireOrderTermsEncoder;
import com.flowex.protocol.sbe.WireTermsKind;
import com.flowex.protocol.sbe.WireTimeInForce;
import com.flowex.protocol.sbe.WireTriggerDecoder;
import com.flowex.protocol.sbe.WireTriggerEncoder;
import com.flowex.protocol.sbe.WireTriggerKind;
import com.flowex.protocol.sbe.WireTriggerSource;
import org.jspecify.annotations.Nullable;

/**
 * Encoding and decoding of an account's order requests. Every order has every field; a field that its terms do not have
 * is absent.
 */
public final class OrderBodies {

    private OrderBodies() {}

    public static void write(OrderRequest request, WireOrderRequestEncoder out) {
        Ids.write(request.account(), out.account());
        Ids.write(request.clientOrderId(), out.clientOrderId());
        out.instrument(request.instrument().value())
                .side(EnumPair.SIDE.toWire(request.side()))
                .selfTradePrevention(EnumPair.SELF_TRADE_PREVENTION.toWire(request.selfTradePrevention()))
                .quantity(request.quantity().units());
        write(request.terms(), out.terms());
    }

    public static OrderRequest read(WireOrderRequestDecoder in) {
        return new OrderRequest(
                Ids.read(in.account()),
                Ids.read(in.clientOrderId()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                Ids.quantity(in.quantity()),
                read(in.terms()),
                EnumPair.SELF_TRADE_PREVENTION.toDomain(in.selfTradePrevention()));
    }

    private static void write(OrderTerms terms, WireOrderTermsEncoder out) {
        switch (terms) {
            case OrderTerms.Active active -> {
                writeNoTrigger(out.trigger());
                write(active, out);
            }
            case OrderTerms.Conditional(Trigger trigger, OrderTerms.Active then) -> {
                write(trigger, out.trigger());
                write(then, out);
                out.units(activationOf(trigger));
            }
            case OrderTerms.MarketByQuote(long quoteUnits) -> {
                writeNoTrigger(out.trigger());
                writeNoLimit(0, out.limit());
                out.kind(WireTermsKind.MARKET_BY_QUOTE).units(quoteUnits);
                out.slices(0).intervalNanos(0);
            }
            case OrderTerms.Twap(Price limit, int slices, long intervalNanos) -> {
                writeNoTrigger(out.trigger());
                writeNoLimit(limit.units(), out.limit());
                out.kind(WireTermsKind.TWAP).units(0);
                out.slices(slices).intervalNanos(intervalNanos);
            }
        }
    }

    private static void write(OrderTerms.Active terms, WireOrderTermsEncoder out) {
        switch (terms) {
            case OrderTerms.Limit limit -> {
                out.kind(WireTermsKind.LIMIT);
                write(limit, out.limit());
            }
            case OrderTerms.Market _ -> {
                out.kind(WireTermsKind.MARKET);
                writeNoLimit(0, out.limit());
            }
        }
        out.units(0).slices(0).intervalNanos(0);
    }

    private static OrderTerms read(WireOrderTermsDecoder in) {
        return switch (in.kind()) {
            case LIMIT -> perhapsConditional(read(in.limit()), in);
            case MARKET -> {
                requireNoLimit(0, in.limit());
                yield perhapsConditional(OrderTerms.Market.MARKET, in);
            }
            case MARKET_BY_QUOTE -> {
                requireNoTrigger(in.trigger());
                requireNoLimit(0, in.limit());
                Ids.requireZero(in.slices() | in.intervalNanos());
                yield new OrderTerms.MarketByQuote(in.units());
            }
            case TWAP -> {
                Price limit = new Price(in.limit().price());
                requireNoTrigger(in.trigger());
                requireNoLimit(limit.units(), in.limit());
                Ids.requireZero(in.units());
                yield new OrderTerms.Twap(limit, in.slices(), in.intervalNanos());
            }
            case NULL_VAL -> throw new GarbledException("the kind of an order must be set");
        };
    }

    private static OrderTerms perhapsConditional(OrderTerms.Active active, WireOrderTermsDecoder in) {
        Ids.requireZero(in.slices() | in.intervalNanos());
        Trigger trigger = readPerhaps(in.trigger(), in.units());
        return trigger == null ? active : new OrderTerms.Conditional(trigger, active);
    }

    public static void write(OrderTerms.Limit limit, WireLimitEncoder out) {
        out.price(limit.price().units())
                .expiresNanos(limit.expiresNanos())
                .display(limit.display().units())
                .timeInForce(EnumPair.TIME_IN_FORCE.toWire(limit.timeInForce()))
                .postOnly(Ids.wire(limit.postOnly()));
    }

    public static OrderTerms.Limit read(WireLimitDecoder in) {
        return new OrderTerms.Limit(
                new Price(in.price()),
                EnumPair.TIME_IN_FORCE.toDomain(in.timeInForce()),
                in.expiresNanos(),
                Ids.read(in.postOnly()),
                Ids.quantity(in.display()));
    }

    private static void writeNoLimit(long priceUnits, WireLimitEncoder out) {
        out.price(priceUnits)
                .expiresNanos(0)
                .display(0)
                .timeInForce(WireTimeInForce.NULL_VAL)
                .postOnly(WireBoolean.NO);
    }

    private static void requireNoLimit(long priceUnits, WireLimitDecoder in) {
        Ids.requireZero((in.price() ^ priceUnits) | in.expiresNanos() | in.display());
        EnumPair.TIME_IN_FORCE.requireAbsent(in.timeInForce());
        if (Ids.read(in.postOnly())) {
            throw new GarbledException("only a limit order is post-only");
        }
    }

    private static void write(Trigger trigger, WireTriggerEncoder out) {
        out.source(EnumPair.TRIGGER_SOURCE.toWire(trigger.source()));
        switch (trigger) {
            case Trigger.StopLoss stop ->
                out.kind(WireTriggerKind.STOP_LOSS).value(stop.price().units());
            case Trigger.TakeProfit profit ->
                out.kind(WireTriggerKind.TAKE_PROFIT).value(profit.price().units());
            case Trigger.TrailingAmount trailing ->
                out.kind(WireTriggerKind.TRAILING_AMOUNT)
                        .value(trailing.distance().units());
            case Trigger.TrailingRate trailing ->
                out.kind(WireTriggerKind.TRAILING_RATE).value(trailing.basisPoints());
            case Trigger.TrailingFrom from -> write(from.then(), out);
            case Trigger.TrailingFromLoss from -> {
                write(from.then(), out);
                out.kind(afterLoss(from.then()));
            }
        }
    }

    private static WireTriggerKind afterLoss(Trigger.Trailing trailing) {
        return switch (trailing) {
            case Trigger.TrailingAmount _ -> WireTriggerKind.TRAILING_AMOUNT_FROM_LOSS;
            case Trigger.TrailingRate _ -> WireTriggerKind.TRAILING_RATE_FROM_LOSS;
        };
    }

    private static Trigger read(WireTriggerDecoder in, long activation) {
        TriggerSource source = EnumPair.TRIGGER_SOURCE.toDomain(in.source());
        return switch (in.kind()) {
            case STOP_LOSS -> {
                Ids.requireZero(activation);
                yield new Trigger.StopLoss(new Price(in.value()), source);
            }
            case TAKE_PROFIT -> {
                Ids.requireZero(activation);
                yield new Trigger.TakeProfit(new Price(in.value()), source);
            }
            case TRAILING_AMOUNT -> from(activation, new Trigger.TrailingAmount(new Price(in.value()), source));
            case TRAILING_RATE -> from(activation, new Trigger.TrailingRate(basisPoints(in.value()), source));
            case TRAILING_AMOUNT_FROM_LOSS ->
                new Trigger.TrailingFromLoss(
                        new Price(activation), new Trigger.TrailingAmount(new Price(in.value()), source));
            case TRAILING_RATE_FROM_LOSS ->
                new Trigger.TrailingFromLoss(
                        new Price(activation), new Trigger.TrailingRate(basisPoints(in.value()), source));
            case NULL_VAL -> throw new GarbledException("the kind of a trigger must be set");
        };
    }

    private static int basisPoints(long value) {
        if (value != (int) value) {
            throw new GarbledException(value + " basis points");
        }
        return (int) value;
    }

    /** Returns the activation price of a trailing trigger, 0 if it has none. */
    public static long activationOf(@Nullable Trigger trigger) {
        return trigger instanceof Trigger.Activated from ? from.activation().units() : 0;
    }

    private static Trigger from(long activation, Trigger.Trailing trailing) {
        return activation == 0 ? trailing : new Trigger.TrailingFrom(new Price(activation), trailing);
    }

    public static void writePerhaps(@Nullable Trigger trigger, WireTriggerEncoder out) {
        if (trigger == null) {
            writeNoTrigger(out);
        } else {
            write(trigger, out);
        }
    }

    /** @param activation activation price of a trailing trigger, 0 if it has none */
    public static @Nullable Trigger readPerhaps(WireTriggerDecoder in, long activation) {
        if (in.kindRaw() == WireTriggerKind.NULL_VAL.value()) {
            requireNoTrigger(in);
            Ids.requireZero(activation);
            return null;
        }
        return read(in, activation);
    }

    private static void writeNoTrigger(WireTriggerEncoder out) {
        out.kind(WireTriggerKind.NULL_VAL).source(WireTriggerSource.NULL_VAL).value(0);
    }

    /** Compares raw numbers, because every limit order passes here. */
    private static void requireNoTrigger(WireTriggerDecoder in) {
        Ids.requireZero((in.kindRaw() ^ WireTriggerKind.NULL_VAL.value())
                | (in.sourceRaw() ^ WireTriggerSource.NULL_VAL.value())
                | in.value());
    }
}
