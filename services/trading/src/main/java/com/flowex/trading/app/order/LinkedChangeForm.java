package com.flowex.trading.app.order;

import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.store.order.TrackedOrder;
import org.jspecify.annotations.Nullable;

/** Reader of a client's request to change two linked orders. A field that the pending order does not have is refused. */
public final class LinkedChangeForm {

    private static final WorkingChange SAME_WORKING = new WorkingChange(null, null);
    private static final OrderChangeForm.Body SAME_PENDING =
            new OrderChangeForm.Body(null, null, null, null, null, null, null);

    /** The body of {@code PATCH /api/trading/orders/{id}/linked} as sent; a field left out stays as it is. */
    public record Body(@Nullable WorkingChange working, OrderChangeForm.@Nullable Body pending) {}

    /** Change of the working order. */
    public record WorkingChange(
            @Nullable String price, @Nullable String quantity) {}

    private LinkedChangeForm() {}

    /**
     * Reads a change.
     *
     * @param present the pending order as it is now
     * @throws Refusal {@code invalid_field} naming every field that breaks a rule
     */
    public static LinkedChange read(Body body, TrackedOrder present, ListedMarket market) {
        Fields fields = new Fields();
        WorkingChange working = body.working() == null ? SAME_WORKING : body.working();
        OrderChangeForm.Body pending = body.pending() == null ? SAME_PENDING : body.pending();
        MarketFieldParser ofWorking = new MarketFieldParser(market, fields.under("working"));
        long price = working.price() == null ? 0 : ofWorking.price("price", working.price());
        long quantity = working.quantity() == null ? 0 : ofWorking.quantity("quantity", working.quantity());
        OrderChange change = new OrderChangeForm(pending, present, market, fields.under("pending")).change();
        if (working.equals(SAME_WORKING) && pending.equals(SAME_PENDING)) {
            fields.under("working").refuse("price", "given, or another field that is to change");
        }
        fields.check();
        return new LinkedChange(
                price == 0 ? null : new Price(price), quantity == 0 ? null : new Quantity(quantity), change);
    }
}
