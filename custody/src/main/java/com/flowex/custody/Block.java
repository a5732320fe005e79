package com.flowex.custody;

import java.time.Instant;

/**
 * A block, as a node tells it.
 *
 * @param parent hash of the block before
 * @param time that the block claims
 */
public record Block(long height, String hash, String parent, Instant time) {}
