package com.flowex.gateway.relay;

import com.flowex.access.RelayToken;
import com.flowex.access.http.caller.RequestId;
import com.flowex.platform.tracing.Trace;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writer of the head of a request to an upstream. Headers of the client's connection are left out, and so are headers
 * in which a client claims its own origin. The gateway states the origin itself, signed. Safe for many threads.
 */
final class RequestHeadWriter {

    private static final Set<String> HOPS = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "upgrade",
            "http2-settings",
            "expect");

    private static final Set<String> OURS = Set.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-real-ip",
            RequestId.HEADER.lowerCase(),
            RelayToken.HEADER.lowerCase());

    /** Headers that services act on; a client cannot mark them as headers of its connection. */
    private static final Set<String> DECIDING = Set.of(
            "authorization",
            "cache-control",
            "cookie",
            "host",
            "idempotency-key",
            "origin",
            "range",
            "user-agent",
            "x-api-key",
            "x-mbx-apikey",
            "x-min-sequence",
            "x-nonce",
            "x-recv-window",
            "x-session-cookie",
            "x-signature",
            "x-tenant",
            "x-timestamp");

    private static final List<String> DECIDING_PREFIXES = List.of("accept", "content-", "if-", "sec-");

    private static final String LINE_END = "\r\n";
    private static final int HEAD_BYTES = 1_024;
    private static final int INSTANCE_BYTES = 12;

    private final Optional<RelayToken> token;
    private final InstantSource clock;

    /** Random part of this process, so that no two gateways write the same nonce. */
    private final String instance;

    private final AtomicLong written = new AtomicLong();

    RequestHeadWriter(Optional<RelayToken> token, InstantSource clock) {
        this.token = token;
        this.clock = clock;
        byte[] random = new byte[INSTANCE_BYTES];
        new SecureRandom().nextBytes(random);
        this.instance = HexFormat.of().formatHex(random);
    }

    /**
     * Returns the head of a request.
     *
     * @param framing lines that give the length of the body, or request an upgrade; each without a line end
     */
    BufferData of(RelayedCall visit, List<String> framing) {
        BufferData head = BufferData.growing(HEAD_BYTES);
        text(head, visit.method() + " " + visit.target() + " HTTP/1.1" + LINE_END);
        Trace trace = Trace.current();
        for (Header header : visit.relayed()) {
            boolean isSent =
                    trace.isRecorded() && header.headerName().lowerCase().equals(Trace.HEADER);
            if (!isSent) {
                header.writeHttp1Header(head);
            }
        }
        if (trace.isRecorded()) {
            text(head, Trace.HEADER + ": " + trace.header() + LINE_END);
        }
        framing.forEach(line -> text(head, line + LINE_END));
        String from = visit.from().getHostAddress();
        text(
                head,
                RequestId.HEADER.defaultCase() + ": " + visit.id() + LINE_END + "X-Forwarded-For: " + from + LINE_END);
        token.ifPresent(key -> text(
                head,
                RelayToken.HEADER.defaultCase() + ": "
                        + key.write(
                                new RelayToken.Words(from, clock.millis(), instance + "-" + written.incrementAndGet()),
                                new RelayToken.Spoken(visit.method(), visit.target(), visit.id()))
                        + LINE_END));
        text(head, LINE_END);
        return head;
    }

    /**
     * Returns a request's headers as an upstream gets them, without those that the gateway writes itself. Relaying and
     * caching both use this list. If the lists differed, an answer could be cached for a tenant that the service never
     * saw.
     */
    static List<Header> relayed(Headers headers) {
        Set<String> named = named(headers);
        List<Header> relayed = new ArrayList<>();
        for (Header header : headers) {
            String name = header.headerName().lowerCase();
            boolean isLeftOut = HOPS.contains(name) || OURS.contains(name) || named.contains(name) && !isDeciding(name);
            if (!isLeftOut) {
                relayed.add(header);
            }
        }
        return List.copyOf(relayed);
    }

    private static boolean isDeciding(String name) {
        return DECIDING.contains(name) || DECIDING_PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** Returns true if a header of an answer belongs to the upstream's connection alone. */
    static boolean isHop(Header header, Set<String> named) {
        String name = header.headerName().lowerCase();
        return HOPS.contains(name) || named.contains(name);
    }

    /** Returns the headers that the sender marks as its connection's. */
    static Set<String> named(Headers headers) {
        if (!headers.contains(HeaderNames.CONNECTION)) {
            return Set.of();
        }
        return headers.get(HeaderNames.CONNECTION).allValues().stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void text(BufferData head, String text) {
        head.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
