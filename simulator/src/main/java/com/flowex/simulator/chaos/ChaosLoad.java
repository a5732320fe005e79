package com.flowex.simulator.chaos;

import com.flowex.simulator.BadInputException;
import com.flowex.simulator.chaos.ChaosClient.Ground;
import com.flowex.simulator.history.HistoryLine;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Trades for a while with clients that remember, waits until they know what became of everything, and reads what there is then. */
public final class ChaosLoad {

    /** How long a client asks for one and the same thing: longer than any outage that a run is about. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final BigDecimal PRICE_WHERE_BOOK_IS_EMPTY = BigDecimal.valueOf(50_000);

    private final ChaosOptions options;
    private final PrintStream progress;

    ChaosLoad(ChaosOptions options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /** @throws BadInputException if there is no exchange that takes clients */
    List<HistoryLine> run() throws IOException, BadInputException, InterruptedException {
        try (Door door = new Door(options.urls());
                HistoryBook book = new HistoryBook(options.out());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<ChaosClient> clients = clients(door, book);
            if (!all(threads, clients, ChaosClient::enter)) {
                throw new BadInputException(
                        "no exchange at " + options.urls() + " that lets clients in and gives them money");
            }
            progress.println("chaos: " + clients.size() + " clients trade for "
                    + options.time().toSeconds() + " s, seed " + options.seed());
            long until = System.nanoTime() + options.time().toNanos();
            all(threads, clients, client -> {
                client.trade(until);
                return true;
            });
            progress.println("chaos: every client knows what became of its commands; reading what there is");
            all(threads, clients, client -> {
                client.cancelAll();
                return true;
            });
            all(threads, clients, client -> {
                client.readAll();
                return true;
            });
            clients.getFirst().readLedger();
            return book.lines();
        }
    }

    private List<ChaosClient> clients(Door door, HistoryBook book) {
        String run = "chaos" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        String[] assets = options.symbol().split("-", 2);
        Ground ground = new Ground(options.clients(), price(door), assets[0], assets[1], options.rate(), PATIENCE);
        return IntStream.range(0, options.clients())
                .mapToObj(number -> new ChaosClient(
                        number,
                        ground,
                        options.seed(),
                        new AccountDoor(
                                door,
                                options.symbol(),
                                ChaosClient.account(number),
                                account -> run + "-" + account + "@chaos.example",
                                number),
                        book))
                .toList();
    }

    /** The whole part of the best price, so that the clients trade where the market is. */
    private BigDecimal price(Door door) {
        Door.Reply reply = door.ask(0, "", "GET", "/api/trading/orderbook/" + options.symbol() + "?limit=1", "");
        String bid = reply.body().path("bids").path(0).path(0).asText("");
        String best = bid.isEmpty() ? reply.body().path("asks").path(0).path(0).asText("") : bid;
        return best.isEmpty() ? PRICE_WHERE_BOOK_IS_EMPTY : new BigDecimal(best.split("\\.", 2)[0]).max(BigDecimal.ONE);
    }

    /** Has all clients do something at the same time, and waits for the last one. */
    private static boolean all(ExecutorService threads, List<ChaosClient> clients, Predicate<ChaosClient> part)
            throws InterruptedException {
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
