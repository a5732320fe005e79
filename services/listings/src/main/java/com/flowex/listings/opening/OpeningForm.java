package com.flowex.listings.opening;

import org.jspecify.annotations.Nullable;

/**
 * A market of a coin as it is asked for; what is left out follows from the coin's price.
 *
 * @param quote code of the asset that is paid with
 * @param code of the coin's asset; left out: its symbol
 */
record OpeningForm(
        @Nullable String quote,
        @Nullable String code,
        @Nullable Integer scale,
        @Nullable String supply,
        @Nullable String priceTick,
        @Nullable String quantityLot,
        @Nullable String makerFee,
        @Nullable String takerFee) {}
