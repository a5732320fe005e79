package com.flowex.trading.app.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a client's order: the result is an order or a list of invalid fields. It decides nothing else.
 *
 * <p>The constructor notes all invalid fields. If there are none, the caller takes {@link #order}.
 */
public final class OrderForm {

    /** Placeholder for a refused text. {@link Fields#check} throws before it is used. */
    private static final ClientOrderId REFUSED = ClientOrderId.of("refused");

    private final ListedMarket market;
    private final ClientOrderId clientOrderId;
    private final Side side;
    private final SelfTradePrevention prevention;
    private final long quantityUnits;
    private final OrderTermsForm terms;

    /**
     * Reads the order of a request body.
     *
     * @param orderEntry order entry, which has the markets and defaults
     * @throws Refusal {@code unknown_instrument} for a market that is not listed, {@code invalid_field} naming every
     *     field that breaks a rule
     */
    public static OrderRequest read(PlaceOrderBody body, AccountId account, OrderEntryService orderEntry) {
        Fields fields = new Fields();
        OrderForm form = new OrderForm(body, account, orderEntry, fields);
        fields.check();
        return form.order(account);
    }

    /**
     * Reads an order; invalid fields are noted in {@code fields}.
     *
     * @param orderEntry order entry, which has the markets and defaults
     * @throws Refusal {@code unknown_instrument} for a market that is not listed
     */
    public OrderForm(PlaceOrderBody body, AccountId account, OrderEntryService orderEntry, Fields fields) {
        this(body, account, orderEntry, fields, true);
    }

    /** @param hasQuantity false if the quantity of the order follows from another, so that it has none of its own yet */
    OrderForm(
            PlaceOrderBody body, AccountId account, OrderEntryService orderEntry, Fields fields, boolean hasQuantity) {
        market = market(body.symbol(), account, orderEntry, fields);
        clientOrderId = clientOrderId(body.clientOrderId(), fields, orderEntry);
        side = fields.oneOf("side", body.side(), Side.class);
        prevention = prevention(body.selfTradePrevention(), account, fields, orderEntry);
        terms = new OrderTermsForm(body, market, fields);
        quantityUnits = terms.namesQuoteAmount() || !hasQuantity
                ? 0
                : new MarketFieldParser(market, fields).quantity("quantity", body.quantity());
        terms.read();
    }

    /**
     * Returns the market that an account names.
     *
     * @throws Refusal {@code invalid_field} if none is named, {@code unknown_instrument} if it is not listed
     */
    static ListedMarket market(
            @Nullable String symbol, AccountId account, OrderEntryService orderEntry, Fields fields) {
        if (symbol == null) {
            fields.refuse("symbol", "given").check();
            throw new IllegalStateException("what is refused does not pass");
        }
        return orderEntry
                .listed()
                .find(account.tenant(), symbol)
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
    }

    /** Returns the client order id of a request, or a generated one if there is none. */
    static ClientOrderId clientOrderId(@Nullable String text, Fields fields, OrderEntryService orderEntry) {
        if (text == null) {
            return orderEntry.defaults().clientOrderId();
        }
        if (!ClientOrderId.isValid(text)) {
            fields.refuse("client_order_id", ClientOrderId.RULE);
            return REFUSED;
        }
        return ClientOrderId.of(text);
    }

    /** Returns the order's self-trade prevention; the tenant's default if it is missing. */
    static SelfTradePrevention prevention(
            @Nullable String word, AccountId account, Fields fields, OrderEntryService orderEntry) {
        return word == null
                ? orderEntry.defaults().prevention(account.tenant())
                : fields.oneOf("self_trade_prevention", word, SelfTradePrevention.class);
    }

    /** Returns the order. Must be called only if no field is invalid. */
    public OrderRequest order(AccountId account) {
        OrderTerms orderTerms = terms.terms();
        return new OrderRequest(
                account,
                clientOrderId,
                market.instrument().id(),
                side,
                new Quantity(quantityUnits),
                orderTerms,
                prevention);
    }
}
