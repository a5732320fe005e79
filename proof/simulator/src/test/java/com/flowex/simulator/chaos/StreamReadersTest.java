package com.flowex.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.streams.StreamReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers over real connections, which are cut off: the entries of a sound edge are accepted, and a faulty one is
 * detected.
 */
@Timeout(600)
class StreamReadersTest {

    private static final int LAST = 20;
    private static final String BOOK = "\"bids\":[[\"50\",\"1.5\"],[\"49.5\",\"2\"]],\"asks\":[[\"51\",\"0.25\"]]";

    @TempDir
    private Path folder;

    /** Money comes, one coin each time: a transfer, then what there is. */
    private static String entry(long number) {
        String head = ",\"number\":" + number + ",\"sequence\":" + (100 + number) + ",\"currency\":\"BTC\",";
        return number % 2 == 1
                ? "{\"type\":\"transfer\"" + head + "\"stage\":\"posted\",\"transfer_id\":\"" + number
                        + "\",\"amount\":\"1\"}"
                : "{\"type\":\"balance\"" + head + "\"total\":\"" + number / 2 + "\"}";
    }

    /** From a number to another, or to the last. */
    private static List<String> entries(long from, long until) {
        List<String> messages = new ArrayList<>();
        messages.add("{\"type\":\"following\",\"account\":\"1\",\"next\":" + (from == 0 ? LAST + 1 : from)
                + ",\"last\":" + LAST + "}");
        LongStream.rangeClosed(from == 0 ? LAST + 1 : from, Math.min(until, LAST))
                .forEach(number -> messages.add(entry(number)));
        return messages;
    }

    private static String snapshot() {
        CRC32 crc = new CRC32();
        crc.update("50:1.5|49.5:2|51:0.25".getBytes(StandardCharsets.US_ASCII));
        return "{\"type\":\"depth_snapshot\",\"symbol\":\"BTC-USDT\",\"sequence\":7," + BOOK + ",\"checksum\":"
                + crc.getValue() + "}";
    }

    private static Map<ClientOperation, ClientAnswer> reads() {
        return Map.of(
                new ClientOperation.Read("a0", ClientOperation.Subject.ORDERS, ""), new ClientAnswer.Orders(List.of()),
                new ClientOperation.Read("a0", ClientOperation.Subject.FILLS, ""), new ClientAnswer.Fills(List.of()),
                new ClientOperation.Read("a0", ClientOperation.Subject.BALANCES, ""),
                        new ClientAnswer.Balances(Map.of("BTC", BigDecimal.TEN), 200),
                new ClientOperation.Read("a0", ClientOperation.Subject.MOVES, ""),
                        new ClientAnswer.Moves(List.of(new ClientAnswer.Move("1", "BTC", BigDecimal.TEN, 101))));
    }

    private StreamReport read(PretendEdge edge) throws IOException, InterruptedException {
        List<URI> urls = List.of(edge.url());
        ChaosOptions options =
                new ChaosOptions(urls, 2, Duration.ofSeconds(1), 1, 1, 3, "BTC-USDT", folder.resolve("history.jsonl"));
        try (ExchangeHttpClient http = new ExchangeHttpClient(urls);
                StreamReaders readers = new StreamReaders(
                        options,
                        http,
                        number -> new AccountHttpAdapter(http, "BTC-USDT", "a" + number, name -> name, number),
                        new ReaderRecord(ReaderRecord.beside(options.out()), System::nanoTime))) {
            readers.begin();
            readers.compareBooks();
            return readers.judge(reads());
        }
    }

    private PretendEdge edge(LongFunction<PretendEdge.SentMessages> stream) throws IOException {
        return new PretendEdge(stream, List.of(snapshot()), "{" + BOOK + "}");
    }

    @Test
    void disconnectedReaderResumesAfterItsLastEntry() throws IOException, InterruptedException {
        // The first connections get three entries each; who asks from the first one again is the one that looks in the
        // end.
        AtomicInteger connections = new AtomicInteger();
        try (PretendEdge edge = edge(from -> connections.incrementAndGet() <= 5
                ? new PretendEdge.SentMessages(entries(from, from + 2), true)
                : new PretendEdge.SentMessages(entries(from, LAST), false))) {
            StreamReport report = read(edge);

            assertEquals(List.of(), report.findings());
            assertTrue(report.isAccepted());
            assertEquals(LAST, report.numbers());
            assertEquals(0, report.missed() + report.repeated() + report.misplaced() + report.broken());
            assertTrue(report.reconnects() >= 3, report.lines()::toString);
            assertEquals(2, report.books());
        }
    }

    /**
     * Method: the reader is cut off until it resumes behind an entry that it has; it gets that entry again, once. The connection
     * that looks how far the stream goes may come first, and a cut may lose what was on its way: neither decides what is sent.
     */
    @Test
    void repeatedEntryOfAnEdgeIsDetected() throws IOException, InterruptedException {
        AtomicLong again = new AtomicLong();
        try (PretendEdge edge = edge(from -> {
            if (from == 1 && again.get() == 0) {
                return new PretendEdge.SentMessages(entries(from, 4), true);
            }
            boolean isResumed = from > 1 && again.compareAndSet(0, from - 1);
            return new PretendEdge.SentMessages(entries(isResumed ? from - 1 : from, LAST), false);
        })) {
            StreamReport report = read(edge);

            assertFalse(report.isAccepted());
            assertEquals(1, report.repeated());
            assertTrue(report.findings().contains("a0: entry " + again + " came again"), report.findings()::toString);
        }
    }

    @Test
    void readerWithAnExpiredTokenLogsInAgain() throws IOException, InterruptedException {
        AtomicInteger connections = new AtomicInteger();
        List<PretendEdge> forgetful = new ArrayList<>();
        try (PretendEdge edge = edge(from -> {
            if (connections.incrementAndGet() == 1) {
                forgetful.forEach(PretendEdge::forgetTokens);
                return new PretendEdge.SentMessages(entries(from, 4), true);
            }
            return new PretendEdge.SentMessages(entries(from, LAST), false);
        })) {
            forgetful.add(edge);

            assertEquals(List.of(), read(edge).findings());
            assertTrue(edge.logins() >= 3, "the reader twice, and who looks in the end");
        }
    }

    @Test
    void bookThatDiffersFromTheApiIsDetected() throws IOException, InterruptedException {
        String broken = snapshot().replace("\"49.5\"", "\"49\"");
        try (PretendEdge edge = new PretendEdge(
                from -> new PretendEdge.SentMessages(entries(from, LAST), false),
                List.of(snapshot(), broken, snapshot()),
                "{" + BOOK + "}")) {
            StreamReport report = read(edge);

            assertEquals(2, report.broken(), "each of the two readers saw it once");
            assertFalse(report.isAccepted());
        }
    }
}
