package com.flowex.binance.planted;

import com.flowex.engine.book.OrderBook;

/** An adapter that keeps a book of its own, and a price as a fraction. */
public record AdapterWithItsOwnBook(OrderBook book, double price) {}
