package com.flowex.binance.planted;

import com.flowex.engine.book.OrderBook;

/** A door that keeps what the exchange keeps, and what it costs as a fraction. */
public record DoorWithABookOfItsOwn(OrderBook book, double price) {}
