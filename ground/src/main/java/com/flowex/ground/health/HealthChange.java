package com.flowex.ground.health;

import java.time.Instant;

/**
 * One part of a process is otherwise than it was.
 *
 * @param part its name; empty for the whole process
 * @param before its state; empty if nobody had looked yet
 * @param state up, impaired, down, or started for a process
 * @param why one line; empty where nothing is wrong
 */
public record HealthChange(Instant at, String part, String before, String state, String why) {}
