/**
 * The bytes of the log and of the event log.
 *
 * <p>Invariant: decoding never throws on foreign bytes.
 */
@NullMarked
package com.flowex.protocol;

import org.jspecify.annotations.NullMarked;
