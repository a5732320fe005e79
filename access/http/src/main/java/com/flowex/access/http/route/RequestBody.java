package com.flowex.access.http.route;

import com.flowex.access.http.response.EdgeRefusal;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** Reader of a body with a bounded length. */
public final class RequestBody {

    /**
     * Bytes that are read and dropped so that a client which is still sending gets the answer. Closing a connection
     * with unread bytes resets it, and the answer may be lost; beyond this bound that may happen.
     */
    public static final int DRAINED_BYTES_MAX = 256 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private RequestBody() {}

    /** @param max longest accepted body, bytes; beyond it 413 */
    static byte[] read(ServerRequest server, int max) {
        if (!server.content().hasEntity()) {
            return NOTHING;
        }
        OptionalLong declared = server.headers().contentLength();
        boolean announced = server.headers().contains(HeaderNames.EXPECT);
        if (declared.isPresent() && declared.getAsLong() > max && announced) {
            throw tooLarge(max);
        }
        try (InputStream in = server.content().inputStream()) {
            return declared.isPresent() && declared.getAsLong() <= max
                    ? whole(in, (int) declared.getAsLong())
                    : upTo(in, max);
        } catch (IOException e) {
            throw new UncheckedIOException("the client stopped sending", e);
        } catch (DataReader.InsufficientDataAvailableException gone) {
            throw new CloseConnectionException("the client stopped sending", gone);
        } catch (DataReader.IncorrectNewLineException | IllegalArgumentException broken) {
            throw EdgeRefusal.lastAnswer(RefusalCode.MALFORMED_REQUEST, "the body is not framed as its headers say");
        }
    }

    /** Reads exactly the declared length: the usual case, with no buffer but the result. */
    private static byte[] whole(InputStream in, int length) throws IOException {
        byte[] content = new byte[length];
        int read = in.readNBytes(content, 0, length);
        if (read < length) {
            throw new EOFException("the body ended after " + read + " of " + length + " bytes");
        }
        return content;
    }

    private static byte[] upTo(InputStream in, int max) throws IOException {
        byte[] content = in.readNBytes(max + 1);
        if (content.length > max) {
            in.skip(DRAINED_BYTES_MAX);
            throw tooLarge(max);
        }
        return content;
    }

    private static Refusal tooLarge(int max) {
        return EdgeRefusal.lastAnswer(RefusalCode.PAYLOAD_TOO_LARGE, "a body is at most " + max + " bytes long");
    }
}
