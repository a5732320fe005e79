/** Benchmarks of back-tests: bars of built-in and user-written strategies, order flow, searches and sandboxes. */
@NullMarked
package com.flowex.benchmarks.backtest;

import org.jspecify.annotations.NullMarked;
