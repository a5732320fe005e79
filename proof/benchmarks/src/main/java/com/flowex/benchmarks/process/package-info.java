/** Starts processes of FlowEx for a measurement, as an operator would. */
@NullMarked
package com.flowex.benchmarks.process;

import org.jspecify.annotations.NullMarked;
