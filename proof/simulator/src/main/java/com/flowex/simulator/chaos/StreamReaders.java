package com.flowex.simulator.chaos;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.streams.AccountStreamReading;
import com.flowex.simulator.streams.StreamCheck;
import com.flowex.simulator.streams.StreamReport;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Readers of streams beside the clients, from the clients' start until the readings are judged. */
final class StreamReaders implements AutoCloseable {

    /** Longest time that an entry may be under way when nothing changes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final long CHECK_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final int BOOKS = 2;

    private final ExchangeHttpClient client;
    private final ReaderRecord notes;
    private final List<AccountStreamReader> accounts;
    private final List<FinalStreamReader> witnesses;
    private final List<DepthStreamReader> books;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> reading = new ArrayList<>();

    /** @param adapters supplier of a new adapter for each account that is read, by the client's number */
    StreamReaders(
            ChaosOptions options,
            ExchangeHttpClient client,
            IntFunction<AccountHttpAdapter> adapters,
            ReaderRecord notes) {
        this.client = client;
        this.notes = notes;
        int readers = Math.min(options.readers(), options.clients());
        accounts = IntStream.range(0, readers)
                .mapToObj(number -> new AccountStreamReader(
                        ChaosClient.account(number),
                        new AccountStreamConnector(adapters.apply(number), options.urls(), http, number),
                        notes,
                        new Random(options.seed() - number)))
                .toList();
        witnesses = IntStream.range(0, readers)
                .mapToObj(number -> new FinalStreamReader(
                        new AccountStreamConnector(adapters.apply(number), options.urls(), http, number), TIMEOUT))
                .toList();
        books = IntStream.range(0, readers == 0 ? 0 : BOOKS)
                .mapToObj(number ->
                        new DepthStreamReader(options.urls(), options.symbol(), new Random(~options.seed() - number)))
                .toList();
    }

    void begin() {
        accounts.forEach(reader -> reading.add(threads.submit(() -> {
            reader.read();
            return true;
        })));
        books.forEach(reader -> reading.add(threads.submit(reader::read)));
    }

    /** Compares the books while there is no trading and orders still rest. */
    void compareBooks() {
        books.forEach(reader -> reader.compare(client, TIMEOUT));
    }

    /**
     * Judges the readings, when nothing changes any longer.
     *
     * @param reads answers of the exchange about the accounts
     */
    StreamReport judge(Map<ClientOperation, ClientAnswer> reads) throws InterruptedException {
        List<Long> lasts = all(this::last);
        accounts.forEach(AccountStreamReader::end);
        books.forEach(DepthStreamReader::end);
        for (Future<?> thread : reading) {
            value(thread);
        }
        List<AccountStreamReading> readings = all(number -> reading(number, lasts.get(number)));
        return StreamCheck.report(
                readings, books.stream().map(DepthStreamReader::reading).toList(), reads);
    }

    /** Task for one account, run in parallel with the others. */
    private interface Part<T> {
        T of(int number) throws InterruptedException;
    }

    /** Returns the last entry of an account's stream, after its reader has reached it or run out of time. */
    private long last(int number) throws InterruptedException {
        long last = witnesses.get(number).last();
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (accounts.get(number).number() < last && System.nanoTime() < until) {
            LockSupport.parkNanos(CHECK_INTERVAL_NANOS);
        }
        return last;
    }

    private AccountStreamReading reading(int number, long last) throws InterruptedException {
        return accounts.get(number).reading(last, witnesses.get(number).all(last));
    }

    private <T> List<T> all(Part<T> part) throws InterruptedException {
        List<Callable<T>> parts = IntStream.range(0, accounts.size())
                .mapToObj(number -> (Callable<T>) () -> part.of(number))
                .toList();
        List<T> values = new ArrayList<>();
        for (Future<T> done : threads.invokeAll(parts)) {
            values.add(value(done));
        }
        return values;
    }

    private static <T> T value(Future<T> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a reader ended", broken.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        accounts.forEach(AccountStreamReader::end);
        books.forEach(DepthStreamReader::end);
        threads.shutdownNow();
        http.shutdownNow();
        notes.close();
    }
}
