package com.flowex.domain.event;

import com.flowex.domain.margin.MarginLevels;

/** A tenant has other levels for margin calls and liquidations. */
public record MarginLevelsSet(int tenant, MarginLevels levels) implements Event {}
