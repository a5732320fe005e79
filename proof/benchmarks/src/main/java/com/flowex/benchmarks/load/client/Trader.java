package com.flowex.benchmarks.load.client;

/**
 * An account that this tool registered.
 *
 * @param token access token of its requests
 */
public record Trader(String email, String token) {}
