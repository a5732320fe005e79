package com.flowex.engine.match;

import com.flowex.engine.end.OverdueOrders;

/**
 * Parts that take an order through the book.
 *
 * @param walk plans what an order would do
 * @param execution does it
 * @param overdue ends orders whose time is past
 */
public record Matching(MatchPlanner walk, BookExecution execution, OverdueOrders overdue) {}
