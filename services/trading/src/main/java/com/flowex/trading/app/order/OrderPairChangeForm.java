package com.flowex.trading.app.order;

import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.store.order.TrackedOrder;
import org.jspecify.annotations.Nullable;

/** Reader of a client's request to change both orders of a pair. A field that an order does not have is refused. */
public final class OrderPairChangeForm {

    private static final LimitChange SAME_LIMIT = new LimitChange(null, null, null, null, null);
    private static final StopChange SAME_STOP = new StopChange(null, null, null, null, null);

    /** The body of {@code PATCH /api/trading/orders/{id}/pair} as sent; a field left out stays as it is. */
    public record Body(
            @Nullable String quantity,
            @Nullable LimitChange limit,
            @Nullable StopChange stop) {}

    /** Change of the first order: a limit order, or a take-profit. */
    public record LimitChange(
            @Nullable String price,
            @Nullable String stopPrice,
            @Nullable String trailingAmount,
            @Nullable Integer trailingBps,
            @Nullable String activationPrice) {}

    /** Change of the conditional order. */
    public record StopChange(
            @Nullable String price,
            @Nullable String stopPrice,
            @Nullable String trailingAmount,
            @Nullable Integer trailingBps,
            @Nullable String activationPrice) {}

    private OrderPairChangeForm() {}

    /**
     * Reads a change.
     *
     * @param first the first order of the pair as it is now
     * @param second the stop as it is now
     * @throws Refusal {@code invalid_field} naming every field that breaks a rule
     */
    public static PairChange read(Body body, TrackedOrder first, TrackedOrder second, ListedMarket market) {
        Fields fields = new Fields();
        LimitChange limit = body.limit() == null ? SAME_LIMIT : body.limit();
        StopChange stop = body.stop() == null ? SAME_STOP : body.stop();
        OrderChangeForm limitForm = new OrderChangeForm(alone(limit), first, market, fields.under("limit"));
        OrderChangeForm stopForm = new OrderChangeForm(alone(stop), second, market, fields.under("stop"));
        Quantity quantity = quantity(body.quantity(), new MarketFieldParser(market, fields));
        Price price = limitForm.price();
        Trigger firstTrigger = limitForm.namedTrigger();
        Trigger trigger = stopForm.namedTrigger();
        Price stopLimit = stopForm.price();
        if (body.quantity() == null && limit.equals(SAME_LIMIT) && stop.equals(SAME_STOP)) {
            fields.refuse("quantity", "given, or a field of limit or stop that is to change");
        }
        fields.check();
        return new PairChange(price, firstTrigger, quantity, trigger, stopLimit);
    }

    private static OrderChangeForm.Body alone(LimitChange limit) {
        return new OrderChangeForm.Body(
                limit.price(),
                null,
                limit.stopPrice(),
                limit.trailingAmount(),
                limit.trailingBps(),
                limit.activationPrice(),
                null);
    }

    private static OrderChangeForm.Body alone(StopChange stop) {
        return new OrderChangeForm.Body(
                stop.price(),
                null,
                stop.stopPrice(),
                stop.trailingAmount(),
                stop.trailingBps(),
                stop.activationPrice(),
                null);
    }

    private static @Nullable Quantity quantity(@Nullable String text, MarketFieldParser amounts) {
        long units = text == null ? 0 : amounts.quantity("quantity", text);
        return units == 0 ? null : new Quantity(units);
    }
}
