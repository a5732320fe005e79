package com.flowex.access.http.server;

import com.flowex.access.http.admission.WebSocketUpgrader;
import com.flowex.access.http.caller.RequestId;
import com.flowex.access.http.connection.RequestFraming;
import com.flowex.access.http.response.EdgeRefusal;
import com.flowex.access.http.response.HttpStatuses;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.response.Problem;
import com.flowex.access.http.route.Policies;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Problem documents for failures before or beside the chain: bytes that are no HTTP, a server at its limit. */
public final class TransportProblem {

    private final Policies policies;

    TransportProblem(Policies policies) {
        this.policies = policies;
    }

    static Refusal of(int status) {
        return switch (status) {
            case 404 -> Refusal.notFound("there is nothing here");
            case 413 -> new Refusal(RefusalCode.PAYLOAD_TOO_LARGE, "the body is too long");
            case 431 -> new Refusal(RefusalCode.HEADERS_TOO_LARGE, "the headers are too long");
            case 503 -> Refusal.overloaded();
            case 500 -> new Refusal(RefusalCode.INTERNAL, "a fault of ours; it is in the log under this request id");
            case 505 -> EdgeRefusal.withStatus(505, RefusalCode.MALFORMED_REQUEST, "this server speaks HTTP/1.1");
            default ->
                EdgeRefusal.withStatus(status, RefusalCode.MALFORMED_REQUEST, "this is not a valid HTTP request");
        };
    }

    /** Returns the handlers of Helidon's own errors, in the same form as all others. */
    DirectHandlers handlers() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            builder.addHandler(type, this::respond);
        }
        return builder.build();
    }

    /** Returns the whole answer to bytes that are no request. */
    static byte[] noHttp() {
        return raw("400 Bad Request", of(400));
    }

    /** Returns the whole answer to a connection beyond its address's limit. */
    static byte[] tooManyConnections() {
        return raw(
                "429 Too Many Requests",
                new Refusal(RefusalCode.RATE_LIMITED, "this address has too many connections open; close some"));
    }

    private static byte[] raw(String status, Refusal problem) {
        String id = RequestId.fresh();
        byte[] body = Json.bytes(Problem.of(problem, id));
        String head = "HTTP/1.1 " + status
                + "\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\nRetry-After: 1\r\nX-Request-Id: "
                + id + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        ByteArrayOutputStream answer = new ByteArrayOutputStream(head.length() + body.length);
        answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        answer.writeBytes(body);
        return answer.toByteArray();
    }

    private DirectHandler.TransportResponse respond(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        String id = RequestId.of(request.headers());
        Status answered = RequestFraming.statusOf(request, type, status, message);
        Refusal problem = request instanceof WebSocketUpgrader.Refused refused
                ? refused.why()
                : MalformedTraffic.counted(policies, request.headers(), of(answered.code()));
        EdgeRefusal.headersOf(problem).forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(HttpStatuses.of(problem)))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .header(RequestId.HEADER, id)
                .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
                .entity(Json.bytes(Problem.of(problem, id)))
                .keepAlive(false)
                .build();
    }
}
