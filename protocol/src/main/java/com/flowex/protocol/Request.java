package com.flowex.protocol;

import com.flowex.domain.command.Command;

/**
 * A command on its way from a client to a node.
 *
 * @param correlationId client's number of the request; its {@link Reply} carries the same number
 */
public record Request(long correlationId, Command command) {}
