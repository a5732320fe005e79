/**
 * Benchmarks of the exchange on its log, without HTTP and database: number of orders, latency, and the cost of an idle
 * node.
 */
@NullMarked
package com.flowex.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
