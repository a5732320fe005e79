/** How many tasks are ordered and done in a second. */
@NullMarked
package com.flowex.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
