package com.flowex.trading.app.order;

import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
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

    private static final Set<String> WORKING = Set.of(OrderKind.LIMIT.code(), OrderKind.ICEBERG.code());
    /** Both orders, with every field valid. */
    public record LinkedOrders(OrderRequest working, OrderRequest pending) {}

    private LinkedOrdersForm() {}

    /**
     * Reads both orders.
     *
     * @param orderEntry order entry, which has the markets and defaults
     * @throws Refusal {@code unknown_instrument} for a market that is not listed, {@code invalid_field} naming every
     *     field that breaks a rule
     */
    public static LinkedOrders read(PlaceLinkedBody body, AccountId account, OrderEntryService orderEntry) {
        return read(body.alone(orNone(body.working())), body.alone(orNone(body.pending())), account, orderEntry);
    }

    /** Reads both orders, each like a single order; they name the same market. */
    public static LinkedOrders read(
            PlaceOrderBody working, PlaceOrderBody pending, AccountId account, OrderEntryService orderEntry) {
        Fields fields = new Fields();
        OrderForm.market(working.symbol(), account, orderEntry, fields);
        Fields workingFields = fields.under("working");
        Fields pendingFields = fields.under("pending");
        OrderForm first = new OrderForm(working, account, orderEntry, workingFields);
        OrderForm second = new OrderForm(pending, account, orderEntry, pendingFields);
        kinds(working, workingFields, pending, pendingFields);
        OrderPairChecks.requireIdsOfBoth(
                "working", workingFields, working.clientOrderId(), pendingFields, pending.clientOrderId());
        fields.check();
        return new LinkedOrders(first.order(account), second.order(account));
    }

    private static PlaceLinkedBody.PartBody orNone(PlaceLinkedBody.@Nullable PartBody part) {
        return part == null ? PlaceLinkedBody.PartBody.NONE : part;
    }

    /** Checks what a working order may be: the limit order may rest, or end at once. */
    static void checkWorking(PlaceOrderBody working, Fields fields) {
        if (working.type() != null && !WORKING.contains(working.type())) {
            fields.refuse("type", "limit or iceberg");
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
