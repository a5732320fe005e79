/**
 * Processes of FlowEx that a measurement starts as an operator would.
 */
@NullMarked
package com.flowex.benchmarks.process;

import org.jspecify.annotations.NullMarked;
