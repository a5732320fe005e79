/**
 * The exchange on its log, without HTTP and database: how many orders, how fast, and what it costs to do nothing.
 */
@NullMarked
package com.flowex.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
