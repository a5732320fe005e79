package com.flowex.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One account's request for an order of one side, whole but for the decimals of its price and the end of its client
 * order id: sending it is one copy and eleven digits.
 */
final class OrderTemplate {

    private final byte[] request;
    private final int centsAt;
    private final int indexAt;

    /**
     * @param host of the Host header
     * @param priceWhole the digits of the price before its point
     */
    OrderTemplate(String host, String token, String symbol, String side, String priceWhole, OrderPlan plan) {
        String start = "{\"symbol\":\"" + symbol + "\",\"side\":\"" + side + "\",\"type\":\"limit\",\"price\":\""
                + priceWhole + ".";
        String middle = "00\",\"quantity\":\"" + OrderPlan.QUANTITY + "\",\"client_order_id\":\"" + plan.run() + "-";
        String body = start + middle + "0".repeat(OrderPlan.INDEX_DIGITS) + "\"}";
        String head = "POST /api/trading/orders HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                + "\r\nX-Rate-Tier: benchmark\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        request = (head + body).getBytes(StandardCharsets.US_ASCII);
        centsAt = head.length() + start.length();
        indexAt = centsAt + middle.length();
    }

    /** Puts the whole request at the start of {@code out} and flips it. */
    void write(ByteBuffer out, int cents, int index) {
        out.clear();
        out.put(request);
        digits(out, centsAt, 2, cents);
        digits(out, indexAt, OrderPlan.INDEX_DIGITS, index);
        out.flip();
    }

    private static void digits(ByteBuffer out, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            out.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
