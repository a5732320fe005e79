package com.flowex.simulator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.simulator.streams.AccountStreamReading;
import com.flowex.simulator.streams.ReceivedEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Reader of one account's stream as docs/api/account-stream.md describes it. It remembers the number of the last entry,
 * and requests the next one whenever it reconnects, to any of the exchange's addresses. It also disconnects every few
 * seconds without a close. It keeps every message, right or wrong.
 */
final class AccountStreamReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);
    private static final int STAY_LEAST_MILLIS = 3_000;
    private static final int STAY_MORE_MILLIS = 12_000;

    private final String account;
    private final AccountStreamConnector lines;
    private final ReaderRecord notes;
    private final Random random;
    private final List<ReceivedEntry> entries = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private int connections;

    /** Number of the last entry received. */
    private volatile long number;

    private volatile boolean over;

    /** @param account name of the account within the history */
    AccountStreamReader(String account, AccountStreamConnector lines, ReaderRecord notes, Random random) {
        this.account = account;
        this.lines = lines;
        this.notes = notes;
        this.random = random;
    }

    /** Reads over successive connections until {@link #end}. */
    void read() throws InterruptedException {
        while (!over) {
            try (ClientStreamConnection line = lines.open("?from=" + (number + 1))) {
                connections++;
                follow(line);
            } catch (IOException e) {
                LockSupport.parkNanos(CHECK_INTERVAL.toNanos());
            }
        }
    }

    /** Makes the present connection the last one. */
    void end() {
        over = true;
    }

    /** Returns the number of the last entry received so far. */
    long number() {
        return number;
    }

    private void follow(ClientStreamConnection line) throws IOException, InterruptedException {
        long leave = System.nanoTime()
                + Duration.ofMillis(STAY_LEAST_MILLIS + random.nextInt(STAY_MORE_MILLIS))
                        .toNanos();
        while (!over && System.nanoTime() < leave) {
            Optional<String> text = line.next(CHECK_INTERVAL);
            if (text.isPresent()) {
                take(JSON.readTree(text.get()));
            }
        }
    }

    /** @throws IOException if the exchange does not send its entries now */
    void take(JsonNode message) throws IOException {
        notes.write(account, connections, message);
        Optional<ReceivedEntry> entry = ExchangeJsonMapper.entry(message);
        if (entry.isPresent()) {
            entries.add(entry.get());
            number = entry.get().number();
            return;
        }
        switch (message.path("type").asText()) {
            case "following" -> {
                if (message.path("next").asLong() != number + 1) {
                    findings.add("asked for entry " + (number + 1) + " it received " + message);
                }
            }
            case "too_old" -> {
                findings.add("entry " + (number + 1) + " is no longer kept: " + message);
                number = message.path("oldest").asLong() - 1;
                throw new IOException("too old");
            }
            case "error" -> throw new IOException(message.path("code").asText());
            default -> findings.add("there is no message like " + message);
        }
    }

    /**
     * Returns the reading after it has ended.
     *
     * @param last number of the account's last entry
     * @param again entries of the same account that another connection saw
     */
    AccountStreamReading reading(long last, List<ReceivedEntry> again) {
        return new AccountStreamReading(account, entries, connections, last, again, findings);
    }
}
