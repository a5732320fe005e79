/**
 * Where requests come in: HTTP and WebSockets, whose they are, what they may do and how much of it.
 *
 * <p>Invariant: it decides nothing about orders and money; what it refuses costs less than what it lets in.
 */
@NullMarked
package com.flowex.edge;

import org.jspecify.annotations.NullMarked;
