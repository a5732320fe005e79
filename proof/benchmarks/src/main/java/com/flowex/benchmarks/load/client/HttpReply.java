package com.flowex.benchmarks.load.client;

import java.nio.charset.StandardCharsets;

/**
 * Parser of an HTTP/1.1 answer in the first {@code length} bytes of a buffer; it reads only the parts that the load
 * needs.
 */
public final class HttpReply {

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODE = "\"code\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;
    private static final int CODE_LENGTH_MAX = 64;

    private HttpReply() {}

    /** Returns the index of the first byte after the header's blank line, or -1 while the header is incomplete. */
    static int bodyAt(byte[] in, int length) {
        for (int i = 3; i < length; i++) {
            if (in[i] == '\n' && in[i - 1] == '\r' && in[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    public static int status(byte[] in) {
        return (in[STATUS_AT] - '0') * 100 + (in[STATUS_AT + 1] - '0') * 10 + (in[STATUS_AT + 2] - '0');
    }

    /**
     * Returns the content length of the header.
     *
     * @throws LoadTestException if there is none: this tool does not read chunks
     */
    static int contentLength(byte[] in, int bodyAt) {
        for (int i = 0; i < bodyAt - CONTENT_LENGTH.length; i++) {
            if (in[i] == '\n' && isContentLength(in, i + 1)) {
                return (int) number(in, skipSpace(in, i + 1 + CONTENT_LENGTH.length), bodyAt);
            }
        }
        throw new LoadTestException("an answer came without Content-Length");
    }

    /** Returns the order's id: the first "id" of the body, or 0 if there is none or it is not a number. */
    public static long orderId(byte[] in, int bodyAt, int length) {
        int at = find(in, bodyAt, length, ID);
        return at < 0 ? 0 : number(in, at, length);
    }

    /** Returns the code of the problem document, or a text that it has none. */
    public static String code(byte[] in, int bodyAt, int length) {
        int at = find(in, bodyAt, length, CODE);
        StringBuilder code = new StringBuilder();
        for (int i = at; at >= 0 && i < length && in[i] != '"' && code.length() < CODE_LENGTH_MAX; i++) {
            code.append((char) in[i]);
        }
        return code.isEmpty() ? "without a code" : code.toString();
    }

    private static boolean isContentLength(byte[] in, int at) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            // Header names are letters and dashes: 0x20 makes letters lower case and leaves the rest as it is.
            if ((in[at + i] | 0x20) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int skipSpace(byte[] in, int from) {
        int i = from;
        while (in[i] == ' ') {
            i++;
        }
        return i;
    }

    private static long number(byte[] in, int from, int to) {
        long number = 0;
        for (int i = from; i < to && in[i] >= '0' && in[i] <= '9'; i++) {
            number = number * 10 + in[i] - '0';
        }
        return number;
    }

    private static int find(byte[] in, int from, int length, byte[] text) {
        for (int i = from; i <= length - text.length; i++) {
            int matched = 0;
            while (matched < text.length && in[i + matched] == text[matched]) {
                matched++;
            }
            if (matched == text.length) {
                return i + matched;
            }
        }
        return -1;
    }
}
