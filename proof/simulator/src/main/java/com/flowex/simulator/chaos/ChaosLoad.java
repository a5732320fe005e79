package com.flowex.simulator.chaos;

import com.flowex.simulator.chaos.ChaosClient.Surroundings;
import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.streams.StreamReport;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Load of a run. Its clients trade for a while and remember everything, wait until they know the result of every
 * command, and then read the final state.
 */
public final class ChaosLoad implements AutoCloseable {

    /** Longest time for which a client repeats one request, longer than any outage of a run. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final BigDecimal PRICE_WHERE_BOOK_IS_EMPTY = BigDecimal.valueOf(50_000);

    private final ChaosOptions options;
    private final PrintStream progress;
    private final ExchangeHttpClient http;
    private final HistoryWriter book;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String run = "chaos" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final StreamReaders readers;
    private List<ChaosClient> clients = List.of();

    /** Result of a whole run: the history, and the report about the readers. */
    record LoadResult(List<HistoryLine> lines, StreamReport readers) {}

    /** Begins the history. */
    public ChaosLoad(ChaosOptions options, PrintStream progress) throws IOException {
        this.options = options;
        this.progress = progress;
        book = new HistoryWriter(options.out());
        http = new ExchangeHttpClient(options.urls());
        readers = new StreamReaders(
                options,
                http,
                this::accountAdapter,
                new ReaderRecord(ReaderRecord.beside(options.out()), book::nowNanos));
    }

    /**
     * Runs everything.
     *
     * @throws BadInputException if there is no exchange that accepts clients
     */
    static LoadResult run(ChaosOptions options, PrintStream progress)
            throws IOException, BadInputException, InterruptedException {
        try (ChaosLoad load = new ChaosLoad(options, progress)) {
            load.enter();
            long until = System.nanoTime() + options.time().toNanos();
            load.trade(() -> System.nanoTime() >= until);
            StreamReport readers = load.judgeReaders(load.settle());
            return new LoadResult(load.lines(), readers);
        }
    }

    /**
     * Gives every client an account and money, and starts the readers.
     *
     * @throws BadInputException if there is no exchange that accepts clients
     */
    public void enter() throws BadInputException, InterruptedException {
        clients = clients();
        if (!all(ChaosClient::enter)) {
            throw new BadInputException(
                    "no exchange at " + options.urls() + " that lets clients in and gives them money");
        }
        readers.begin();
    }

    /**
     * Trades until the condition holds, and then until every client knows the result of its commands or runs out of
     * time.
     */
    public void trade(BooleanSupplier isOver) throws InterruptedException {
        progress.println("chaos: " + clients.size() + " clients trade for "
                + options.time().toSeconds() + " s, seed " + options.seed());
        all(client -> {
            client.trade(isOver);
            return true;
        });
        readers.compareBooks();
    }

    /** Cancels open orders, reads everything that the exchange knows of the clients, and returns the answers. */
    public Map<ClientOperation, ClientAnswer> settle() throws InterruptedException {
        progress.println("chaos: every client knows what became of its commands; reading what there is");
        all(client -> {
            client.cancelAll();
            return true;
        });
        return readAll();
    }

    /** Reads everything that the exchange knows of the clients. */
    public Map<ClientOperation, ClientAnswer> readAll() throws InterruptedException {
        Map<ClientOperation, ClientAnswer> seen = new ConcurrentHashMap<>();
        all(client -> {
            seen.putAll(client.readAll());
            return true;
        });
        clients.getFirst().readLedger();
        return seen;
    }

    /**
     * Ends the readers, when nothing changes any longer.
     *
     * @param reads reads returned by {@link #settle}
     */
    public StreamReport judgeReaders(Map<ClientOperation, ClientAnswer> reads) throws InterruptedException {
        progress.println("chaos: readers of streams are compared with what there is");
        return readers.judge(reads);
    }

    /** Returns the present time of the history's clock. */
    public long nowNanos() {
        return book.nowNanos();
    }

    /** Returns the history so far. */
    public List<HistoryLine> lines() {
        return book.lines();
    }

    @Override
    public void close() throws IOException {
        readers.close();
        threads.shutdownNow();
        http.close();
        book.close();
    }

    private List<ChaosClient> clients() {
        String[] assets = options.symbol().split("-", 2);
        Surroundings surroundings =
                new Surroundings(options.clients(), price(), assets[0], assets[1], options.rate(), TIMEOUT);
        return IntStream.range(0, options.clients())
                .mapToObj(number -> new ChaosClient(number, surroundings, options.seed(), accountAdapter(number), book))
                .toList();
    }

    private AccountHttpAdapter accountAdapter(int number) {
        return new AccountHttpAdapter(
                http,
                options.symbol(),
                ChaosClient.account(number),
                account -> run + "-" + account + "@chaos.example",
                number);
    }

    /** Returns the whole part of the best price, so that the clients trade at the market's price. */
    private BigDecimal price() {
        ExchangeHttpClient.Reply reply =
                http.request(0, "", "GET", "/api/trading/orderbook/" + options.symbol() + "?limit=1", "");
        String bid = reply.body().path("bids").path(0).path(0).asText("");
        String best = bid.isEmpty() ? reply.body().path("asks").path(0).path(0).asText("") : bid;
        return best.isEmpty() ? PRICE_WHERE_BOOK_IS_EMPTY : new BigDecimal(best.split("\\.", 2)[0]).max(BigDecimal.ONE);
    }

    /** Runs a task for all clients at the same time, and waits for the last one. */
    private boolean all(Predicate<ChaosClient> part) throws InterruptedException {
        List<Callable<Boolean>> parts = clients.stream()
                .map(client -> (Callable<Boolean>) () -> part.test(client))
                .toList();
        boolean all = true;
        for (Future<Boolean> done : threads.invokeAll(parts)) {
            try {
                all &= done.get();
            } catch (ExecutionException broken) {
                throw new IllegalStateException("a client ended", broken.getCause());
            }
        }
        return all;
    }
}
