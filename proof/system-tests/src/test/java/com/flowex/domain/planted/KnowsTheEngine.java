package com.flowex.domain.planted;

import com.flowex.engine.planted.EngineThatReadsTheClock;

/** A word that needs the engine, and so closes a cycle. */
public record KnowsTheEngine(EngineThatReadsTheClock clock, double price) {}
