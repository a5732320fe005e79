/**
 * Streams over WebSockets, for the data of any service: connections and their limits, but not the messages.
 *
 * <p>A service provides a {@link com.flowex.access.socket.StreamProtocol} for each connection, which parses the client's
 * messages and subscribes to {@link com.flowex.access.socket.Channel}s over its {@link com.flowex.access.socket.StreamLink}.
 *
 * <p>Invariant: the cost of a connection has a bound that no reader can exceed, however slow. Only a client's messages
 * are queued per connection; each channel remembers its reader's position and sends the difference to now.
 */
@NullMarked
package com.flowex.access.socket;

import org.jspecify.annotations.NullMarked;
