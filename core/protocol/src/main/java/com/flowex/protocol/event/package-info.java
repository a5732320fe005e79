/** Bytes of events and of the batches in which the event log keeps them. */
@NullMarked
package com.flowex.protocol.event;

import org.jspecify.annotations.NullMarked;
