/** How long scores of many assets take, and the paths of a portfolio. */
@NullMarked
package com.flowex.benchmarks.risk;

import org.jspecify.annotations.NullMarked;
