package com.flowex.protocol.command;

import com.flowex.domain.command.Command;
import com.flowex.protocol.reply.Reply;

/**
 * A command on its way from a client to a node.
 *
 * @param correlationId client's number of the request; its {@link Reply} carries the same number
 */
public record Request(long correlationId, Command command) {}
