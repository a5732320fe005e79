package com.flowex.gateway.relay;

import com.flowex.access.http.caller.RequestId;
import com.flowex.gateway.route.RelayRoute;
import com.flowex.gateway.upstream.UpstreamResponse;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Cache of the last answers of routes with {@code stale=SECONDS}, for times when no upstream serves them. Stale answers
 * are marked, with their age. Only answers to GET requests without anything that identifies the caller are cached, so
 * personal data is not among them. The age is by the machine's running time, which never goes back. At most {@value
 * #ALL_BYTES_MAX} bytes of bodies are kept, and a limited number of answers, the most recently used ones. Safe for many
 * threads.
 */
final class StaleResponseCache {

    /** The longest body that is kept. */
    static final int BODY_BYTES_MAX = 65_536;

    private static final int ALL_BYTES_MAX = 16_777_216;
    private static final int ANSWERS_MAX = 10_000;
    private static final int OK = 200;

    /** Headers that an answer may depend on. */
    private static final List<String> VARIED_HEADERS =
            List.of("host", "x-tenant", "origin", "accept", "accept-encoding", "accept-language");

    /** Headers that do not identify the caller. A request with any other header gets answers of the service alone. */
    private static final Set<String> HARMLESS = Set.of(
            "user-agent",
            "referer",
            "cache-control",
            "pragma",
            "dnt",
            "priority",
            "traceparent",
            "upgrade-insecure-requests");

    private static final Set<String> OF_ITS_CALL = Set.of("set-cookie", "age", "date", "retry-after");

    private static final Header OLD = HeaderValues.createCached("X-FlowEx-Stale", "true");
    private static final Header WARNING = HeaderValues.createCached("Warning", "110 - \"Response is Stale\"");

    private static final class StoredResponse {
        private final List<Header> headers;
        private final byte[] body;
        private final long at;

        StoredResponse(List<Header> headers, byte[] body, long at) {
            this.headers = headers;
            this.body = body;
            this.at = at;
        }
    }

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, StoredResponse> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param nanos running time of the machine, in nanoseconds */
    StaleResponseCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Returns the cache key of a call's answer; empty where it may not be cached. */
    static Optional<String> nameOf(RelayRoute route, RelayedCall visit) {
        if (route.stale().isZero() || !visit.method().equals("GET")) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder(visit.target());
        Map<String, String> apart = new LinkedHashMap<>();
        for (Header header : visit.relayed()) {
            String key = header.headerName().lowerCase();
            if (VARIED_HEADERS.contains(key)) {
                apart.put(key, String.join(",", header.allValues()));
            } else if (!HARMLESS.contains(key) && !key.startsWith("sec-")) {
                return Optional.empty();
            }
        }
        for (String key : VARIED_HEADERS) {
            name.append('\n').append(apart.getOrDefault(key, ""));
        }
        return Optional.of(name.toString());
    }

    /** Returns true if an answer can be cached, so that its body is to be read whole. */
    static boolean isCacheable(UpstreamResponse answer) {
        return answer.status() == OK
                && answer.body().size() > 0
                && answer.body().size() <= BODY_BYTES_MAX
                && !answer.headers().contains(HeaderNames.SET_COOKIE);
    }

    void put(String name, UpstreamResponse answer, byte[] body) {
        Set<String> named = RequestHeadWriter.named(answer.headers());
        List<Header> headers = new ArrayList<>();
        for (Header header : answer.headers()) {
            String key = header.headerName().lowerCase();
            boolean isOfItsCall = OF_ITS_CALL.contains(key)
                    || key.startsWith("x-rate")
                    || key.startsWith("x-mbx")
                    || key.equals(RequestId.HEADER.lowerCase());
            if (!RequestHeadWriter.isHop(header, named) && !isOfItsCall) {
                headers.add(header);
            }
        }
        lock.lock();
        try {
            StoredResponse before = answers.put(name, new StoredResponse(headers, body, nanos.getAsLong()));
            bytes += body.length - (before == null ? 0 : before.body.length);
            makeRoom();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        Iterator<StoredResponse> oldest = answers.values().iterator();
        while (bytes > ALL_BYTES_MAX || answers.size() > ANSWERS_MAX) {
            bytes -= oldest.next().body.length;
            oldest.remove();
        }
    }

    /** Answers with the cached answer, unless it is too old; false if there is none. */
    boolean answer(RelayRoute route, RelayedCall visit, ServerResponse response) {
        Optional<StoredResponse> stored = nameOf(route, visit).flatMap(this::find);
        if (stored.isEmpty()) {
            return false;
        }
        long age = nanos.getAsLong() - stored.get().at;
        if (age > route.stale().toNanos()) {
            return false;
        }
        stored.get().headers.forEach(response::header);
        response.header(HeaderValues.create("Age", TimeUnit.NANOSECONDS.toSeconds(age)));
        response.header(OLD).header(WARNING);
        response.header(HeaderValues.create(RequestId.HEADER, visit.id()));
        response.send(stored.get().body);
        return true;
    }

    private Optional<StoredResponse> find(String name) {
        lock.lock();
        try {
            return Optional.ofNullable(answers.get(name));
        } finally {
            lock.unlock();
        }
    }
}
