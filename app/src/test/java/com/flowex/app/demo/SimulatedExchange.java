package com.flowex.app.demo;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.Exchange;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;

/** The real engine in memory, listed and funded like the default profile, with a time that only waiting moves. */
final class SimulatedExchange implements ExchangeClient, DemoClock {

    /** Bytes that the cluster puts in front of each message of its log. */
    private static final int SESSION_HEADER = 32;

    /** Bytes that Aeron puts in front of each message, and the unit to which it rounds lengths up. */
    private static final int FRAME = 32;

    static final long BEGIN_MILLIS = 1_800_000_000_000L;

    private final Exchange exchange = new Exchange();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 16);
    private final Map<Side, Long> best = new EnumMap<>(Side.class);
    private Consumer<SimulatedExchange> beforeWaiting = _ -> {};
    private Consumer<EventBatch> reader = _ -> {};
    private long nowMillis = BEGIN_MILLIS;
    private long endMillis = BEGIN_MILLIS;
    private int commands;
    private int refused;
    private int down;
    private long logBytes;

    SimulatedExchange() {
        apply(new ListAsset(new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000)));
        apply(new ListAsset(new Asset(1, new AssetId(2), "ETH", new Scale(8), 1_000_000_000)));
        apply(new ListAsset(new Asset(1, new AssetId(3), "USDT", new Scale(6), 900_000_000_000L)));
        list(
                1,
                "BTC-USDT",
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000));
        list(
                2,
                "ETH-USDT",
                new InstrumentRules(new Scale(2), 1, 100_000_000, 10_000, 10_000, 1_000_000_000_000L, 1_000_000));
        apply(new OpenAccount(AccountId.outsideOf(1)));
        apply(new OpenAccount(AccountId.feesOf(1)));
        DemoMarket.fundings().forEach(this::fund);
    }

    private void list(int id, String symbol, InstrumentRules rules) {
        apply(new ListInstrument(new Instrument(
                1, new InstrumentId(id), symbol, new AssetId(id), new AssetId(3), rules, new FeeRates(1_000, 1_000))));
    }

    void fund(Funding funding) {
        apply(new OpenAccount(funding.account()));
        fund(funding.account(), 1, funding.btc() * 100_000_000);
        fund(funding.account(), 2, funding.eth() * 100_000_000);
        fund(funding.account(), 3, funding.usdt() * 1_000_000);
    }

    private void fund(AccountId account, int asset, long units) {
        if (units > 0) {
            apply(new PostTransfer(new Transfer(
                    new TransferId(asset, account.number()),
                    AccountId.outsideOf(1),
                    account,
                    new Amount(new AssetId(asset), units),
                    TransferKind.GENESIS)));
        }
    }

    /** Lets the demo play for so long. */
    void runFor(long millis) {
        endMillis = nowMillis + millis;
    }

    /** Calls {@code check} each time the demo has done its work and waits. */
    void beforeWaiting(Consumer<SimulatedExchange> check) {
        beforeWaiting = check;
    }

    /** Gives each batch of the log from now on to a reader. */
    void read(Consumer<EventBatch> batches) {
        reader = batches;
    }

    /** Answers the next so many commands with "I do not know", although every second one of them is done. */
    void fail(int times) {
        down = times;
    }

    @Override
    public CompletableFuture<Outcome> submit(Command command) {
        return CompletableFuture.completedFuture(answered(command));
    }

    private Outcome answered(Command command) {
        commands++;
        if (down > 0) {
            down--;
            if (down % 2 == 0) {
                apply(command);
            }
            return down % 3 == 0 ? new Outcome.Overloaded() : new Outcome.Unknown();
        }
        return apply(command);
    }

    @Override
    public void close() {}

    /** A desk in front of an exchange, as in a process of its own. */
    static OrderEntryService orderEntryOf(ExchangeClient exchange) {
        return new OrderEntryService(
                new CommandSubmitter(exchange, new SimpleMeterRegistry()),
                new InstrumentDirectory(),
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), _ -> SelfTradePrevention.NONE));
    }

    Outcome apply(Command command) {
        long before = exchange.sequence();
        Answer answer = new Answer();
        exchange.apply(command, nowMillis * 1_000_000, answer);
        logBytes += frame(new RequestCodec().encode(new Request(commands, command), buffer, 0) + SESSION_HEADER);
        EventBatch batch = new EventBatch(before + 1, answer.events.size(), 0, nowMillis * 1_000_000, answer.events);
        logBytes += frame(new EventBatchCodec().encode(batch, buffer, 0));
        reader.accept(batch);
        if (answer.repeated.isPresent()) {
            return new Outcome.Repeated(answer.repeated.get());
        }
        if (answer.events.size() == 1 && answer.events.getFirst() instanceof Rejection rejection) {
            refused++;
            return new Outcome.Rejected(rejection.reason(), before + 1);
        }
        return new Outcome.Accepted(before + 1, nowMillis * 1_000_000, answer.events);
    }

    private static final class Answer implements EventSink {

        private final List<Event> events = new ArrayList<>();
        private Optional<FirstAnswer> repeated = Optional.empty();

        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void repeated(FirstAnswer answer) {
            repeated = Optional.of(answer);
        }
    }

    /** The best price of a side, if there is a quote. */
    Optional<Long> best(int instrument, Side side) {
        best.clear();
        exchange.levels(1, new InstrumentId(instrument), side, 1, (price, _) -> best.put(side, price));
        return Optional.ofNullable(best.get(side));
    }

    int levels(int instrument, Side side) {
        int[] count = new int[1];
        exchange.levels(1, new InstrumentId(instrument), side, 1_000, (_, _) -> count[0]++);
        return count[0];
    }

    private static long frame(int length) {
        return Math.ceilDiv(FRAME + length, FRAME) * (long) FRAME;
    }

    /** Bytes that the commands' log and the event log would have on disk by now. */
    long logBytes() {
        return logBytes;
    }

    Exchange exchange() {
        return exchange;
    }

    int commands() {
        return commands;
    }

    int refused() {
        return refused;
    }

    @Override
    public long millis() {
        return nowMillis;
    }

    @Override
    public boolean waitUntil(long millis) {
        if (millis - nowMillis >= 100) {
            beforeWaiting.accept(this); // the end of a step, not a pause between two commands
        }
        nowMillis = Math.max(nowMillis, millis);
        return nowMillis < endMillis;
    }
}
