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

    /** The body of {@code PATCH /api/trading/orders/{id}/pair} as sent; a field left out stays as it is. */
    public record Body(
            @Nullable String quantity,
            @Nullable LegChange limit,
            @Nullable LegChange stop) {}

    /** Change of one order. */
    public record LegChange(
            @Nullable String price,
            @Nullable String stopPrice,
            @Nullable String trailingAmount,
            @Nullable Integer trailingBps,
            @Nullable String activationPrice) {

        private static final LegChange NONE = new LegChange(null, null, null, null, null);

        /** Returns the change in the form of a single order's. */
        OrderChangeForm.Body alone() {
            return new OrderChangeForm.Body(price, null, stopPrice, trailingAmount, trailingBps, activationPrice, null);
        }
    }

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
        LegChange limit = body.limit() == null ? LegChange.NONE : body.limit();
        LegChange stop = body.stop() == null ? LegChange.NONE : body.stop();
        OrderChangeForm limitForm = new OrderChangeForm(limit.alone(), first, market, fields.under("limit"));
        OrderChangeForm stopForm = new OrderChangeForm(stop.alone(), second, market, fields.under("stop"));
        Quantity quantity = quantity(body.quantity(), new MarketFieldParser(market, fields));
        Price price = limitForm.price();
        Trigger firstTrigger = limitForm.namedTrigger();
        Trigger trigger = stopForm.namedTrigger();
        Price stopLimit = stopForm.price();
        if (body.quantity() == null && limit.equals(LegChange.NONE) && stop.equals(LegChange.NONE)) {
            fields.refuse("quantity", "given, or a field of limit or stop that is to change");
        }
        fields.check();
        return new PairChange(price, firstTrigger, quantity, trigger, stopLimit);
    }

    private static @Nullable Quantity quantity(@Nullable String text, MarketFieldParser amounts) {
        long units = text == null ? 0 : amounts.quantity("quantity", text);
        return units == 0 ? null : new Quantity(units);
    }
}
