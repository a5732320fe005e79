package com.flowex.domain.order;

/** Price that a conditional order watches. */
public enum TriggerSource {
    /** The price of the market's last trade. */
    LAST_TRADE,
    /** The best price that the order could trade at: the best ask for a buy, the best bid for a sell. */
    BEST_PRICE
}
