package com.flowex.trading.app.order;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.Set;

/**
 * Reader of a request for an OCO pair, in which each order cancels the other. The result is one command, or a list of
 * invalid fields.
 */
public final class OrderPairForm {

    private static final Set<String> STOPS =
            Set.of(OrderKind.STOP_LOSS.code(), OrderKind.STOP_LOSS_LIMIT.code(), OrderKind.TRAILING_STOP.code());

    private static final PlacePairBody.LimitBody NO_LIMIT =
            new PlacePairBody.LimitBody(null, null, null, null, null, null, null, null, null, null, null, null);

    private static final PlacePairBody.StopBody NO_STOP =
            new PlacePairBody.StopBody(null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final Set<String> FIRSTS = Set.of(
            OrderKind.LIMIT.code(),
            OrderKind.ICEBERG.code(),
            OrderKind.TAKE_PROFIT.code(),
            OrderKind.TAKE_PROFIT_LIMIT.code(),
            OrderKind.TRAILING_STOP.code());

    /**
     * Both orders, with every field valid.
     *
     * @param effects effects of the pair on debts
     */
    public record RequestedPair(OrderRequest limit, OrderRequest stop, DebtEffects effects) {}

    /** Reader of a pair whose invalid fields are noted and not yet refused. */
    interface Draft {

        /** Returns both orders. Must be called only if no field is invalid. */
        RequestedPair pair();
    }

    private OrderPairForm() {}

    /**
     * Reads a pair.
     *
     * @param orderEntry order entry, which has the markets and defaults
     * @throws Refusal {@code unknown_instrument} for a market that is not listed, {@code invalid_field} naming every
     *     field that breaks a rule
     */
    public static RequestedPair read(PlacePairBody body, AccountId account, OrderEntryService orderEntry) {
        Fields fields = new Fields();
        Draft draft = draft(body, account, orderEntry, fields);
        fields.check();
        return draft.pair();
    }

    /**
     * Reads a pair; invalid fields are noted in {@code fields}.
     *
     * @throws Refusal {@code unknown_instrument} for a market that is not listed
     */
    static Draft draft(PlacePairBody body, AccountId account, OrderEntryService orderEntry, Fields fields) {
        return draft(body, account, orderEntry, fields, true);
    }

    /** @param hasQuantity false if the quantity of both follows from another order, so that they have none of their own yet */
    static Draft draft(
            PlacePairBody body, AccountId account, OrderEntryService orderEntry, Fields fields, boolean hasQuantity) {
        Fields limitFields = fields.under("limit");
        Fields stopFields = fields.under("stop");
        ListedMarket market = OrderForm.market(body.symbol(), account, orderEntry, fields);
        PlacePairBody.LimitBody limit = body.limit() == null ? NO_LIMIT : body.limit();
        PlacePairBody.StopBody stop = body.stop() == null ? NO_STOP : body.stop();
        Side side = fields.oneOf("side", body.side(), Side.class);
        Quantity quantity = hasQuantity
                ? new Quantity(Math.max(0, new MarketFieldParser(market, fields).quantity("quantity", body.quantity())))
                : Quantity.ZERO;
        SelfTradePrevention prevention = OrderForm.prevention(body.selfTradePrevention(), account, fields, orderEntry);
        ClientOrderId limitId = OrderForm.clientOrderId(limit.clientOrderId(), limitFields, orderEntry);
        ClientOrderId stopId = OrderForm.clientOrderId(stop.clientOrderId(), stopFields, orderEntry);
        OrderPairChecks.requireIdsOfBoth("limit", limitFields, limit.clientOrderId(), stopFields, stop.clientOrderId());
        OrderTermsForm limitTerms = limitTerms(limit, body.limitAlone(limit), market, limitFields);
        OrderTermsForm stopTerms = stopTerms(body.stopAlone(stop), market, stopFields);
        body.effectFields().check(fields);
        return () -> new RequestedPair(
                new OrderRequest(
                        account, limitId, market.instrument().id(), side, quantity, limitTerms.terms(), prevention),
                new OrderRequest(
                        account, stopId, market.instrument().id(), side, quantity, stopTerms.terms(), prevention),
                body.effectFields().effects());
    }

    private static OrderTermsForm limitTerms(
            PlacePairBody.LimitBody limit, PlaceOrderBody alone, ListedMarket market, Fields fields) {
        OrderTermsForm terms = new OrderTermsForm(alone, market, fields);
        if (limit.type() != null && !FIRSTS.contains(limit.type())) {
            fields.refuse("type", "limit, iceberg, take_profit, take_profit_limit, trailing_stop or left out");
            return terms;
        }
        terms.read();
        if (!limit.waits() && !OrderPairChecks.mayRest(alone.timeInForce())) {
            fields.refuse("time_in_force", "gtc, gtd or left out: it rests");
        }
        return terms;
    }

    private static OrderTermsForm stopTerms(PlaceOrderBody alone, ListedMarket market, Fields fields) {
        OrderTermsForm terms = new OrderTermsForm(alone, market, fields);
        if (alone.type() == null || !STOPS.contains(alone.type())) {
            fields.refuse("type", "stop_loss, stop_loss_limit or trailing_stop");
        } else {
            terms.read();
        }
        return terms;
    }
}
