/** The way into the log: tenants take turns, and orders are refused before memory is full. */
@NullMarked
package com.flowex.orderentry.queue;

import org.jspecify.annotations.NullMarked;
