package com.flowex.binance.trade;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.trading.app.order.PlacedOrders;
import java.util.Map;

/** Fields of an answer that name what an order has borrowed: a pair by its first order, a list by its working order. */
record LoanFields(InstrumentDirectory listed) {

    /** Adds the loan of the first order that a command placed, if it has one. */
    void put(Map<String, Object> fields, CommittedEvents committed) {
        OrderId order = PlacedOrders.of(committed).id();
        TransferId loan = TransferId.ofLoan(order);
        committed.events().stream()
                .filter(TransferPosted.class::isInstance)
                .map(event -> ((TransferPosted) event).transfer())
                .filter(transfer -> transfer.id().equals(loan))
                .findFirst()
                .ifPresent(transfer -> put(fields, transfer));
    }

    private void put(Map<String, Object> fields, Transfer loan) {
        Asset asset = listed.asset(loan.amount().asset());
        fields.put("marginBuyBorrowAmount", Decimals.format(loan.amount().units(), asset.scale()));
        fields.put("marginBuyBorrowAsset", asset.code());
    }
}
