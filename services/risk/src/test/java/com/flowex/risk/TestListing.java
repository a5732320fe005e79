package com.flowex.risk;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;

/** A directory in which the first tenant has USDT, and assets that are traded against it. */
final class TestListing {

    private TestListing() {}

    static InstrumentDirectory of(String... codes) {
        InstrumentDirectory directory = new InstrumentDirectory();
        AssetId usdt = new AssetId(1);
        directory.listed(new Asset(1, usdt, "USDT", new Scale(2), 1_000_000));
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 10_000, 1, 1, 1_000, 0);
        for (int i = 0; i < codes.length; i++) {
            AssetId id = new AssetId(i + 2);
            directory.listed(new Asset(1, id, codes[i], new Scale(2), 1_000_000));
            directory.listed(
                    new Instrument(1, new InstrumentId(i + 1), codes[i] + "-USDT", id, usdt, rules, new FeeRates(0, 0)),
                    MarketState.OPEN);
        }
        return directory;
    }
}
