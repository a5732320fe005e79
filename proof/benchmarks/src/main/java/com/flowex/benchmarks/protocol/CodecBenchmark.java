package com.flowex.benchmarks.protocol;

import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TradeId;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds to encode and decode the request of a limit order, and the event batch of an order that trades once:
 * accepted, one trade, six balances. With {@code -prof gc} it also shows the bytes that each allocates.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
public class CodecBenchmark {

    private static final AccountId MAKER = new AccountId(1, 1_000);
    private static final AccountId TAKER = new AccountId(1, 1_001);
    private static final InstrumentId INSTRUMENT = new InstrumentId(1);
    private static final AssetId BASE = new AssetId(1);
    private static final AssetId QUOTE = new AssetId(3);
    private static final Price PRICE = new Price(6_500_000);
    private static final Quantity QUANTITY = new Quantity(1_000_000);

    private final RequestCodec requests = new RequestCodec();
    private final EventBatchCodec batches = new EventBatchCodec();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[4_096]);
    private final UnsafeBuffer encodedRequest = new UnsafeBuffer(new byte[4_096]);
    private final UnsafeBuffer encodedBatch = new UnsafeBuffer(new byte[4_096]);
    private final Request request = new Request(42, new PlaceOrder(order()));
    private final EventBatch batch = new EventBatch(1_000, 8, 123_456, 1_700_000_000_000_000_000L, events());
    private int requestLength;
    private int batchLength;

    private static OrderRequest order() {
        return new OrderRequest(
                TAKER,
                ClientOrderId.of("0f8fad5b-d9cb-469f-a165-70867728950e"),
                INSTRUMENT,
                Side.BUY,
                QUANTITY,
                new OrderTerms.Limit(PRICE, TimeInForce.GTC, false));
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        events.add(new OrderAccepted(new OrderId(8), order(), QUANTITY));
        Fill maker = new Fill(new OrderId(7), MAKER, new Amount(QUOTE, 650), new Quantity(0));
        Fill taker = new Fill(new OrderId(8), TAKER, new Amount(BASE, 1_000), new Quantity(0));
        events.add(new TradeExecuted(
                new TradeId(5), INSTRUMENT, Side.BUY, PRICE, QUANTITY, new Amount(QUOTE, 650_000_000), maker, taker));
        for (AccountId account : List.of(TAKER, MAKER, AccountId.feesOf(1))) {
            events.add(new BalanceChanged(account, QUOTE, 1_000_000_000, 650_000_000));
            events.add(new BalanceChanged(account, BASE, 1_000_000_000, 0));
        }
        return events;
    }

    /** Encodes the values to decode; checks that decoding returns the same values. */
    @Setup
    public void encode() {
        requestLength = requests.encode(request, encodedRequest, 0);
        batchLength = batches.encode(batch, encodedBatch, 0);
        if (!decodePlaceOrder().equals(new Decoded.Understood<>(request))
                || !decodeTrade().equals(new Decoded.Understood<>(batch))) {
            throw new IllegalStateException("what was decoded is not what was encoded");
        }
    }

    /** Encodes an order, as a client does for each order. */
    @Benchmark
    public int encodePlaceOrder() {
        return requests.encode(request, out, 0);
    }

    /** Decodes an order, as the node does for each order. */
    @Benchmark
    public Decoded<Request> decodePlaceOrder() {
        return requests.decode(encodedRequest, 0, requestLength);
    }

    /** Encodes the events of an order that trades, as the node does. */
    @Benchmark
    public int encodeTrade() {
        return batches.encode(batch, out, 0);
    }

    /** Decodes these events, as each reader of the event log does. */
    @Benchmark
    public Decoded<EventBatch> decodeTrade() {
        return batches.decode(encodedBatch, 0, batchLength);
    }
}
