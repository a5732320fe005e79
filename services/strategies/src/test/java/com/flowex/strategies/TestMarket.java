package com.flowex.strategies;

import com.flowex.access.testing.TestStand;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategies.app.run.RunDependencies;
import java.time.InstantSource;
import java.util.Optional;

/** One market, BTC-USDT, with a tick of 0.01, a lot of 0.00001 and fees of 0.1 %. */
final class TestMarket {

    static final InstrumentDirectory LISTED = directory();

    private TestMarket() {}

    private static InstrumentDirectory directory() {
        InstrumentDirectory directory = new InstrumentDirectory();
        directory.listed(new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000));
        directory.listed(new Asset(1, new AssetId(2), "USDT", new Scale(6), 1_000_000_000));
        directory.listed(
                new Instrument(
                        1,
                        new InstrumentId(1),
                        "BTC-USDT",
                        new AssetId(1),
                        new AssetId(2),
                        new InstrumentRules(new Scale(2), 1, 100_000_000_00L, 1_000, 1_000, 10_000_000_000L, 0),
                        new FeeRates(1_000, 1_000)),
                MarketState.OPEN);
        return directory;
    }

    /** Returns an exchange whose runs see no candle. */
    static RunDependencies dependencies(TestStand stand, CandleHistory candles) {
        EngineExchange exchange = new EngineExchange();
        OrderEntryService orderEntry = new OrderEntryService(
                new CommandSubmitter(exchange, stand.telemetry().registry()),
                LISTED,
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), stand.tenants()::preventionOf));
        return new RunDependencies(
                orderEntry,
                LISTED,
                new RunDependencies.MarketData(candles, _ -> 0, (_, _, _) -> Optional.empty()),
                new OwnerEventLog(exchange, new AccountId(1, AccountId.CUSTOMERS_FROM + 1)),
                (_, _, _) -> {},
                _ -> true);
    }
}
