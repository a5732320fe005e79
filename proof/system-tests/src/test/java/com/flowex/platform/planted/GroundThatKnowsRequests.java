package com.flowex.platform.planted;

import com.flowex.access.http.route.Endpoint;

/** A ground that knows what comes in above it. */
public record GroundThatKnowsRequests(Endpoint endpoint) {}
