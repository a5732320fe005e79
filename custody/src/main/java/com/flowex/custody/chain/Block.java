package com.flowex.custody.chain;

import java.time.Instant;

/**
 * A block, as a node reports it.
 *
 * @param parent hash of the block before
 * @param time time that the block claims
 */
public record Block(long height, String hash, String parent, Instant time) {}
