package com.flowex.simulator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.simulator.streams.ReceivedEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Second reader of an account's stream at the end of a run, when nothing changes. It finds the last entry of the stream
 * and reads everything from the oldest entry on.
 */
final class FinalStreamReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final AccountStreamConnector lines;
    private final Duration timeout;

    FinalStreamReader(AccountStreamConnector lines, Duration timeout) {
        this.lines = lines;
        this.timeout = timeout;
    }

    /** Returns the number of the account's last entry; 0 if the exchange did not answer. */
    long last() throws InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < until) {
            try (ClientStreamConnection line = lines.open("")) {
                JsonNode message = next(line);
                if (message.path("type").asText().equals("following")) {
                    return message.path("last").asLong();
                }
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return 0;
    }

    private JsonNode next(ClientStreamConnection line) throws IOException, InterruptedException {
        Optional<String> text = line.next(timeout);
        return JSON.readTree(text.orElseThrow(() -> new IOException("silent")));
    }

    /** Returns all kept entries up to this one, read over one connection; fewer if the time runs out. */
    List<ReceivedEntry> all(long last) throws InterruptedException {
        List<ReceivedEntry> all = new ArrayList<>();
        long from = 1;
        long until = System.nanoTime() + timeout.toNanos();
        while (!isAt(last, all) && System.nanoTime() < until) {
            all.clear();
            try (ClientStreamConnection line = lines.open("?from=" + from)) {
                from = read(line, last, all).orElse(from);
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return all;
    }

    private static boolean isAt(long last, List<ReceivedEntry> all) {
        return last == 0 || !all.isEmpty() && all.getLast().number() >= last;
    }

    /** @return the oldest existing entry, if the requested one is older */
    private OptionalLong read(ClientStreamConnection line, long last, List<ReceivedEntry> all)
            throws IOException, InterruptedException {
        while (!isAt(last, all)) {
            JsonNode message = next(line);
            if (message.path("type").asText().equals("too_old")) {
                return OptionalLong.of(message.path("oldest").asLong());
            }
            ExchangeJsonMapper.entry(message).ifPresent(all::add);
        }
        return OptionalLong.empty();
    }
}
