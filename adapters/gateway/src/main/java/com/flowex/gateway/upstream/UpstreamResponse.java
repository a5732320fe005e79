package com.flowex.gateway.upstream;

import io.helidon.http.Headers;

/**
 * Head of an upstream's answer, and its body as it is read.
 *
 * @param status status code, 101 to 599
 */
public record UpstreamResponse(int status, String reason, Headers headers, UpstreamResponseBody body) {}
