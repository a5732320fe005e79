package com.flowex.trading.app.order;

import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.trading.store.order.OrderCodes;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client's request to change an open order. A field that does not apply to the order's type is refused. */
public final class OrderChangeForm {

    /** The request body. */
    public record Body(
            @Nullable String price,
            @Nullable String quantity,
            @Nullable String stopPrice,
            @Nullable String trailingAmount,
            @Nullable Integer trailingBps,
            @Nullable String activationPrice,
            @Nullable String displayQuantity) {

        private boolean isEmpty() {
            return price == null && quantity == null && displayQuantity == null && !namesTrigger();
        }

        private boolean namesTrigger() {
            return stopPrice != null || trailingAmount != null || trailingBps != null || activationPrice != null;
        }
    }

    private final Body body;
    private final OrderId id;
    private final AccountId account;
    private final OrderTerms terms;
    private final InstrumentId market;
    private final Fields fields;
    private final MarketFieldParser amounts;

    /** Creates the request to change an order of this market. */
    public OrderChangeForm(Body body, TrackedOrder order, ListedMarket of) {
        this(body, order, of, new Fields());
    }

    /** @param fields collector of the invalid fields, which the caller checks */
    OrderChangeForm(Body body, TrackedOrder order, ListedMarket of, Fields fields) {
        this.fields = fields;
        this.body = body;
        this.id = order.id();
        this.account = order.request().account();
        this.terms = order.request().terms();
        this.market = order.request().instrument();
        this.amounts = new MarketFieldParser(of, fields);
    }

    /** Sends the change to the engine. */
    public CommandResult<CommittedEvents> submit(OrderEntryService orderEntry) {
        boolean isOfBook = !(terms instanceof OrderTerms.Conditional) && body.displayQuantity() == null;
        return isOfBook && !body.namesTrigger() ? ofPriceAndQuantity(orderEntry) : ofAnything(orderEntry);
    }

    private CommandResult<CommittedEvents> ofPriceAndQuantity(OrderEntryService orderEntry) {
        boolean keepsPrice = body.price() == null;
        boolean keepsQuantity = body.quantity() == null && !keepsPrice;
        long quantity = keepsQuantity ? 0 : amounts.quantity("quantity", body.quantity());
        long price = keepsPrice ? 0 : amounts.price("price", body.price());
        fields.check();
        if (keepsQuantity) {
            return orderEntry.reprice(account, id, new Price(price), market);
        }
        return keepsPrice
                ? orderEntry.reduce(account, id, new Quantity(quantity), market)
                : orderEntry.amend(account, id, new Price(price), new Quantity(quantity), market);
    }

    private CommandResult<CommittedEvents> ofAnything(OrderEntryService orderEntry) {
        OrderChange change = change();
        if (body.isEmpty()) {
            fields.refuse("quantity", "given, or another field that is to change");
        }
        fields.check();
        return orderEntry.revise(account, id, Objects.requireNonNull(change), market);
    }

    /** Reads the whole change; null if nothing is named, or all that is named is wrong, which is noted. */
    @Nullable
    OrderChange change() {
        Trigger trigger = namedTrigger();
        Price price = price();
        Quantity quantity = quantity("quantity", body.quantity());
        Quantity display = display();
        boolean isEmpty = price == null && quantity == null && trigger == null && display == null;
        return isEmpty ? null : new OrderChange(price, quantity, trigger, display);
    }

    /** Reads the trigger; null if none is named or it is wrong, which is noted. */
    @Nullable
    Trigger namedTrigger() {
        return body.namesTrigger() ? trigger() : null;
    }

    /** Reads the limit price; null if none is named or it is wrong, which is noted. */
    @Nullable
    Price price() {
        String text = body.price();
        if (text != null && OrderCodes.limitOf(terms).isEmpty()) {
            leftOut("price");
            return null;
        }
        return priceOf("price", text);
    }

    /** Null if it is left out or wrong, which is noted. */
    private @Nullable Price priceOf(String field, @Nullable String text) {
        long units = text == null ? 0 : amounts.price(field, text);
        return units == 0 ? null : new Price(units);
    }

    /** Null if it is left out or wrong, which is noted. */
    private @Nullable Quantity quantity(String field, @Nullable String text) {
        long units = text == null ? 0 : amounts.quantity(field, text);
        return units == 0 ? null : new Quantity(units);
    }

    private @Nullable Quantity display() {
        String text = body.displayQuantity();
        if (text != null
                && OrderCodes.limitOf(terms).filter(OrderTerms.Limit::isIceberg).isEmpty()) {
            leftOut("display_quantity");
            return null;
        }
        return quantity("display_quantity", text);
    }

    private void leftOut(String field) {
        fields.refuse(field, "left out of a change of an order of type " + OrderCodes.typeOf(terms));
    }

    /** The order's own trigger at another price or distance; null if that is wrong, which is noted. */
    private @Nullable Trigger trigger() {
        Trigger trigger = terms instanceof OrderTerms.Conditional conditional ? conditional.trigger() : null;
        return switch (trigger) {
            case Trigger.StopLoss stop -> {
                Price price = fixed();
                yield price == null ? null : new Trigger.StopLoss(price, stop.source());
            }
            case Trigger.TakeProfit take -> {
                Price price = fixed();
                yield price == null ? null : new Trigger.TakeProfit(price, take.source());
            }
            case Trigger.Trailing trailing -> distance(trailing, "");
            case Trigger.Activated activated -> {
                Trigger.Trailing trailing = distance(activated.then(), "activation_price");
                Price changed = body.activationPrice() == null
                        ? activated.activation()
                        : priceOf("activation_price", body.activationPrice());
                yield trailing == null || changed == null ? null : activated.with(changed, trailing);
            }
            case null -> {
                refuseOthers();
                yield null;
            }
        };
    }

    /** The distance that is named, else as it is; null if it is wrong, which is noted. */
    private Trigger.@Nullable Trailing distance(Trigger.Trailing trailing, String beside) {
        return switch (trailing) {
            case Trigger.TrailingAmount amount -> {
                refuseOthers("trailing_amount", beside);
                Price distance = body.trailingAmount() == null
                        ? amount.distance()
                        : priceOf("trailing_amount", body.trailingAmount());
                yield distance == null ? null : new Trigger.TrailingAmount(distance, amount.source());
            }
            case Trigger.TrailingRate rate -> {
                refuseOthers("trailing_bps", beside);
                Integer bps = body.trailingBps();
                yield new Trigger.TrailingRate(
                        bps == null
                                ? rate.basisPoints()
                                : fields.within("trailing_bps", bps, 1, Trigger.TrailingRate.BASIS_POINTS_MAX),
                        rate.source());
            }
        };
    }

    private @Nullable Price fixed() {
        refuseOthers("stop_price");
        return priceOf("stop_price", body.stopPrice());
    }

    private void refuseOthers(String... its) {
        List<String> own = List.of(its);
        refuseOther("stop_price", body.stopPrice(), own);
        refuseOther("trailing_amount", body.trailingAmount(), own);
        refuseOther("trailing_bps", body.trailingBps(), own);
        refuseOther("activation_price", body.activationPrice(), own);
    }

    private void refuseOther(String field, @Nullable Object value, List<String> own) {
        if (value != null && !own.contains(field)) {
            leftOut(field);
        }
    }
}
