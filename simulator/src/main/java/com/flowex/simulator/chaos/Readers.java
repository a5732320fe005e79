package com.flowex.simulator.chaos;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.Told;
import com.flowex.simulator.streams.AccountReading;
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
final class Readers implements AutoCloseable {

    /** Longest time that an entry may be under way when nothing changes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(100).toNanos();
    private static final int BOOKS = 2;

    private final Door door;
    private final ReaderNotes notes;
    private final List<AccountReader> accounts;
    private final List<AccountWitness> witnesses;
    private final List<BookReader> books;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> reading = new ArrayList<>();

    /** @param doors supplier of a new adapter for each account that is read, by the client's number */
    Readers(ChaosOptions options, Door door, IntFunction<AccountDoor> doors, ReaderNotes notes) {
        this.door = door;
        this.notes = notes;
        int readers = Math.min(options.readers(), options.clients());
        accounts = IntStream.range(0, readers)
                .mapToObj(number -> new AccountReader(
                        ChaosClient.account(number),
                        new AccountLines(doors.apply(number), options.urls(), http, number),
                        notes,
                        new Random(options.seed() - number)))
                .toList();
        witnesses = IntStream.range(0, readers)
                .mapToObj(number -> new AccountWitness(
                        new AccountLines(doors.apply(number), options.urls(), http, number), PATIENCE))
                .toList();
        books = IntStream.range(0, readers == 0 ? 0 : BOOKS)
                .mapToObj(number ->
                        new BookReader(options.urls(), options.symbol(), new Random(~options.seed() - number)))
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
        books.forEach(reader -> reader.compare(door, PATIENCE));
    }

    /**
     * Judges the readings, when nothing changes any longer.
     *
     * @param reads answers of the exchange about the accounts
     */
    StreamReport judge(Map<Deed, Told> reads) throws InterruptedException {
        List<Long> lasts = all(this::last);
        accounts.forEach(AccountReader::end);
        books.forEach(BookReader::end);
        for (Future<?> thread : reading) {
            value(thread);
        }
        List<AccountReading> seen = all(number -> reading(number, lasts.get(number)));
        return StreamCheck.report(seen, books.stream().map(BookReader::reading).toList(), reads);
    }

    /** Task for one account, run in parallel with the others. */
    private interface Part<T> {
        T of(int number) throws InterruptedException;
    }

    /** Returns the last entry of an account's stream, after its reader has reached it or run out of time. */
    private long last(int number) throws InterruptedException {
        long last = witnesses.get(number).last();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (accounts.get(number).number() < last && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return last;
    }

    private AccountReading reading(int number, long last) throws InterruptedException {
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
        accounts.forEach(AccountReader::end);
        books.forEach(BookReader::end);
        threads.shutdownNow();
        http.shutdownNow();
        notes.close();
    }
}
