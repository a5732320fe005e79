package com.flowex.gateway.upstream;

import io.helidon.http.Headers;

/**
 * The head of an upstream's answer, and its body as far as it is read.
 *
 * @param status 101 to 599
 */
public record UpstreamAnswer(int status, String reason, Headers headers, AnswerBody body) {}
