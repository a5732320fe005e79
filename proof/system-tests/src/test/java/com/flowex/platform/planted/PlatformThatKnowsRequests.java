package com.flowex.platform.planted;

import com.flowex.access.http.route.Endpoint;

/** A platform that knows requests above it. */
public record PlatformThatKnowsRequests(Endpoint endpoint) {}
