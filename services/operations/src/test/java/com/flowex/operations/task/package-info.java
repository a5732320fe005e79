/**
 * Tasks: their queue, their execution and their results.
 *
 * <p>Invariant: a task is one row, and only the process that holds its claim writes its result. When a process ends,
 * the next one that has its slot takes up the tasks that it had begun.
 */
@NullMarked
package com.flowex.operations.task;

import org.jspecify.annotations.NullMarked;
