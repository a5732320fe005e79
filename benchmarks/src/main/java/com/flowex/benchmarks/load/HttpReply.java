package com.flowex.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads an HTTP/1.1 answer where it lies; knows of it what the load needs and nothing else. */
final class HttpReply {

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODE = "\"code\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;
    private static final int CODE_LENGTH_MAX = 64;

    private HttpReply() {}

    /** The index of the first byte after the header's blank line, or -1 while it is not all there. */
    static int bodyAt(ByteBuffer in) {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    static int status(ByteBuffer in) {
        return (in.get(STATUS_AT) - '0') * 100 + (in.get(STATUS_AT + 1) - '0') * 10 + (in.get(STATUS_AT + 2) - '0');
    }

    /**
     * The length that the header names.
     *
     * @throws LoadFailed if it names none: this tool reads no chunks
     */
    static int contentLength(ByteBuffer in, int bodyAt) {
        for (int i = 0; i < bodyAt - CONTENT_LENGTH.length; i++) {
            if (in.get(i) == '\n' && isContentLength(in, i + 1)) {
                return (int) number(in, skipSpace(in, i + 1 + CONTENT_LENGTH.length), bodyAt);
            }
        }
        throw new LoadFailed("an answer came without Content-Length");
    }

    /** The order's id: the first "id" of the body, or 0 if there is none or it is no number. */
    static long orderId(ByteBuffer in, int bodyAt) {
        int at = find(in, bodyAt, ID);
        return at < 0 ? 0 : number(in, at, in.position());
    }

    /** The problem's code, or its absence in words. */
    static String code(ByteBuffer in, int bodyAt) {
        int at = find(in, bodyAt, CODE);
        StringBuilder code = new StringBuilder();
        for (int i = at; at >= 0 && i < in.position() && in.get(i) != '"' && code.length() < CODE_LENGTH_MAX; i++) {
            code.append((char) in.get(i));
        }
        return code.isEmpty() ? "without a code" : code.toString();
    }

    private static boolean isContentLength(ByteBuffer in, int at) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            // Header names are letters and dashes: 0x20 makes letters small and leaves the rest as it is.
            if ((in.get(at + i) | 0x20) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int skipSpace(ByteBuffer in, int from) {
        int i = from;
        while (in.get(i) == ' ') {
            i++;
        }
        return i;
    }

    private static long number(ByteBuffer in, int from, int to) {
        long number = 0;
        for (int i = from; i < to && in.get(i) >= '0' && in.get(i) <= '9'; i++) {
            number = number * 10 + in.get(i) - '0';
        }
        return number;
    }

    private static int find(ByteBuffer in, int from, byte[] text) {
        for (int i = from; i <= in.position() - text.length; i++) {
            int matched = 0;
            while (matched < text.length && in.get(i + matched) == text[matched]) {
                matched++;
            }
            if (matched == text.length) {
                return i + matched;
            }
        }
        return -1;
    }
}
