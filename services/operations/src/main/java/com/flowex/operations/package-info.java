/**
 * Background work: tasks, their schedules, and the endpoints to see and order them.
 *
 * <p>Invariant: an administrator sees and changes the tasks of the own tenant. Only operators see and change those of
 * others, by the tenant's number.
 */
@NullMarked
package com.flowex.operations;

import org.jspecify.annotations.NullMarked;
