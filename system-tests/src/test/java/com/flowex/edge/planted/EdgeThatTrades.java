package com.flowex.edge.planted;

import com.flowex.desk.Desk;

/** A door that trades by itself. */
public record EdgeThatTrades(Desk desk) {}
