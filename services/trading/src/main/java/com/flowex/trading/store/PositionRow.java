package com.flowex.trading.store;

import java.math.BigInteger;

/**
 * A position and the event that last changed it.
 *
 * @param realizedUnits profit realized since the row was last written
 * @param sequence sequence of the trade that last changed the position
 */
public record PositionRow(PositionKey key, Position position, BigInteger realizedUnits, long sequence) {}
