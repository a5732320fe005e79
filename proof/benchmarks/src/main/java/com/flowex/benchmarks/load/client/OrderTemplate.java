package com.flowex.benchmarks.load.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Prepared request of one account for an order of one side; only the decimals of its price and the digits of its client
 * order id are missing. Sending it takes one copy and 23 digits.
 */
public final class OrderTemplate {

    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    /** An id begins with 48 bits of time, with a hyphen between the upper 32 and the lower 16. */
    private static final String TIME = "00000000-0000";

    private final LoadPlan plan;
    private final byte[] request;
    private final int centsAt;
    private final int timeAt;
    private final int indexAt;

    /**
     * Head of a request.
     *
     * @param host value of the Host header
     * @param headers further header lines, each with its line end
     */
    public record RequestHead(String host, String token, String headers) {}

    /** @param priceWhole digits of the price before its decimal point */
    public OrderTemplate(RequestHead to, String symbol, String side, String priceWhole, LoadPlan plan) {
        this.plan = plan;
        String start = "{\"symbol\":\"" + symbol + "\",\"side\":\"" + side + "\",\"type\":\"limit\",\"price\":\""
                + priceWhole + ".";
        String middle = "00\",\"quantity\":\"" + LoadPlan.QUANTITY + "\",\"client_order_id\":\"";
        String id = TIME + LoadPlan.ID_MIDDLE;
        String body = start + middle + id + "0".repeat(LoadPlan.INDEX_DIGITS) + "\"}";
        String head = "POST /api/trading/orders HTTP/1.1\r\nHost: " + to.host + "\r\nAuthorization: Bearer "
                + to.token
                + "\r\nX-Rate-Tier: benchmark\r\n" + to.headers + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        request = (head + body).getBytes(StandardCharsets.US_ASCII);
        centsAt = head.length() + start.length();
        timeAt = centsAt + middle.length();
        indexAt = timeAt + id.length();
    }

    /** Writes the whole request to the start of {@code out} and flips it. */
    void write(ByteBuffer out, int cents, int index) {
        out.clear();
        out.put(request);
        long millis = plan.idMillis(index);
        digits(out, centsAt, 2, cents, DECIMAL);
        digits(out, timeAt, 8, millis >>> 16, HEXADECIMAL);
        digits(out, timeAt + 9, 4, millis & 0xFFFF, HEXADECIMAL);
        digits(out, indexAt, LoadPlan.INDEX_DIGITS, index, DECIMAL);
        out.flip();
    }

    private static void digits(ByteBuffer out, int at, int count, long value, int base) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            out.put(i, (byte) Character.forDigit((int) (rest % base), base));
            rest /= base;
        }
    }
}
