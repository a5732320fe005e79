package com.flowex.gateway.relay;

import com.flowex.access.http.caller.RequestId;
import io.helidon.http.Header;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One call to relay.
 *
 * @param id request id, common to client, gateway and service
 * @param from client's address, behind the trusted proxies
 * @param path path as sent
 * @param target path and query as sent
 * @param headers headers as sent, for the framing of the body alone
 * @param relayed headers that the upstream gets
 */
record RelayedCall(
        String id, InetAddress from, String method, String path, String target, Headers headers, List<Header> relayed) {

    /** Methods that can be repeated: doing them twice has the effect of once. */
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE");

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** Matches a dot segment in any spelling that a reader may decode. */
    private static final Pattern DOT_SEGMENT =
            Pattern.compile("(?:^|/|%2f|\\\\|%5c)(?:\\.|%2e){1,2}(?:/|%2f|\\\\|%5c|$)", Pattern.CASE_INSENSITIVE);

    static RelayedCall of(HttpPrologue prologue, Headers headers, InetAddress from) {
        String path = prologue.uriPath().rawPath();
        String query = prologue.query().rawValue();
        return new RelayedCall(
                RequestId.of(headers),
                from,
                prologue.method().text().toUpperCase(Locale.ROOT),
                path,
                query.isEmpty() ? path : path + "?" + query,
                headers,
                RequestHeadWriter.relayed(headers));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean isRead() {
        return READS.contains(method);
    }

    boolean isRepeatable() {
        return REPEATABLE.contains(method);
    }

    /** Returns true if its path could mean another than the one it is routed by. */
    boolean isDoubtful() {
        boolean mayBe = path.indexOf('.') >= 0 || path.indexOf('%') >= 0;
        return mayBe && DOT_SEGMENT.matcher(path).find();
    }
}
