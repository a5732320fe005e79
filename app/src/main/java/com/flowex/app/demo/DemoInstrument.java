package com.flowex.app.demo;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;

/**
 * A market that the demo quotes.
 *
 * @param lotUnits lot of the base asset
 * @param quoteQuantityUnits quantity at the best level on each side; deeper levels have more
 * @param maker account that quotes
 * @param taker account that trades against the quotes
 */
record DemoInstrument(
        InstrumentId instrument,
        AssetId base,
        AssetId quote,
        long lotUnits,
        long quoteQuantityUnits,
        AccountId maker,
        AccountId taker) {}
