package com.flowex.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** Reads a body of at most 64 KiB. */
final class RequestBody {

    /** The longest body an endpoint takes. */
    static final int BYTES_MAX = 64 * 1024;

    /**
     * What is read and thrown away so that a client that is still sending hears the answer: closing a connection with
     * unread bytes resets it, and the answer may be lost. Beyond this it may be.
     */
    static final int DRAINED_BYTES_MAX = 16 * 1024 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private RequestBody() {}

    static byte[] read(ServerRequest server) {
        if (!server.content().hasEntity()) {
            return NOTHING;
        }
        OptionalLong declared = server.headers().contentLength();
        boolean announced = server.headers().contains(HeaderNames.EXPECT);
        if (declared.isPresent() && declared.getAsLong() > BYTES_MAX && announced) {
            throw tooLarge();
        }
        try (InputStream in = server.content().inputStream()) {
            return declared.isPresent() && declared.getAsLong() <= BYTES_MAX
                    ? whole(in, (int) declared.getAsLong())
                    : upToMax(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the client stopped sending", e);
        }
    }

    /** Exactly what was declared: the usual case, with no buffer but the result. */
    private static byte[] whole(InputStream in, int length) throws IOException {
        byte[] content = new byte[length];
        int read = in.readNBytes(content, 0, length);
        if (read < length) {
            throw new EOFException("the body ended after " + read + " of " + length + " bytes");
        }
        return content;
    }

    private static byte[] upToMax(InputStream in) throws IOException {
        byte[] content = in.readNBytes(BYTES_MAX + 1);
        if (content.length > BYTES_MAX) {
            in.skip(DRAINED_BYTES_MAX);
            throw tooLarge();
        }
        return content;
    }

    private static ProblemException tooLarge() {
        return new ProblemException(413, "payload_too_large", "a body is at most " + BYTES_MAX + " bytes long")
                .header("Connection", "close");
    }
}
