package com.flowex.binance.planted;

import com.flowex.engine.book.OrderBook;

/** A door that keeps what the exchange keeps, and what it costs as a fraction. */
public final class DoorWithABookOfItsOwn {

    private final OrderBook book;
    private final double price;

    DoorWithABookOfItsOwn(OrderBook book, double price) {
        this.book = book;
        this.price = price;
    }

    @Override
    public String toString() {
        return book + " " + price;
    }
}
