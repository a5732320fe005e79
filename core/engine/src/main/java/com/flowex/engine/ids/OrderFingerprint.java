package com.flowex.engine.ids;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.ClientOrderId;

/**
 * Fingerprint of an order: 64 bits over everything but its account and id. It is equal for a repetition and different
 * otherwise.
 */
public final class OrderFingerprint {

    private OrderFingerprint() {}

    public static long of(OrderRequest request) {
        long print = HashMixing.mix(HashMixing.SEED, request.instrument().value());
        print = HashMixing.mix(print, request.side() == Side.BUY ? 1 : 2);
        print = HashMixing.mix(print, request.quantity().units());
        print = of(print, request.terms());
        SelfTradePrevention mode = request.selfTradePrevention();
        // An order without prevention has the same fingerprint as before prevention existed.
        return mode == SelfTradePrevention.NONE ? print : HashMixing.mix(print, 100 + code(mode));
    }

    /** Returns the fingerprint of an order with effects on debts, which differs from that of the same with others. */
    public static long of(OrderRequest request, DebtEffects effects) {
        long print = of(request);
        if (effects.areNone()) {
            return print;
        }
        int withoutReturn = !effects.repays() ? 16 : effects.borrows() ? 18 : 17;
        int withReturn = effects.repays() ? 21 : 20;
        return HashMixing.mix(print, effects.returns() ? withReturn : withoutReturn);
    }

    /** Returns the fingerprint of a pair, a working order or what is pending, with effects on debts. */
    public static long withEffects(long print, DebtEffects effects) {
        int code = (effects.borrows() ? 1 : 0) + (effects.repays() ? 2 : 0) + (effects.returns() ? 3 : 0);
        return HashMixing.mix(print, 22 + code);
    }

    /** Returns the fingerprint of a pair: both orders, and the id of the second. */
    public static long of(OrderRequest limit, OrderRequest stop) {
        ClientOrderId id = stop.clientOrderId();
        long print = HashMixing.mix(of(limit), of(stop));
        return HashMixing.mix(
                HashMixing.mix(HashMixing.mix(HashMixing.mix(print, id.w0()), id.w1()), id.w2()), id.w3());
    }

    /** Returns the fingerprint of linked orders, which differs from that of a pair of the same orders. */
    public static long ofLinked(OrderRequest working, OrderRequest pending) {
        return HashMixing.mix(of(working, pending), 14);
    }

    /** Returns the fingerprint of a working order and its pending pair: all three orders, and the ids of the last two. */
    public static long ofLinked(OrderRequest working, OrderRequest limit, OrderRequest stop) {
        return HashMixing.mix(HashMixing.mix(of(working, limit), of(limit, stop)), 15);
    }

    /** Returns the fingerprint of linked orders of which the working one pays, from that of the same without payment. */
    public static long ofPaying(long linked) {
        return HashMixing.mix(linked, 19);
    }

    private static long of(long print, OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Market() -> HashMixing.mix(print, 1);
            case OrderTerms.Limit limit -> of(print, limit);
            case OrderTerms.MarketByQuote(var quoteUnits) -> HashMixing.mix(HashMixing.mix(print, 11), quoteUnits);
            case OrderTerms.Conditional(var trigger, var then) -> of(of(HashMixing.mix(print, 12), trigger), then);
            case OrderTerms.Twap(var limit, var slices, var interval) ->
                HashMixing.mix(
                        HashMixing.mix(HashMixing.mix(HashMixing.mix(print, 13), limit.units()), slices), interval);
        };
    }

    private static long of(long print, OrderTerms.Limit limit) {
        long timeInForce =
                switch (limit.timeInForce()) {
                    case GTC -> 2;
                    case IOC -> 3;
                    case FOK -> 4;
                    case GTD -> 5;
                };
        long terms = HashMixing.mix(print, limit.postOnly() ? -timeInForce : timeInForce);
        long plain = HashMixing.mix(terms, limit.price().units());
        boolean isPlain = limit.expiresNanos() == 0 && !limit.isIceberg();
        return isPlain
                ? plain
                : HashMixing.mix(
                        HashMixing.mix(plain, limit.expiresNanos()),
                        limit.display().units());
    }

    private static long of(long print, Trigger trigger) {
        return switch (trigger) {
            case Trigger.StopLoss(var price, var source) -> of(print, 1, source, price.units());
            case Trigger.TakeProfit(var price, var source) -> of(print, 2, source, price.units());
            case Trigger.TrailingAmount(var distance, var source) -> of(print, 3, source, distance.units());
            case Trigger.TrailingRate(var basisPoints, var source) -> of(print, 4, source, basisPoints);
            case Trigger.TrailingFrom(var from, var then) -> of(of(print, 5, then.source(), from.units()), then);
            case Trigger.TrailingFromLoss(var from, var then) -> of(of(print, 6, then.source(), from.units()), then);
        };
    }

    private static long of(long print, int kind, TriggerSource source, long units) {
        int watched =
                switch (source) {
                    case LAST_TRADE -> 0;
                    case BEST_PRICE -> 1;
                };
        return HashMixing.mix(HashMixing.mix(print, 2 * kind + watched), units);
    }

    private static int code(SelfTradePrevention mode) {
        return switch (mode) {
            case NONE -> 0;
            case EXPIRE_TAKER -> 1;
            case EXPIRE_MAKER -> 2;
            case EXPIRE_BOTH -> 3;
            case DECREMENT -> 4;
            case TRANSFER -> 5;
        };
    }
}
