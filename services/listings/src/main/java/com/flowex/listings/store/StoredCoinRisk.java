package com.flowex.listings.store;

/**
 * Stored risk of one asset.
 *
 * @param coin coin with the asset's code; empty if no coin has it, and the symbol identifies the coin
 */
public record StoredCoinRisk(String coin, CoinRisk risk) {}
