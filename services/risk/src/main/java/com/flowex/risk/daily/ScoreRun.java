package com.flowex.risk.daily;

import java.time.Instant;

/**
 * A day all of whose assets were looked at.
 *
 * @param day since 1970
 * @param scored so many of the assets have a score
 */
public record ScoreRun(int day, Instant endedAt, int assets, int scored) {}
