package com.flowex.orderentry;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.testing.EngineExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An account market in front of the real engine, with one market of each of two tenants: no view, no database, no HTTP. */
final class Floor {

    static final InstrumentId BTC_USDT = new InstrumentId(1);
    static final Scale CENTS = new Scale(2);

    private static final InstrumentRules RULES =
            new InstrumentRules(CENTS, 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000);

    private final EngineExchange exchange = new EngineExchange();
    private final AtomicLong transfers = new AtomicLong();
    private volatile @Nullable Outcome answer;
    private volatile boolean loses;

    final OrderEntryService orderEntry = new OrderEntryService(
            new CommandSubmitter(new Line(), new SimpleMeterRegistry()),
            new InstrumentDirectory(),
            new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), _ -> SelfTradePrevention.NONE));

    /** The way to the engine, which can be cut on either side of it. */
    private final class Line implements ExchangeClient {

        @Override
        public CompletableFuture<Outcome> submit(Command command) {
            Outcome instead = answer;
            CompletableFuture<Outcome> outcome = instead == null ? exchange.submit(command) : done(instead);
            return loses ? done(new Outcome.Unknown()) : outcome;
        }

        private static CompletableFuture<Outcome> done(Outcome outcome) {
            return CompletableFuture.completedFuture(outcome);
        }

        @Override
        public void close() {}
    }

    Floor() {
        market(1, 1, "BTC-USDT");
        market(2, 2, "ETH-EUR");
    }

    private void market(int tenant, int number, String symbol) {
        String[] codes = symbol.split("-", -1);
        Asset base = new Asset(tenant, new AssetId(2 * number - 1), codes[0], new Scale(8), 21_000_000);
        Asset quote = new Asset(tenant, new AssetId(2 * number), codes[1], new Scale(6), 900_000_000_000L);
        Instrument instrument = new Instrument(
                tenant, new InstrumentId(number), symbol, base.id(), quote.id(), RULES, new FeeRates(1_000, 1_000));
        exchange.accepted(new ListAsset(base));
        exchange.accepted(new ListAsset(quote));
        exchange.accepted(new ListInstrument(instrument));
        orderEntry.listed().listed(base);
        orderEntry.listed().listed(quote);
        orderEntry.listed().listed(instrument, MarketState.OPEN);
        exchange.accepted(new OpenAccount(AccountId.outsideOf(tenant)));
        exchange.accepted(new OpenAccount(AccountId.feesOf(tenant)));
    }

    /** Opens an account of the first tenant with a thousand of both assets. */
    AccountId trader(long number) {
        AccountId account = new AccountId(1, number);
        exchange.accepted(new OpenAccount(account));
        orderEntry.transfer(account, in(account, 1, 100_000_000_000L)).orThrow();
        orderEntry.transfer(account, in(account, 2, 1_000_000_000L)).orThrow();
        return account;
    }

    /** Money that comes from outside. */
    Transfer in(AccountId account, int asset, long units) {
        return new Transfer(
                new TransferId(7, transfers.incrementAndGet()),
                AccountId.outsideOf(account.tenant()),
                account,
                new Amount(new AssetId(asset), units),
                TransferKind.DEPOSIT);
    }

    /** Nothing reaches the engine; this is said instead. */
    void answerInstead(Outcome outcome) {
        answer = outcome;
    }

    /** Commands that reach the engine are done, and their answers are lost on the way back. */
    void loseAnswers() {
        loses = true;
    }

    void mend() {
        answer = null;
        loses = false;
    }
}
