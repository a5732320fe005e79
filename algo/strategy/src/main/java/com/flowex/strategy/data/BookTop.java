package com.flowex.strategy.data;

/**
 * Best price and quantity of each side of a book.
 *
 * @param bid best bid; 0 with quantity 0 if the side is empty, as for the ask
 */
public record BookTop(String symbol, long timeNanos, double bid, double bidQuantity, double ask, double askQuantity) {}
