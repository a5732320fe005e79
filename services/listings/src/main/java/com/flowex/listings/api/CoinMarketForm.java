package com.flowex.listings.api;

import org.jspecify.annotations.Nullable;

/**
 * Request body for a market of a coin; a missing value follows from the coin's price.
 *
 * @param quote code of the quote asset
 * @param code code of the coin's asset; its symbol if left out
 */
record CoinMarketForm(
        @Nullable String quote,
        @Nullable String code,
        @Nullable Integer scale,
        @Nullable String supply,
        @Nullable String priceTick,
        @Nullable String quantityLot,
        @Nullable String makerFee,
        @Nullable String takerFee) {}
