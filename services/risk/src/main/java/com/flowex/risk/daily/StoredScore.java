package com.flowex.risk.daily;

import com.flowex.risk.score.AssetScore;
import java.time.Instant;

/** A score with the time of its computation. */
public record StoredScore(AssetScore score, Instant madeAt) {}
