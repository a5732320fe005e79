package com.flowex.binance.trade;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** Limit of an account in all markets. */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record ExchangeFilter(String filterType, int maxNumOrders) {

    /** Returns the filter of open orders. */
    static ExchangeFilter ofOpenOrders(int max) {
        return new ExchangeFilter("EXCHANGE_MAX_NUM_ORDERS", max);
    }
}
