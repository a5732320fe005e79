package com.flowex.risk.store.score;

import com.flowex.risk.app.score.AssetScore;
import java.time.Instant;

/** A score with the time of its computation. */
public record StoredScore(AssetScore score, Instant madeAt) {}
