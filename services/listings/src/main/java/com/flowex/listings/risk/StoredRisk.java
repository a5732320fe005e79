package com.flowex.listings.risk;

/**
 * What is stored of one asset.
 *
 * @param coin that has the asset's code; empty where none was given it, and its symbol says which coin it is
 */
record StoredRisk(String coin, CoinRisk risk) {}
