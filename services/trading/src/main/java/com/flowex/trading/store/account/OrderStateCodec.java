package com.flowex.trading.store.account;

import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.trading.store.order.OrderProgress;
import com.flowex.trading.store.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/** Codec for requests and progress of orders in a packed form, without the account. */
final class OrderStateCodec {

    private static final int LIMIT = 0;
    private static final int MARKET = 1;
    private static final int BY_QUOTE = 2;
    private static final int CONDITIONAL = 3;
    private static final int TWAP = 4;

    private static final int STOP_LOSS = 0;
    private static final int TAKE_PROFIT = 1;
    private static final int TRAILING_AMOUNT = 2;
    private static final int TRAILING_RATE = 3;
    private static final int TRAILING_FROM = 4;
    private static final int TRAILING_FROM_LOSS = 5;

    private OrderStateCodec() {}

    static void write(VarintCodec.Writer out, OrderRequest request) {
        out.text(request.clientOrderId().toString());
        out.number(request.instrument().value());
        out.word(request.side());
        out.number(request.quantity().units());
        write(out, request.terms());
        out.word(request.selfTradePrevention());
    }

    static OrderRequest request(VarintCodec.Reader in, AccountId account) {
        return new OrderRequest(
                account,
                ClientOrderId.of(in.text()),
                new InstrumentId(in.index()),
                in.word(Side.class),
                new Quantity(in.number()),
                terms(in),
                in.word(SelfTradePrevention.class));
    }

    private static void write(VarintCodec.Writer out, OrderTerms terms) {
        switch (terms) {
            case OrderTerms.Limit limit -> {
                out.number(LIMIT);
                out.number(limit.price().units());
                out.word(limit.timeInForce());
                out.number(limit.expiresNanos());
                out.flag(limit.postOnly());
                out.number(limit.display().units());
            }
            case OrderTerms.Market _ -> out.number(MARKET);
            case OrderTerms.MarketByQuote(long quote) -> {
                out.number(BY_QUOTE);
                out.number(quote);
            }
            case OrderTerms.Conditional(Trigger trigger, OrderTerms.Active then) -> {
                out.number(CONDITIONAL);
                write(out, trigger);
                write(out, then);
            }
            case OrderTerms.Twap(Price limit, int slices, long intervalNanos) -> {
                out.number(TWAP);
                out.number(limit.units());
                out.number(slices);
                out.number(intervalNanos);
            }
        }
    }

    private static OrderTerms terms(VarintCodec.Reader in) {
        int kind = in.index();
        return switch (kind) {
            case LIMIT ->
                new OrderTerms.Limit(
                        new Price(in.number()),
                        in.word(TimeInForce.class),
                        in.number(),
                        in.flag(),
                        new Quantity(in.number()));
            case MARKET -> OrderTerms.Market.MARKET;
            case BY_QUOTE -> new OrderTerms.MarketByQuote(in.number());
            case CONDITIONAL -> new OrderTerms.Conditional(trigger(in), (OrderTerms.Active) terms(in));
            case TWAP -> new OrderTerms.Twap(new Price(in.number()), in.index(), in.number());
            default -> throw unknown("terms", kind);
        };
    }

    private static void write(VarintCodec.Writer out, Trigger trigger) {
        switch (trigger) {
            case Trigger.StopLoss(Price price, TriggerSource source) -> write(out, STOP_LOSS, price.units(), source);
            case Trigger.TakeProfit(Price price, TriggerSource source) ->
                write(out, TAKE_PROFIT, price.units(), source);
            case Trigger.TrailingAmount(Price distance, TriggerSource source) ->
                write(out, TRAILING_AMOUNT, distance.units(), source);
            case Trigger.TrailingRate(int basisPoints, TriggerSource source) ->
                write(out, TRAILING_RATE, basisPoints, source);
            case Trigger.TrailingFrom(Price activation, Trigger.Trailing then) -> {
                write(out, TRAILING_FROM, activation.units(), then.source());
                write(out, then);
            }
            case Trigger.TrailingFromLoss(Price activation, Trigger.Trailing then) -> {
                write(out, TRAILING_FROM_LOSS, activation.units(), then.source());
                write(out, then);
            }
        }
    }

    private static void write(VarintCodec.Writer out, int kind, long units, TriggerSource source) {
        out.number(kind);
        out.number(units);
        out.word(source);
    }

    private static Trigger trigger(VarintCodec.Reader in) {
        int kind = in.index();
        long units = in.number();
        TriggerSource source = in.word(TriggerSource.class);
        return switch (kind) {
            case STOP_LOSS -> new Trigger.StopLoss(new Price(units), source);
            case TAKE_PROFIT -> new Trigger.TakeProfit(new Price(units), source);
            case TRAILING_AMOUNT -> new Trigger.TrailingAmount(new Price(units), source);
            case TRAILING_RATE -> new Trigger.TrailingRate(Math.toIntExact(units), source);
            case TRAILING_FROM -> new Trigger.TrailingFrom(new Price(units), (Trigger.Trailing) trigger(in));
            case TRAILING_FROM_LOSS -> new Trigger.TrailingFromLoss(new Price(units), (Trigger.Trailing) trigger(in));
            default -> throw unknown("trigger", kind);
        };
    }

    /**
     * Writes the progress of an order. Sequences and times close to those of the event take few bytes.
     *
     * @param sequence sequence of the event after which the order has this progress
     * @param timeNanos log time of that event
     */
    static void write(VarintCodec.Writer out, OrderProgress progress, long sequence, long timeNanos) {
        out.number(progress.quantityUnits());
        out.number(progress.remainingUnits());
        out.number(progress.preventedUnits());
        out.number(progress.visibleUnits());
        out.big(progress.filledQuoteUnits());
        out.big(progress.feeUnits());
        out.big(progress.rebateUnits());
        out.number(progress.triggeredUnits());
        out.number(progress.triggeredNanos());
        out.number(progress.extremeUnits());
        out.number(progress.slicesStarted());
        out.number(progress.companion());
        out.number(progress.restedSequence() == 0 ? 0 : sequence - progress.restedSequence() + 1);
        out.word(progress.status());
        write(out, progress.expiryReason());
        write(out, progress.cancelReason());
        out.number(sequence - progress.sequence());
        out.number(timeNanos - progress.updatedNanos());
    }

    static OrderProgress progress(VarintCodec.Reader in, long sequence, long timeNanos) {
        return new OrderProgress(
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.big(),
                in.big(),
                in.big(),
                in.number(),
                in.number(),
                in.number(),
                in.index(),
                in.number(),
                rested(in.number(), sequence),
                in.word(OrderStatus.class),
                in.flag() ? in.word(ExpiryReason.class) : null,
                in.flag() ? in.word(CancelReason.class) : null,
                sequence - in.number(),
                timeNanos - in.number());
    }

    private static long rested(long back, long sequence) {
        return back == 0 ? 0 : sequence - back + 1;
    }

    private static void write(VarintCodec.Writer out, @Nullable Enum<?> reason) {
        out.flag(reason != null);
        if (reason != null) {
            out.word(reason);
        }
    }

    private static IllegalStateException unknown(String subject, int kind) {
        return new IllegalStateException(subject + " of kind " + kind + ": bytes of no version of ours");
    }
}
