package com.flowex.trading.position;

import java.math.BigInteger;

/**
 * A position and the event that last changed it.
 *
 * @param realizedUnits what was realized since it was last written
 * @param sequence of the trade that last changed it
 */
public record PositionRow(PositionKey key, Position position, BigInteger realizedUnits, long sequence) {}
