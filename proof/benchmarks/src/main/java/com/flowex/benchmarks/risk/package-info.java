/** Benchmarks of risk scores of many assets, and of the paths of a portfolio. */
@NullMarked
package com.flowex.benchmarks.risk;

import org.jspecify.annotations.NullMarked;
