/**
 * Documentation of the metrics of all processes: their list, and the dashboards that show them.
 *
 * <p>Invariant: the list and the metrics of a process are the same, which a test checks with a scrape.
 */
@NullMarked
package com.flowex.app.metrics;

import org.jspecify.annotations.NullMarked;
