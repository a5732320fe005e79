/**
 * Sagas: work of several steps that outlives its process. Each step is repeated until it is done. If the whole is
 * impossible, its completed steps are undone; a saga that can do neither waits for an operator. Start reading at {@code
 * Sagas}.
 */
@NullMarked
package com.flowex.platform.saga;

import org.jspecify.annotations.NullMarked;
