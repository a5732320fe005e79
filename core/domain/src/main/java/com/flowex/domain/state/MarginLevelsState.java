package com.flowex.domain.state;

import com.flowex.domain.margin.MarginLevels;

/** Levels that a tenant has set for margin calls and liquidations. */
public record MarginLevelsState(int tenant, MarginLevels levels) implements StateRecord {}
