/**
 * Work that is done by itself: tasks, their schedules, and who may look at them and set them going.
 *
 * <p>Invariant: an administrator sees and changes the tasks of the own tenant; those of others are the operator's, by the tenant's number.
 */
@NullMarked
package com.flowex.operations;

import org.jspecify.annotations.NullMarked;
