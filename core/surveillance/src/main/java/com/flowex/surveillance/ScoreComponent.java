package com.flowex.surveillance;

/**
 * Component of a score, with its reason.
 *
 * @param points points of the score, of 100 in all
 * @param explanation text with the figures behind the points
 */
public record ScoreComponent(String name, int points, String explanation) {}
