package com.flowex.engine.planted;

import com.flowex.domain.order.Side;
import com.flowex.engine.book.OrderBook;

/** Matching that asks the book who is next. */
public class Matching {

    int next(OrderBook book) {
        return book.front(Side.BUY);
    }
}
