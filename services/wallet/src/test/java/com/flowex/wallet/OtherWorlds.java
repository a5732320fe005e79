package com.flowex.wallet;

import com.flowex.access.testing.TestTenants;
import com.flowex.cluster.client.Outcome;
import com.flowex.custody.simulated.SimulatedScheme;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.engine.RandomLog;
import com.flowex.protocol.event.EventBatch;
import com.flowex.wallet.app.fiat.FiatRateDays;
import com.flowex.wallet.app.fiat.FiatRateSource;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Worlds with another past, other rules, or another tenant in them. */
final class OtherWorlds {

    /** Half a euro for a dollar, on every day; no other currency has a rate. */
    static final FiatRateSource EUROS = new FiatRateSource(
            "USD",
            (currency, _, _) -> day -> currency.equals("EUR")
                    ? Optional.of(new FiatRateDays.DayRate(new BigDecimal("0.5"), day, "operator"))
                    : Optional.empty());

    /** Schemas of the wallet's database. */
    static final List<String> SCHEMAS =
            List.of("wallet", "simchain", "custody", "sagas", "solvency", "convert", "margin");

    private OtherWorlds() {}

    /**
     * A world with the past of a random log: customers of two tenants that transfer, reserve and trade, with fees and rebates.
     * Accounts 1001 to 1005 of tenant 1 are those of its users 1 to 5.
     *
     * @param past takes every command's events, with the number of the first and their time
     */
    static WalletWorld ofRandomLog(long seed, int commands, Consumer<EventBatch> past) {
        WalletWorld world = new WalletWorld(
                Map.of(),
                false,
                WithdrawalSettings.DEFAULTS,
                new SimulatedScheme(2),
                (_, simulated) -> List.of(simulated));
        RandomLog.of(seed, commands).forEach(entry -> {
            if (world.exchange.submit(entry.command()).join() instanceof Outcome.Accepted accepted
                    && !accepted.events().isEmpty()) {
                List<Event> events = accepted.events();
                events.forEach(event -> list(world, event));
                past.accept(new EventBatch(accepted.sequence(), events.size(), 0, accepted.timeNanos(), events));
            }
        });
        world.shown();
        return world;
    }

    private static void list(WalletWorld world, Event event) {
        if (event instanceof AssetListed(Asset asset)) {
            world.listedMarkets.listed(asset);
        } else if (event instanceof InstrumentListed(Instrument instrument)) {
            world.listedMarkets.listed(instrument, MarketState.OPEN);
        }
    }

    /** A world in which every address has to have ether to pay from; it is listed too. */
    static WalletWorld whereEtherIsPaid() {
        WalletWorld world = new WalletWorld(
                Map.of(),
                true,
                WithdrawalSettings.DEFAULTS,
                new SimulatedScheme(2, "ETH"),
                (_, simulated) -> List.of(simulated));
        world.exchange.accepted(new ListAsset(new Asset(1, new AssetId(2), "ETH", new Scale(8), 1_000_000_000)));
        world.shown();
        return world;
    }

    /** Another tenant, in which USDT is listed too; its administrator, who is its user 9. */
    static String otherTenant(WalletWorld world) {
        int tenant = TestTenants.add(world.stand, "neighbour", "neighbour.test").number();
        world.exchange.accepted(new OpenAccount(AccountId.outsideOf(tenant)));
        world.exchange.accepted(new OpenAccount(AccountId.feesOf(tenant)));
        world.exchange.accepted(
                new ListAsset(new Asset(tenant, new AssetId(4), "USDT", new Scale(6), 900_000_000_000L)));
        world.exchange.accepted(new OpenAccount(new AccountId(tenant, AccountId.CUSTOMERS_FROM + 9)));
        world.shown();
        return world.stand.tokenOf(tenant, 9, "admin");
    }

    /** A market of BTC for USDT, on which a user sells some at 100. */
    static void sells(WalletWorld world, long user, long btc) {
        Asset base = world.reader.asset(1, "BTC");
        Instrument market = new Instrument(
                1,
                new InstrumentId(1),
                "BTC-USDT",
                base.id(),
                world.reader.asset(1, "USDT").id(),
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 0),
                new FeeRates(1_000, 1_000));
        world.listedMarkets.listed(base);
        world.listedMarkets.listed(world.reader.asset(1, "USDT"));
        world.listedMarkets.listed(market, MarketState.OPEN);
        world.exchange.accepted(new ListInstrument(market));
        world.exchange.accepted(new PlaceOrder(new OrderRequest(
                WalletWorld.account(user),
                ClientOrderId.of("sells"),
                market.id(),
                Side.SELL,
                new Quantity(btc * base.scale().unitsPerWhole()),
                new OrderTerms.Limit(new Price(10_000), TimeInForce.GTC, false))));
        world.shown();
    }
}
