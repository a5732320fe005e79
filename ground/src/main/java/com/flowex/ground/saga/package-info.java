/**
 * Work of several steps that outlives its process: each step is repeated until it is done, what was done is undone where the whole
 * cannot be, and what can neither go on nor back waits for a human. Start reading at {@code Sagas}.
 */
@NullMarked
package com.flowex.ground.saga;

import org.jspecify.annotations.NullMarked;
