package com.flowex.access.http.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Message framing of HTTP. The end of a request must be stated once and clearly: a proxy that reads it differently
 * would take the rest for another request. Any ambiguity is refused, and the connection ends (ADR 0077).
 */
public final class RequestFraming implements Http1ConnectionListener {

    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,17}");

    private static final String HEADERS_TOO_LONG = "Header size exceeded";
    private static final Status HEADERS_TOO_LARGE = Status.create(431);

    /** Printable characters and complete escapes. */
    private static final Pattern QUERY = Pattern.compile("(?:[!-$&-~]|%[0-9A-Fa-f]{2})*+");

    /** Next listener, because Helidon 4.3 calls only one. */
    private final Http1ConnectionListener next;

    /** @param next receives every event, too */
    public RequestFraming(Http1ConnectionListener next) {
        this.next = next;
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        requireReadable(prologue);
        next.prologue(context, prologue);
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        boolean coded = headers.contains(HeaderNames.TRANSFER_ENCODING);
        boolean sized = headers.contains(HeaderNames.CONTENT_LENGTH);
        if (coded && sized) {
            throw refused("Content-Length and Transfer-Encoding");
        }
        if (sized && !isPlain(headers.get(HeaderNames.CONTENT_LENGTH))) {
            throw refused("Content-Length is not one number");
        }
        if (coded) {
            requireChunked(headers);
        }
    }

    /**
     * Makes an answer the connection's last one if the end of the request is in doubt; call it right before any answer
     * is sent. Readers differ most at the end of a chunked body. A body that was announced by {@code Expect} and not
     * requested may come all the same, and Helidon would take it for the next request.
     */
    public static void endWhereInDoubt(ServerRequest request, ServerResponse response) {
        boolean inPieces = request.headers().contains(HeaderNames.TRANSFER_ENCODING);
        boolean mayStillCome = request.headers().contains(HeaderNames.EXPECT)
                && !request.content().consumed();
        if (inPieces || mayStillCome) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
    }

    /** Returns true if this answer was declared the last, although Helidon would keep reading. */
    public static boolean hasEnded(ServerResponse response) {
        return response.headers().contains(HeaderValues.CONNECTION_CLOSE);
    }

    /**
     * Returns the status of a request that Helidon itself refuses. Bytes on which its reader of the first line fails,
     * such as those of TLS, are no fault of ours. Helidon gives headers that are too long the status of any malformed
     * request.
     *
     * @param message message of Helidon, which is set if the listener's errors include their entity
     */
    public static Status statusOf(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            @Nullable String message) {
        if (type == DirectHandler.EventType.INTERNAL_ERROR && request.method().isEmpty()) {
            return Status.BAD_REQUEST_400;
        }
        return HEADERS_TOO_LONG.equals(message) ? HEADERS_TOO_LARGE : status;
    }

    /**
     * Requires a readable query. Clients send JSON lists unescaped, which Helidon would refuse, because URIs require
     * escapes for quotation marks and brackets.
     */
    private static void requireReadable(HttpPrologue prologue) {
        if (prologue.fragment().hasValue()
                || !QUERY.matcher(prologue.query().rawValue()).matches()) {
            throw refused("the query is not readable");
        }
    }

    private static void requireChunked(Headers headers) {
        Header coding = headers.get(HeaderNames.TRANSFER_ENCODING);
        if (coding.valueCount() != 1 || !coding.get().equalsIgnoreCase("chunked")) {
            throw refused("Transfer-Encoding is not chunked alone");
        }
        if (headers instanceof WritableHeaders<?> writable) {
            // Helidon knows it only in lower case.
            writable.set(HeaderValues.TRANSFER_ENCODING_CHUNKED);
        }
    }

    private static boolean isPlain(Header length) {
        List<String> values = length.allValues();
        return values.size() == 1 && LENGTH.matcher(values.getFirst()).matches();
    }

    private static RequestException refused(String why) {
        return RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .status(Status.BAD_REQUEST_400)
                .setKeepAlive(false)
                .message(why)
                .build();
    }
}
