/** Benchmark of the task queue: tasks ordered and done in a second. */
@NullMarked
package com.flowex.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
