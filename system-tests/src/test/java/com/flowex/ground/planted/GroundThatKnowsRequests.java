package com.flowex.ground.planted;

import com.flowex.edge.http.Endpoint;

/** A ground that knows what comes in above it. */
public record GroundThatKnowsRequests(Endpoint endpoint) {}
