/**
 * Tasks: what is to be done, who does it, and what became of it.
 *
 * <p>Invariant: a task is one row, and only whoever has its claim writes what became of it; what a process that ended had begun is taken
 * up by the next one that has its lane.
 */
@NullMarked
package com.flowex.operations.task;

import org.jspecify.annotations.NullMarked;
