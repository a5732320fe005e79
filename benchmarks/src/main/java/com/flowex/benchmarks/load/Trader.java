package com.flowex.benchmarks.load;

/**
 * An account that this tool registered.
 *
 * @param token access token of its requests
 */
record Trader(String email, String token) {}
