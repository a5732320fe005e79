/** Measurements of a running exchange, one class each. */
@NullMarked
package com.flowex.benchmarks.load.measure;

import org.jspecify.annotations.NullMarked;
