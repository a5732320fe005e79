package com.flowex.access.http.server;

import com.flowex.access.http.connection.ConnectionTimeouts;
import com.flowex.access.http.connection.RequestFraming;
import com.flowex.access.http.page.ContentCoding;
import com.flowex.access.http.page.EncodedContent;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.EdgeRefusal;
import com.flowex.access.http.response.HttpStatuses;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.response.RefusalMapper;
import com.flowex.access.http.route.RequestContext;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.failure.OutageFaults;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writer of answers and problems; each method returns the status it wrote. */
final class ResponseWriter {

    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");
    private static final Header PACKED = HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");

    /** Gzip alone: the Java runtime has no brotli, and what is sent once is not worth its time. */
    private static final Set<ContentCoding> PACKED_AT_ONCE = Set.of(ContentCoding.GZIP);

    /** Least length for compression; one packet holds this much anyway. */
    private static final int PACKED_FROM = 1_400;

    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);

    private ResponseWriter() {}

    static int send(RequestContext incoming, Refusal problem) {
        ServerResponse response = incoming.response();
        EdgeRefusal.headersOf(problem).forEach((name, value) -> response.header(name, value));
        RequestFraming.endWhereInDoubt(incoming.server(), response);
        RefusalMapper.Worded worded =
                incoming.dialect().refusals().of(problem, HttpStatuses.of(problem), incoming.id());
        response.status(worded.status());
        response.header(worded.contentType());
        send(incoming, Json.bytes(worded.body()));
        return worded.status();
    }

    /** @param timeouts is notified of the progress of a streamed answer */
    static int send(RequestContext incoming, Answer answer, ConnectionTimeouts timeouts) {
        ServerResponse response = incoming.response();
        answer.headers().forEach((name, value) -> response.header(name, value));
        RequestFraming.endWhereInDoubt(incoming.server(), response);
        response.status(answer.status());
        switch (answer.body()) {
            case Answer.Body.None() -> response.send();
            case Answer.Body.Value(Object value) -> {
                response.header(JSON);
                send(incoming, packed(incoming, "application/json", Json.bytes(value)));
            }
            case Answer.Body.Lines(String contentType, Answer.Writing writing) -> {
                response.header(HeaderNames.CONTENT_TYPE, contentType);
                write(incoming, writing, timeouts);
            }
            case Answer.Body.Bytes(String contentType, byte[] content) -> {
                response.header(HeaderNames.CONTENT_TYPE, contentType);
                send(incoming, packed(incoming, contentType, content));
            }
        }
        return answer.status();
    }

    /** Stream that reports the bytes that the client has read. */
    private static final class CountingStream extends FilterOutputStream {

        private final ConnectionTimeouts timeouts;

        CountingStream(OutputStream out, ConnectionTimeouts timeouts) {
            super(out);
            this.timeouts = timeouts;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            timeouts.sent(length);
        }
    }

    /**
     * Compresses public data for clients that accept it: candles shrink to an eighth. Other data stays as it is: orders
     * must not wait for compression, and the length of compressed private data would leak its content.
     */
    private static byte[] packed(RequestContext incoming, String contentType, byte[] content) {
        if (!incoming.isPublicData() || content.length < PACKED_FROM || !contentType.equals("application/json")) {
            return content;
        }
        incoming.response().headers().add(VARY);
        String accepted = incoming.header(HeaderNames.ACCEPT_ENCODING);
        if (ContentCoding.best(accepted, PACKED_AT_ONCE) == ContentCoding.IDENTITY) {
            return content;
        }
        incoming.response().header(PACKED);
        return EncodedContent.packFast(content);
    }

    private static void write(RequestContext incoming, Answer.Writing writing, ConnectionTimeouts timeouts) {
        if (incoming.server().prologue().method().equals(Method.HEAD)) {
            incoming.response().send();
            return;
        }
        try {
            OutputStream out = new CountingStream(incoming.response().outputStream(), timeouts);
            writing.to(out);
            out.close();
            incoming.response().commit();
        } catch (IOException e) {
            throw new UncheckedIOException("the client went away", e);
        } catch (RuntimeException failed) {
            // An answer that has begun can only be cut off.
            if (!incoming.response().reset()) {
                if (OutageFaults.isOne(failed)) {
                    LOG.warn("request {} was cut off: {}", incoming.id(), failed.toString());
                } else {
                    LOG.error("request {} was cut off", incoming.id(), failed);
                }
                throw new CloseConnectionException("cut off", failed);
            }
            throw failed;
        }
    }

    private static void send(RequestContext incoming, byte[] content) {
        ServerResponse response = incoming.response();
        if (incoming.server().prologue().method().equals(Method.HEAD)) {
            // Helidon would send the body, which the client would take for the next answer.
            response.contentLength(content.length);
            response.send();
        } else {
            response.send(content);
        }
    }
}
