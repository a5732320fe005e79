package com.flowex.binance.trade;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.orderentry.OrderEntryService;
import java.util.List;

/**
 * Operation {@code myFilters}: the number of open orders that the caller's account may have, which its operator may have
 * set.
 */
record AccountFilters(OrderEntryService orderEntry, Symbols symbols) {

    /** The answer in this dialect. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Filters(
            List<ExchangeFilter> exchangeFilters, List<Object> symbolFilters, List<Object> assetFilters) {}

    Object toJson(OperationCall call) {
        symbols.required(call);
        int openOrders =
                orderEntry.quotas().query(call.caller().account()).orThrow().openOrdersMax();
        return new Filters(List.of(ExchangeFilter.ofOpenOrders(openOrders)), List.of(), List.of());
    }
}
