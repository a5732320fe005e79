package com.flowex.marketdata.api.stream;

import com.flowex.client.LocalOrderBook;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The reference client's book of BTC-USD, fed by one thread and looked at by another, in units. */
final class SharedBook {

    private final Scale price;
    private final Scale quantity;
    private final LocalOrderBook book = new LocalOrderBook("BTC-USD");

    SharedBook(Scale price, Scale quantity) {
        this.price = price;
        this.quantity = quantity;
    }

    /** Takes a message; returns whether it has to subscribe anew, because something was missed. */
    synchronized boolean on(String text) {
        return book.on(text) == LocalOrderBook.Next.SUBSCRIBE;
    }

    synchronized void lost() {
        book.lost();
    }

    synchronized Map<Long, Long> levels(Side side) {
        Map<Long, Long> levels = new TreeMap<>();
        (side == Side.BUY ? book.bids() : book.asks())
                .forEach((at, stands) -> levels.put(units(at, price), units(stands, quantity)));
        return levels;
    }

    private static long units(BigDecimal decimal, Scale scale) {
        return switch (Decimals.parse(decimal.toPlainString(), scale)) {
            case Decimals.Parsed.Units(long units) -> units;
            case Decimals.Parsed.Malformed(String why) -> throw new AssertionError(decimal + " is " + why);
        };
    }

    synchronized long sequence() {
        return book.sequence();
    }

    synchronized int gaps() {
        return book.missed();
    }
}
