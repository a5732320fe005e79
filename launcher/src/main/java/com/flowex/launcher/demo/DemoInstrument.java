package com.flowex.launcher.demo;

import com.flowex.domain.AccountId;
import com.flowex.domain.AssetId;
import com.flowex.domain.InstrumentId;

/**
 * A market that the demo quotes.
 *
 * @param lotUnits of the base asset
 * @param quoteQuantityUnits what stands at the best level on each side; deeper ones have more
 * @param maker the account that quotes
 * @param taker the account that trades against whoever quotes
 */
record DemoInstrument(
        InstrumentId instrument,
        AssetId base,
        AssetId quote,
        long lotUnits,
        long quoteQuantityUnits,
        AccountId maker,
        AccountId taker) {}
