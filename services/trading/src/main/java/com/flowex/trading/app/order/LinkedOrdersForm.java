package com.flowex.trading.app.order;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.LinkedRequests;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a request for two linked orders, of which one triggers the other. The result is one command, or a list of
 * invalid fields.
 */
public final class LinkedOrdersForm {

    /** Types that end at once or trade by slices, so that nothing may wait for them to be filled. */
    private static final Set<String> NOT_WORKING = Set.of(OrderKind.MARKET.code(), OrderKind.TWAP.code());

    private LinkedOrdersForm() {}

    /**
     * Reads both orders.
     *
     * @param orderEntry order entry, which has the markets and defaults
     * @throws Refusal {@code unknown_instrument} for a market that is not listed, {@code invalid_field} naming every
     *     field that breaks a rule
     */
    public static LinkedRequests read(PlaceLinkedBody body, AccountId account, OrderEntryService orderEntry) {
        return read(body.alone(orNone(body.working())), body.alone(orNone(body.pending())), account, orderEntry);
    }

    /**
     * Reads both orders, each like a single order; they name the same market. A pending order without a quantity sells what
     * the working order brings.
     */
    public static LinkedRequests read(
            PlaceOrderBody working, PlaceOrderBody pending, AccountId account, OrderEntryService orderEntry) {
        Fields fields = new Fields();
        OrderForm.market(working.symbol(), account, orderEntry, fields);
        Fields workingFields = fields.under("working");
        Fields pendingFields = fields.under("pending");
        OrderForm first = new OrderForm(working, account, orderEntry, workingFields);
        boolean pays = pending.quantity() == null;
        OrderForm second = new OrderForm(pending, account, orderEntry, pendingFields, !pays);
        kinds(working, workingFields, pending, pendingFields);
        OrderPairChecks.requireIdsOfBoth(
                "working", workingFields, working.clientOrderId(), pendingFields, pending.clientOrderId());
        checkPayment(pays, working.side(), pending.side(), pendingFields);
        checkEffects(pays, working.effects(), workingFields, pending.effects(), pendingFields);
        fields.check();
        LinkedRequests both = new LinkedRequests(
                first.order(account), second.order(account), null, false, working.effects(), pending.effects());
        return pays ? both.paying() : both;
    }

    /** Checks that a pending order whose quantity is left out sells what the working order buys. */
    static void checkPayment(boolean pays, @Nullable String working, @Nullable String pending, Fields pendingFields) {
        if (pays && !("buy".equals(working) && "sell".equals(pending))) {
            pendingFields.refuse("quantity", "given, unless the working order buys and the pending one sells");
        }
    }

    /** Checks that the fills of a working order that pays are left to what is pending, which sells those alone. */
    static void checkEffects(
            boolean pays, DebtEffects effects, Fields workingFields, DebtEffects pending, Fields pendingFields) {
        if (pays && effects.repays()) {
            workingFields.refuse("auto_repay", "left out where the pending quantity is: its fills are for the sale");
        }
        if (pays && pending.borrows()) {
            pendingFields.refuse("auto_borrow", "left out where the quantity is: it sells what the purchase brings");
        }
    }

    private static PlaceLinkedBody.PartBody orNone(PlaceLinkedBody.@Nullable PartBody part) {
        return part == null ? PlaceLinkedBody.PartBody.NONE : part;
    }

    /** Checks that a working order is a limit order, which may rest or end at once, or waits for a trigger. */
    static void checkWorking(PlaceOrderBody working, Fields fields) {
        if (working.type() != null && NOT_WORKING.contains(working.type())) {
            fields.refuse("type", "another than market and twap");
        }
    }

    private static void kinds(
            PlaceOrderBody working, Fields workingFields, PlaceOrderBody pending, Fields pendingFields) {
        checkWorking(working, workingFields);
        if (OrderKind.TWAP.code().equals(pending.type())) {
            pendingFields.refuse("type", "another than twap");
        }
    }
}
