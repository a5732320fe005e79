package com.flowex.gateway.relay;

import com.flowex.access.http.caller.RequestId;
import com.flowex.access.http.connection.RequestFraming;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.response.Problem;
import com.flowex.gateway.upstream.UpstreamException;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of the gateway itself: a problem document with an error code of the API.
 *
 * @param word reason in the metrics
 */
public record RelayRefusal(int status, RefusalCode code, String detail, String word) {

    private static final Header PROBLEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
    private static final Header NO_SNIFF =
            HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    private static final Header SOON = HeaderValues.createCached(HeaderNames.RETRY_AFTER, "1");

    static final int UNAVAILABLE = 503;

    private static final String UNAVAILABLE_WORD = "unavailable";
    private static final String BROKE_OFF = "broke_off";
    private static final String TOO_SLOW = "too_slow";

    /** Reasons to refuse a call whose route is known. */
    static final List<String> OF_ROUTES = List.of(UNAVAILABLE_WORD, BROKE_OFF, TOO_SLOW);

    static final RelayRefusal NO_ROUTE =
            new RelayRefusal(404, RefusalCode.NOT_FOUND, "there is nothing here", "no_route");
    static final RelayRefusal DOUBTFUL_PATH = new RelayRefusal(
            400, RefusalCode.MALFORMED_REQUEST, "the path must not have . or .. between its slashes", "doubtful_path");
    static final RelayRefusal NO_UPSTREAM = new RelayRefusal(
            UNAVAILABLE,
            RefusalCode.UNAVAILABLE,
            "what serves this is not there now; nothing was done, ask again in a moment",
            UNAVAILABLE_WORD);

    /**
     * Returns the refusal for a fault.
     *
     * @param isRead true if the call changes nothing, so that its outcome is not in doubt
     */
    static RelayRefusal of(UpstreamException fault, boolean isRead) {
        return switch (fault.kind()) {
            case NOT_CONNECTED -> NO_UPSTREAM;
            case BROKE_OFF, NONSENSE ->
                new RelayRefusal(
                        502,
                        isRead ? RefusalCode.UNAVAILABLE : RefusalCode.UNKNOWN_OUTCOME,
                        isRead
                                ? "what serves this broke off; ask again"
                                : "what serves this broke off: it may have been carried out; ask again with the same id",
                        BROKE_OFF);
            case TOO_SLOW ->
                new RelayRefusal(
                        504,
                        isRead ? RefusalCode.UNAVAILABLE : RefusalCode.UNKNOWN_OUTCOME,
                        isRead
                                ? "what serves this did not answer in time; ask again"
                                : "no answer in time: it may have been carried out; ask again with the same id",
                        TOO_SLOW);
        };
    }

    void send(ServerResponse response, String requestId, boolean isHead) {
        byte[] body = document(requestId);
        response.status(status);
        response.header(PROBLEM).header(NO_SNIFF);
        response.header(HeaderValues.create(RequestId.HEADER, requestId));
        if (status == UNAVAILABLE) {
            response.header(SOON);
        }
        if (isHead) {
            response.contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }

    /** Returns the whole answer as bytes; the connection ends after it. */
    byte[] raw(String requestId) {
        byte[] body = document(requestId);
        String head = "HTTP/1.1 " + Status.create(status).text()
                + "\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\nX-Request-Id: "
                + requestId + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private byte[] document(String requestId) {
        return Json.bytes(Problem.of(code, status, detail, requestId));
    }

    /** Returns handlers that answer requests refused by Helidon in the same form. */
    public static DirectHandlers direct() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            builder.addHandler(type, RelayRefusal::respond);
        }
        return builder.build();
    }

    private static DirectHandler.TransportResponse respond(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        String id = RequestId.of(request.headers());
        RelayRefusal refusal =
                byStatus(RequestFraming.statusOf(request, type, status, message).code());
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(refusal.status()))
                .headers(headers)
                .header(PROBLEM)
                .header(NO_SNIFF)
                .header(HeaderValues.create(RequestId.HEADER, id))
                .entity(refusal.document(id))
                .keepAlive(false)
                .build();
    }

    private static RelayRefusal byStatus(int status) {
        return switch (status) {
            case 404 -> NO_ROUTE;
            case 413 -> new RelayRefusal(413, RefusalCode.PAYLOAD_TOO_LARGE, "the body is too long", "refused");
            case 431 -> new RelayRefusal(431, RefusalCode.HEADERS_TOO_LARGE, "the headers are too long", "refused");
            case UNAVAILABLE -> NO_UPSTREAM;
            case 500 ->
                new RelayRefusal(
                        500,
                        RefusalCode.INTERNAL,
                        "a fault of ours; it is in the log under this request id",
                        "refused");
            default ->
                new RelayRefusal(status, RefusalCode.MALFORMED_REQUEST, "this is not a valid HTTP request", "refused");
        };
    }
}
