package com.flowex.trading.app.order;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.LinkedRequests;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;

/**
 * Reader of a request for a working order and the pair that it triggers. The result is one command, or a list of invalid
 * fields.
 */
public final class LinkedPairForm {

    private LinkedPairForm() {}

    /**
     * Reads all three orders.
     *
     * @param orderEntry order entry, which has the markets and defaults
     * @throws Refusal {@code unknown_instrument} for a market that is not listed, {@code invalid_field} naming every
     *     field that breaks a rule
     */
    public static LinkedRequests read(PlaceLinkedPairBody body, AccountId account, OrderEntryService orderEntry) {
        return read(body.workingAlone(), body.pairAlone(), account, orderEntry);
    }

    /**
     * Reads the working order like a single order and the others like a pair; they name the same market. A pair without a
     * quantity sells what the working order brings.
     */
    public static LinkedRequests read(
            PlaceOrderBody working, PlacePairBody pair, AccountId account, OrderEntryService orderEntry) {
        Fields fields = new Fields();
        OrderForm.market(working.symbol(), account, orderEntry, fields);
        Fields workingFields = fields.under("working");
        Fields pendingFields = fields.under("pending");
        OrderForm first = new OrderForm(working, account, orderEntry, workingFields);
        boolean pays = pair.quantity() == null;
        OrderPairForm.Draft draft = OrderPairForm.draft(pair, account, orderEntry, pendingFields, !pays);
        LinkedOrdersForm.checkPayment(pays, working.side(), pair.side(), pendingFields);
        LinkedOrdersForm.checkWorking(working, workingFields);
        DebtEffects pending = pair.effectFields().effects();
        LinkedOrdersForm.checkEffects(pays, working.effects(), workingFields, pending, pendingFields);
        String limitId = pair.limit() == null ? null : pair.limit().clientOrderId();
        String stopId = pair.stop() == null ? null : pair.stop().clientOrderId();
        OrderPairChecks.requireIdsOfBoth(
                "working", workingFields, working.clientOrderId(), pendingFields.under("limit"), limitId);
        OrderPairChecks.requireIdsOfBoth(
                "working", workingFields, working.clientOrderId(), pendingFields.under("stop"), stopId);
        fields.check();
        OrderPairForm.RequestedPair both = draft.pair();
        LinkedRequests all =
                new LinkedRequests(first.order(account), both.limit(), both.stop(), false, working.effects(), pending);
        return pays ? all.paying() : all;
    }
}
