package com.flowex.benchmarks.load;

/**
 * An account that this tool registered.
 *
 * @param token what its requests are authorised with
 */
record Trader(String email, String token) {}
