/**
 * Streams over WebSockets, of whatever a service has to tell: connections and their limits, not what is said over them.
 *
 * <p>A service gives a {@link com.flowex.edge.stream.Conversation} for each connection, which understands what the client
 * says and follows {@link com.flowex.edge.stream.Channel}s over its {@link com.flowex.edge.stream.Line}.
 *
 * <p>Invariant: what a connection costs has a bound that no reader can move, however slow. Nothing is queued per
 * connection but a client's messages; each channel remembers how far its reader has come and sends the difference to now.
 */
@NullMarked
package com.flowex.edge.stream;

import org.jspecify.annotations.NullMarked;
