package com.flowex.protocol;

import com.flowex.domain.command.Command;

/**
 * A command on its way from a client to a node.
 *
 * @param correlationId the client's own number for it; its {@link Reply} carries the same
 */
public record Request(long correlationId, Command command) {}
