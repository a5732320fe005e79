package com.flowex.backtest.result;

/**
 * Fingerprints of a run; the same inputs give the same on any machine.
 *
 * @param state digest of the exchange's state after the last command, 16 hexadecimal digits
 * @param stream SHA-256 of all commands' times and events, 64 hexadecimal digits
 * @param commands number of commands
 * @param events number of events
 * @param rulesVersion version of the exchange's rules
 */
public record RunDigest(String state, String stream, long commands, long events, int rulesVersion) {}
