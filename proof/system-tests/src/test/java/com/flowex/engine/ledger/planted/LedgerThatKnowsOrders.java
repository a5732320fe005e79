package com.flowex.engine.ledger.planted;

import com.flowex.engine.book.planted.BookThatKnowsMoney;
import org.jspecify.annotations.Nullable;

/** A ledger that knows the book. */
public record LedgerThatKnowsOrders(@Nullable BookThatKnowsMoney book) {}
