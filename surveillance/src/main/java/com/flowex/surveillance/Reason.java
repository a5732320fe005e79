package com.flowex.surveillance;

/**
 * One part of a score, and why.
 *
 * @param points of the score's 100
 * @param told the figures that it comes from
 */
public record Reason(String name, int points, String told) {}
