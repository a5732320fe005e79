package com.flowex.engine.book.planted;

import com.flowex.engine.ledger.planted.LedgerThatKnowsOrders;

/** A book that knows the ledger. */
public record BookThatKnowsMoney(LedgerThatKnowsOrders ledger) {}
