package com.flowex.domain;

/** Which price a conditional order watches. */
public enum TriggerSource {
    /** The price of the market's last trade. */
    LAST_TRADE,
    /** The best price the order could trade at: the best ask for a buy, the best bid for a sell. */
    BEST_PRICE
}
