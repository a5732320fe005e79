package com.flowex.domain.command;

import com.flowex.domain.margin.MarginLevels;

/**
 * Sets the levels at which a tenant's accounts are warned and liquidated, from now on. Setting the same levels twice
 * changes nothing.
 */
public record SetMarginLevels(int tenant, MarginLevels levels) implements Command {}
