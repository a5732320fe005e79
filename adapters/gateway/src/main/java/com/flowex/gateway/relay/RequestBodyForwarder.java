package com.flowex.gateway.relay;

import com.flowex.gateway.upstream.UpstreamConnection;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Body of a request on its way to an upstream, one piece at a time, with the client's framing. */
final class RequestBodyForwarder {

    private static final int PIECE_BYTES = 16_384;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ReadableEntity content;
    private final boolean sized;
    private final String length;

    RequestBodyForwarder(ReadableEntity content, Headers headers) {
        this.content = content;
        this.sized = headers.contains(HeaderNames.CONTENT_LENGTH);
        this.length = sized ? headers.get(HeaderNames.CONTENT_LENGTH).get() : "";
    }

    /**
     * Sends head and body.
     *
     * @throws IOException if the upstream accepts no further bytes; a client that breaks off ends its connection
     */
    void to(UpstreamConnection connection, RequestHeadWriter heads, RelayedCall visit) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        InputStream in = content.inputStream();
        int read = read(in, piece);
        BufferData first = heads.of(visit, List.of(sized ? "Content-Length: " + length : "Transfer-Encoding: chunked"));
        // A short body goes with its head.
        frame(first, piece, read);
        connection.send(first);
        while (read >= 0) {
            read = read(in, piece);
            if (sized && read > 0) {
                connection.send(piece, read);
            } else if (!sized) {
                BufferData next = BufferData.growing(PIECE_BYTES + 16);
                frame(next, piece, read);
                connection.send(next);
            }
        }
    }

    private void frame(BufferData into, byte[] piece, int read) {
        if (sized) {
            into.write(piece, 0, Math.max(0, read));
        } else if (read < 0) {
            into.write(LAST_CHUNK);
        } else {
            into.write((Integer.toHexString(read) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            into.write(piece, 0, read);
            into.write('\r');
            into.write('\n');
        }
    }

    private static int read(InputStream in, byte[] piece) {
        try {
            int read = in.read(piece, 0, PIECE_BYTES);
            while (read == 0) {
                read = in.read(piece, 0, PIECE_BYTES);
            }
            return read;
        } catch (IOException | RuntimeException e) { // Helidon throws both, and neither is the upstream's fault
            throw new CloseConnectionException("the client closed the connection early", e);
        }
    }
}
