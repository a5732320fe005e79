/** Tests of the queue. */
@NullMarked
package com.flowex.operations.task;

import org.jspecify.annotations.NullMarked;
